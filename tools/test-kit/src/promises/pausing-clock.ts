import type { Clock } from "@gatehouse/runtime";

/** No pause is longer, so a longer sleep is a deadline. */
const LONGEST_PAUSE = 100_000;

/** Long enough that no pause of any retry reaches it. */
export const FAR_DEADLINE = 1_000_000;

/** Time for a server that is a function: a pause passes at once and is remembered; a deadline comes when a test says so. */
export interface PausingClock extends Clock {
  readonly pauses: readonly number[];
  /** Lets every deadline pass. */
  expire(): void;
}

export function pausingClock(start = Date.UTC(2026, 0, 1)): PausingClock {
  let now = start;
  const pauses: number[] = [];
  const deadlines = new Set<() => void>();
  return {
    pauses,
    now: () => now,
    sleep(milliseconds, signal) {
      if (milliseconds <= LONGEST_PAUSE) {
        pauses.push(milliseconds);
        now += milliseconds;
        return Promise.resolve();
      }
      return new Promise((resolve, reject) => {
        deadlines.add(resolve);
        signal?.addEventListener("abort", () => {
          deadlines.delete(resolve);
          reject(signal.reason);
        });
      });
    },
    expire() {
      for (const pass of deadlines) pass();
    },
  };
}
