import type { SandboxClock } from "./clock/clock.js";
import { createIds, type Ids } from "./ids.js";
import { isJsonObject, type Json, type JsonObject } from "./json.js";
import { createStore, type Store } from "./store.js";

/** All state, time, ids and randomness of one sandbox. Two worlds share nothing. */
export interface World {
  readonly clock: SandboxClock;
  readonly ids: Ids;
  readonly store: Store;
  /**
   * The whole world as plain JSON. It holds the tokens and secrets that the sandbox made up, since a restored world must still know them:
   * treat it as what it is, and never type a real credential into a sandbox.
   */
  snapshot(): WorldSnapshot;
  /** @throws {TypeError} when it is not a snapshot of a sandbox with the same kind of clock; nothing is changed then. */
  restore(snapshot: Json): void;
  /** Empty, at the start of its time, its ids drawn anew from the seed. */
  clear(): void;
}

/** A world at one moment: `JSON.stringify` and `JSON.parse` lose nothing of it. */
export interface WorldSnapshot extends JsonObject {
  readonly version: 1;
  readonly clock: JsonObject;
  readonly ids: Json;
  readonly store: JsonObject;
}

/** An empty world. */
export function createWorld(options: {
  readonly clock: SandboxClock;
  readonly seed: number;
  readonly wrapStore?: ((store: Store) => Store) | undefined;
}): World {
  const { clock } = options;
  const ids = createIds(options.seed);
  const inner = createStore();
  const store = options.wrapStore?.(inner) ?? inner;

  const restore = (snapshot: Json) => {
    if (!isJsonObject(snapshot) || snapshot["version"] !== 1 || !isJsonObject(snapshot["clock"]) || snapshot["ids"] === undefined) {
      throw new TypeError("cannot restore the world: not a snapshot of a sandbox");
    }
    store.restore(snapshot["store"] ?? null);
    ids.restore(snapshot["ids"]);
    clock.restore(snapshot["clock"]);
  };

  return {
    clock,
    ids,
    store,
    snapshot: () => ({ version: 1, clock: clock.snapshot(), ids: ids.snapshot(), store: store.snapshot() }),
    restore(snapshot) {
      const before = { version: 1, clock: clock.snapshot(), ids: ids.snapshot(), store: store.snapshot() };
      try {
        restore(snapshot);
      } catch (error) {
        restore(before);
        throw error;
      }
    },
    clear() {
      store.clear();
      ids.reset();
      clock.reset();
    },
  };
}
