import { timer } from "./clock.js";
import { AbortedError } from "./errors/aborted-error.js";
import { DeadlineError } from "./errors/deadline-error.js";
import type { At } from "./errors/gatehouse-error.js";
import { ValidationError } from "./errors/validation-error.js";
import type { Clock } from "./seams.js";

/** The life of one call: everything that the call starts hangs on it. */
export interface Scope {
  /** Aborted when the call ends before its work has: late, aborted or with an error. */
  readonly signal: AbortSignal;
  /** By the clock; `Infinity` without a deadline. */
  readonly endsAt: number;
  /** How often the operation was sent so far. */
  attempts: number;
  /**
   * `promise`, but rejects as soon as the call ends: for what others wrote, who may not heed the signal. A call does one thing at a time, so
   * one promise at a time is heeded.
   */
  heed<T>(promise: Promise<T>): Promise<T>;
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
  clock: Clock,
  limit: number,
  outer: AbortSignal | undefined,
  work: (scope: Scope) => Promise<T>,
): Promise<T> {
  if (!isDeadline(limit)) throw new ValidationError({ ...at, input: "deadline" }, "is no number of milliseconds above 0");
  const control = new AbortController();
  const { signal } = control;
  let leave: ((reason: unknown) => void) | undefined;
  const scope: Scope = {
    signal,
    endsAt: clock.now() + limit,
    attempts: 0,
    heed: (promise) =>
      new Promise((resolve, reject) => {
        leave = reject;
        if (signal.aborted) reject(signal.reason);
        promise.then(resolve, reject);
      }),
  };
  let stopped: "aborted" | "late" | undefined;
  const stop = (why: "aborted" | "late") => {
    stopped ??= why;
    control.abort(why);
    leave?.(why);
  };
  const abort = () => stop("aborted");
  if (outer?.aborted) abort();
  else outer?.addEventListener("abort", abort, { once: true });
  const cancel = limit < Number.POSITIVE_INFINITY ? timer(clock, limit, () => stop("late")) : undefined;
  try {
    signal.throwIfAborted();
    return await work(scope);
  } catch (error) {
    control.abort("ended");
    if (stopped === "late") throw new DeadlineError({ ...at, attempts: scope.attempts, deadline: limit });
    if (stopped === "aborted") throw new AbortedError({ ...at, attempts: scope.attempts }, { cause: outer?.reason });
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
