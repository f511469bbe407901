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
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(
        () => {
          signal?.removeEventListener("abort", stop);
          resolve();
        },
        Math.min(milliseconds, LONGEST),
      );
      signal?.addEventListener("abort", stop, { once: true });
    }),
};
