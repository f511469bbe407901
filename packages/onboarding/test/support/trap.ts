import type { Clock, Fetch } from "@gatehouse/runtime";
import type { JournalStore } from "../../src/engine/journal.js";
import type { SecretStore } from "../../src/engine/secret-store.js";

/** Something that a run does to the world outside it. */
export interface Effect {
  readonly kind: "request" | "journal" | "secret";
  /** `POST createTenantAsync`, for the name of a test. */
  readonly name: string;
}

/**
 * What goes wrong. `killed`: the process is gone. `cut`: one request is lost and the run goes on. `interrupted`: somebody presses Ctrl-C.
 * Each before the effect has come to pass, or after it and before the run knows.
 */
export type Mishap = "killed" | "cut" | "interrupted";

export interface Trap {
  readonly mishap: Mishap;
  /** Which effect, from 1. */
  readonly at: number;
  readonly when: "before" | "after";
}

/** What a run reaches the world by. */
export interface Surroundings {
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly journal: JournalStore;
  readonly secrets: SecretStore;
}

/** Surroundings in which something goes wrong once; without a trap they count effects. */
export function trapped(inner: Surroundings, trap?: Trap) {
  const effects: Effect[] = [];
  const control = new AbortController();
  let killed = () => {};
  const death = new Promise<"killed">((resolve) => {
    killed = () => resolve("killed");
  });
  let isDead = false;
  const never = new Promise<never>(() => {});

  const spring = async (): Promise<void> => {
    if (trap?.mishap === "killed") {
      isDead = true;
      killed();
      await never;
    }
    if (trap?.mishap === "interrupted") control.abort();
  };
  const through = async <T>(effect: Effect, go: () => Promise<T>): Promise<T> => {
    if (isDead) return never;
    effects.push(effect);
    const isIt = trap?.at === effects.length;
    const cut = isIt && trap.mishap === "cut" && effect.kind === "request";
    if (isIt && trap.when === "before") await spring();
    if (cut && trap.when === "before") throw new TypeError("fetch failed");
    const result = await go();
    if (isDead) return never;
    if (isIt && trap.when === "after") await spring();
    if (cut && trap.when === "after") throw new TypeError("fetch failed");
    return result;
  };

  const surroundings: Surroundings = {
    fetch: (url, init) =>
      through({ kind: "request", name: `${init.method ?? "GET"} ${new URL(url).pathname}` }, () => {
        init.signal?.throwIfAborted();
        return inner.fetch(url, init);
      }),
    // A dead process sees no time pass.
    clock: { now: inner.clock.now, sleep: (ms, signal) => inner.clock.sleep(ms, signal).then(() => (isDead ? never : undefined)) },
    journal: {
      read: inner.journal.read,
      write: (data) => through({ kind: "journal", name: "journal" }, () => inner.journal.write(data)),
    },
    secrets: {
      ...inner.secrets,
      set: (owner, name, value) => through({ kind: "secret", name: `secret ${name}` }, () => inner.secrets.set(owner, name, value)),
      forget: (owner) => through({ kind: "secret", name: `forget ${owner.vendor}` }, () => inner.secrets.forget(owner)),
    },
  };
  return { surroundings, effects, signal: control.signal, death };
}
