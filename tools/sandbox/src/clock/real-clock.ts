import { forward, restored, type SandboxClock } from "./clock.js";

/** The machine's clock, for a person who waits. `advance` puts it ahead of the machine's time; sleepers then wake earlier. */
export function realClock(): SandboxClock {
  let ahead = 0;
  const sleepers = new Set<() => void>();
  const now = () => Date.now() + ahead;

  return {
    kind: "real",
    now,
    advance(ms) {
      ahead += forward(ms);
      for (const look of [...sleepers]) look();
    },
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const due = now() + Math.max(0, ms);
        let timer: ReturnType<typeof setTimeout> | undefined;
        const leave = () => {
          clearTimeout(timer);
          sleepers.delete(look);
          signal?.removeEventListener("abort", abort);
        };
        const abort = () => {
          leave();
          reject(signal?.reason);
        };
        const look = () => {
          clearTimeout(timer);
          const left = due - now();
          if (left <= 0) {
            leave();
            resolve();
          } else timer = setTimeout(look, Math.min(left, LONGEST_TIMER));
        };
        if (signal?.aborted) return abort();
        signal?.addEventListener("abort", abort, { once: true });
        sleepers.add(look);
        look();
      }),
    hold: () => () => {},
    reset() {
      ahead = 0;
    },
    snapshot: () => ({ kind: "real", ahead }),
    restore(snapshot) {
      ahead = restored(snapshot, "real", "ahead");
    },
  };
}

/** Timers count in signed 32-bit milliseconds; a longer one fires at once. */
const LONGEST_TIMER = 2 ** 31 - 1;
