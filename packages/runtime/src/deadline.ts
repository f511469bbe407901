import { type Timekeeper, timer } from "./clock.js";
import { AbortedError } from "./errors/aborted-error.js";
import { DeadlineError } from "./errors/deadline-error.js";
import type { At } from "./errors/gatehouse-error.js";
import { ValidationError } from "./errors/validation-error.js";

type End = "aborted" | "late" | "failed";

/** The life of one call: everything that the call starts hangs on it. */
export class Scope {
  /** How often the operation was sent so far. */
  attempts = 0;
  /** Why the call ended before its work had. */
  ended: End | undefined;
  #control: AbortController | undefined;
  #leave: ((reason: unknown) => void) | undefined;

  /** @param endsAt By the clock; `Infinity` without a deadline. */
  constructor(readonly endsAt: number) {}

  /**
   * Aborted when the call ends before its work has: late, aborted or with an error. Made when it is asked for: it is the dearest part of a
   * call, and a function in this process that answers at once has no use for it.
   */
  get signal(): AbortSignal {
    this.#control ??= new AbortController();
    if (this.ended) this.#control.abort(this.ended);
    return this.#control.signal;
  }

  /** Throws once the call has ended. */
  goOn(): void {
    if (this.ended) throw this.ended;
  }

  /**
   * `promise`, but rejects as soon as the call ends: for what others wrote, who may not heed the signal. A call does one thing at a time, so
   * one promise at a time is heeded.
   */
  heed<T>(promise: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#leave = reject;
      if (this.ended) reject(this.ended);
      promise.then(resolve, reject);
    });
  }

  /** Rejects as soon as the call ends; no timer is left then. */
  pause(clock: Timekeeper, milliseconds: number): Promise<void> {
    let cancel: () => void;
    const over = new Promise<void>((resolve) => {
      cancel = timer(clock, milliseconds, resolve);
    });
    return this.heed(over).finally(() => cancel());
  }

  end(why: End): void {
    this.ended ??= why;
    this.#control?.abort(why);
    this.#leave?.(why);
  }
}

/**
 * Runs `work` for at most `limit` milliseconds and until `outer` is aborted. Once it has settled, its timer and its listener are gone, and
 * unless the work came to its end `scope.signal` is aborted, so that nothing else is left either.
 *
 * It settles when the work does, so the work must await nothing that heeds neither the signal nor `scope.heed`. That keeps the caller's line
 * in the stack of every error, which a race of promises would lose.
 *
 * @throws {ValidationError | DeadlineError | AbortedError}
 */
export async function within<T>(
  at: At,
  clock: Timekeeper,
  limit: number,
  outer: AbortSignal | undefined,
  work: (scope: Scope) => Promise<T>,
): Promise<T> {
  if (!isDeadline(limit)) throw new ValidationError({ ...at, input: "deadline" }, "is no number of milliseconds above 0");
  const scope = new Scope(clock.now() + limit);
  const abort = () => scope.end("aborted");
  if (outer?.aborted) abort();
  else outer?.addEventListener("abort", abort, { once: true });
  const cancel = Number.isFinite(limit) ? timer(clock, limit, () => scope.end("late")) : undefined;
  try {
    scope.goOn();
    return await work(scope);
  } catch (error) {
    scope.end("failed");
    const { ended, attempts } = scope;
    if (ended === "late") throw new DeadlineError({ ...at, attempts, deadline: limit });
    if (ended === "aborted") throw new AbortedError({ ...at, attempts }, { cause: outer?.reason });
    throw error;
  } finally {
    outer?.removeEventListener("abort", abort);
    cancel?.();
  }
}

/** Milliseconds above 0; `Infinity` is none at all. */
export function isDeadline(value: unknown): boolean {
  return typeof value === "number" && value > 0;
}
