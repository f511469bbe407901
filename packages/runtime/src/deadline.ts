import { AbortedError } from "./errors/aborted-error.js";
import { DeadlineError } from "./errors/deadline-error.js";
import type { At } from "./errors/gatehouse-error.js";
import type { Clock } from "./seams.js";

/** The life of one call: everything that the call starts hangs on its signal. */
export interface Scope {
  /** Aborted when the call ends, however it ends. */
  readonly signal: AbortSignal;
  /** By the clock; `Infinity` without a deadline. */
  readonly endsAt: number;
  /** How often the operation was sent so far. */
  attempts: number;
}

/**
 * Runs `work` for at most `limit` milliseconds and until `outer` is aborted. Once it has settled, its timer and its listener are gone and
 * `scope.signal` is aborted, so that nothing else is left either.
 *
 * It settles when the work does, so the work must await nothing that does not heed `scope.signal` (see `heeding`). That keeps the caller's
 * line in the stack of every error, which a race of promises would lose.
 *
 * @throws {DeadlineError | AbortedError}
 */
export async function within<T>(
  at: At,
  clock: Clock,
  limit: number,
  outer: AbortSignal | undefined,
  work: (scope: Scope) => Promise<T>,
): Promise<T> {
  const control = new AbortController();
  const scope = { signal: control.signal, endsAt: clock.now() + limit, attempts: 0 };
  let stopped: "aborted" | "late" | undefined;
  const stop = (why: "aborted" | "late") => {
    stopped ??= why;
    control.abort(why);
  };
  const abort = () => stop("aborted");
  if (outer?.aborted) abort();
  else outer?.addEventListener("abort", abort, { once: true });
  if (limit < Number.POSITIVE_INFINITY) {
    clock.sleep(limit, scope.signal).then(
      () => stop("late"),
      () => {}, // the call ended first
    );
  }
  try {
    scope.signal.throwIfAborted();
    return await work(scope);
  } catch (error) {
    if (stopped === "late") throw new DeadlineError({ ...at, attempts: scope.attempts, deadline: limit });
    if (stopped === "aborted") throw new AbortedError({ ...at, attempts: scope.attempts }, { cause: outer?.reason });
    throw error;
  } finally {
    outer?.removeEventListener("abort", abort);
    control.abort("ended");
  }
}

/** `promise`, but rejects as soon as `signal` is aborted: for what others wrote, who may not heed it. */
export function heeding<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason);
    const landed = <V>(settle: (value: V) => void) => {
      return (value: V) => {
        signal.removeEventListener("abort", leave);
        settle(value);
      };
    };
    if (signal.aborted) leave();
    else signal.addEventListener("abort", leave, { once: true });
    promise.then(landed(resolve), landed(reject));
  });
}
