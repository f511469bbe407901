import type { Clock } from "./seams.js";

// setTimeout fires at once for anything longer.
const LONGEST = 2 ** 31 - 1;

/** The machine's clock. Its timers are ref'd: a process that awaits a call must not end before the call does. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const stop = () => {
        cancel();
        reject(signal?.reason);
      };
      const cancel = timer(systemClock, milliseconds, () => {
        signal?.removeEventListener("abort", stop);
        resolve();
      });
      signal?.addEventListener("abort", stop, { once: true });
    }),
};

/** Calls `wake` after that many milliseconds, unless the function that it gives is called before. */
export function timer(clock: Clock, milliseconds: number, wake: () => void): () => void {
  if (clock === systemClock) {
    // Every call has a timer; a sleep would cost it a controller, a promise and a rejection.
    const id = setTimeout(wake, Math.min(milliseconds, LONGEST));
    return () => clearTimeout(id);
  }
  const control = new AbortController();
  clock.sleep(milliseconds, control.signal).then(wake, () => {}); // rejects when it was cancelled
  return () => control.abort("ended");
}
