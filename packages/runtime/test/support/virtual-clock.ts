import type { Clock } from "../../src/index.js";

export interface VirtualClock extends Clock {
  /** Sleeps that are pending, by the time they end. */
  readonly pending: readonly number[];
  /** Moves time on, waking sleepers in order, and lets what they start run before the next one wakes. */
  advance(milliseconds: number): Promise<void>;
}

/** Time that passes only when a test says so. */
export function virtualClock(start = Date.UTC(2026, 0, 1)): VirtualClock {
  let now = start;
  const sleepers = new Set<{ readonly until: number; readonly wake: () => void }>();
  return {
    now: () => now,
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const leave = () => {
          sleepers.delete(sleeper);
          reject(signal?.reason);
        };
        const sleeper = {
          until: now + milliseconds,
          wake: () => {
            sleepers.delete(sleeper);
            signal?.removeEventListener("abort", leave);
            resolve();
          },
        };
        sleepers.add(sleeper);
        signal?.addEventListener("abort", leave, { once: true });
      }),
    get pending() {
      return [...sleepers].map(({ until }) => until - now).sort((a, b) => a - b);
    },
    async advance(milliseconds) {
      const end = now + milliseconds;
      for (;;) {
        await settle();
        const next = [...sleepers].sort((a, b) => a.until - b.until)[0];
        if (!next || next.until > end) break;
        now = next.until;
        next.wake();
      }
      now = end;
      await settle();
    },
  };
}

/** Lets everything run that does not wait for time. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
