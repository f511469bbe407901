import type { Description } from "@gatehouse/description";
import type { Case } from "../case.js";
import type { Exchange, Outcome } from "../exchange.js";
import type { Secrets } from "../send/secrets.js";
import { sendCase } from "../send/send-case.js";
import { Session } from "../send/session.js";
import type { Settings } from "../send/settings.js";
import type { Target } from "../target.js";
import { Preparations } from "./preparations.js";

/** What came of a sending. */
export interface Sent {
  readonly outcome: Outcome;
  /** True where it used what was made for another case. */
  readonly shared: boolean;
}

/** What cases are sent with. */
export interface SenderOptions {
  readonly target: Target;
  readonly description: Description;
  readonly settings: Settings;
  readonly secrets: Secrets;
  readonly seed: number;
  readonly signal: AbortSignal;
}

/** Sends cases: each in a world of its own where the target has them, otherwise all in one. */
export class Sender {
  readonly #options: SenderOptions;
  readonly #preparations: Preparations;
  #shared: Session | undefined;
  /** Goes into fresh values: on a server that remembers, no two sendings may share one. */
  #sendings = 0;
  /** Set when a server turned out to know values that should be new: it remembers an earlier run. */
  #era = "";

  constructor(options: SenderOptions) {
    this.#options = options;
    this.#preparations = new Preparations(options.description);
  }

  /**
   * @param alone True: on state that no other case has touched.
   * @throws {TargetError} when nothing listens.
   */
  async send(one: Case, alone = false): Promise<Sent> {
    const { target } = this.#options;
    if (target.isolated) return { outcome: await this.#sendIsolated(one), shared: false };
    this.#shared ??= this.#session(await target.open("run"));
    if (alone) this.#preparations.forget(one);
    const prepared = this.#preparations.take(one);
    let outcome = await this.#sendIn(this.#shared, one, prepared);
    if (this.#era === "" && this.#isTaken(one, outcome)) {
      this.#era = String(Date.now());
      outcome = await this.#sendIn(this.#shared, one, prepared);
    }
    this.#preparations.settle(one, outcome);
    return { outcome, shared: prepared !== undefined };
  }

  async close(): Promise<void> {
    await this.#options.target.close();
  }

  async #sendIsolated(one: Case): Promise<Outcome> {
    const world = await this.#options.target.open(one.id);
    try {
      // In a state of its own the same values are new every time, which makes a second sending the same as the first.
      return await sendCase(one, { ...this.#options, session: this.#session(world), freshKey: `${this.#options.seed}\n${one.id}` });
    } finally {
      await world.close();
    }
  }

  async #sendIn(session: Session, one: Case, prepared: readonly Exchange[] | undefined): Promise<Outcome> {
    this.#sendings += 1;
    const freshKey = `${this.#options.seed}\n${this.#era}\n${this.#sendings}\n${one.id}`;
    return await sendCase(one, { ...this.#options, session, freshKey, ...(prepared === undefined ? {} : { prepared }) });
  }

  /**
   * True where a step that had to be accepted was answered as a law says of a value that is taken. The values come from the seed, so on a
   * server that has seen this seed they are; from then on they come from the clock too.
   */
  #isTaken(one: Case, outcome: Outcome): boolean {
    if (outcome.kind !== "answered" && outcome.kind !== "not-prepared") return false;
    const last = outcome.exchanges.at(-1);
    if (!last || (outcome.kind === "answered" && one.expect.accept !== true)) return false;
    const { laws } = this.#options.description.operation(last.step.operation);
    return laws.some((law) => law.law === "unique" && law.status === last.response.status);
  }

  #session(world: Awaited<ReturnType<Target["open"]>>): Session {
    const { description, settings, secrets } = this.#options;
    return new Session({ world, description, settings, secrets, now: () => performance.now() });
  }
}
