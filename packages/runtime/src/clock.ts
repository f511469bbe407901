import type { Clock } from "./seams.js";

// setTimeout fires at once for anything longer.
const LONGEST = 2 ** 31 - 1;

/** A clock; without `sleep` it is the machine's, whose timers cost less than sleeps that are aborted. */
export type Timekeeper = Pick<Clock, "now"> & Partial<Clock>;

/** The machine's clock, as a client uses it that was given none. */
export const machine: Timekeeper = { now: () => Date.now() };

/**
 * Calls `wake` after that many milliseconds, unless the function that it gives is called before. A machine's timer is ref'd: a process that
 * awaits a call must not end before the call does.
 */
export function timer(clock: Timekeeper, milliseconds: number, wake: () => void): () => void {
  if (!clock.sleep) {
    const id = setTimeout(wake, Math.min(milliseconds, LONGEST));
    return () => clearTimeout(id);
  }
  const control = new AbortController();
  clock.sleep(milliseconds, control.signal).then(wake, () => {}); // rejects when it was cancelled
  return () => control.abort("ended");
}

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const stop = () => {
        cancel();
        reject(signal?.reason);
      };
      const cancel = timer(machine, milliseconds, () => {
        signal?.removeEventListener("abort", stop);
        resolve();
      });
      signal?.addEventListener("abort", stop, { once: true });
    }),
};
