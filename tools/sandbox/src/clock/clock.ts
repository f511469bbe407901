import type { JsonObject } from "../json.js";

/** Time as a client sees it: the shape that Gatehouse clients take as their `clock`. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
  /**
   * Resolves after `ms` milliseconds of this clock.
   *
   * @throws the signal's reason, when it aborts first.
   */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The clock of one sandbox: everything that expires or takes time reads it and nothing else. */
export interface SandboxClock extends Clock {
  /** `virtual`: time moves only by `advance` and by sleeping. `real`: the machine's time plus what was advanced. */
  readonly kind: "virtual" | "real";
  /**
   * Moves time forward by `ms` milliseconds and wakes whoever is due by then, earliest first.
   *
   * @throws {RangeError} when `ms` is negative or not finite: time never runs backwards.
   */
  advance(ms: number): void;
  /** Keeps sleepers from moving time on by themselves until the returned function is called: a request is being answered. */
  hold(): () => void;
  /** Back to where it started; whoever sleeps goes on sleeping for the same time. */
  reset(): void;
  /** What `restore` needs, as plain JSON. */
  snapshot(): JsonObject;
  /**
   * @throws {TypeError} when the snapshot is of the other kind of clock.
   */
  restore(snapshot: JsonObject): void;
}

/** `ms` if time can move on by it. */
export function forward(ms: number): number {
  if (!Number.isFinite(ms) || ms < 0)
    throw new RangeError(`cannot advance the clock by ${ms} ms – expected a number of milliseconds, 0 or more`);
  return ms;
}

/** The number that a snapshot of this kind of clock carries. */
export function restored(snapshot: JsonObject, kind: SandboxClock["kind"], property: string): number {
  const value = snapshot[property];
  if (snapshot["kind"] !== kind || typeof value !== "number") {
    throw new TypeError(`cannot restore the clock: snapshot of a ${String(snapshot["kind"])} clock – expected one of a ${kind} clock`);
  }
  return value;
}
