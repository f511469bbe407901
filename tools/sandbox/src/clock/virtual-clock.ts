import { forward, restored, type SandboxClock } from "./clock.js";

interface Sleeper {
  due: number;
  wake(): void;
}

/** Where a virtual clock starts: 2026-01-15T08:00:00Z. */
export const VIRTUAL_START = Date.UTC(2026, 0, 15, 8);

/**
 * A clock whose time costs nothing. It stands still while anything happens; when all that is left is somebody sleeping, it jumps to
 * the moment the first sleeper is due. A client that is given this clock polls, backs off and waits without real time passing, and a
 * deadline that runs beside a request is not reached by the request.
 *
 * "Nothing happens" means: no request is being answered, for two turns of the event loop. What the clock cannot see, such as a request on
 * its way through a socket, does not stop it: over HTTP give the client a clock of its own and move this one with `advance`.
 *
 * @param start Milliseconds since 1970. Default: 2026-01-15T08:00:00Z.
 */
export function virtualClock(start: number = VIRTUAL_START): SandboxClock {
  let now = start;
  let holds = 0;
  let turn: ReturnType<typeof setTimeout> | undefined;
  const sleepers = new Set<Sleeper>();

  const first = () => [...sleepers].reduce<Sleeper | undefined>((least, one) => (least && least.due <= one.due ? least : one), undefined);
  const moveTo = (time: number) => {
    for (let next = first(); next && next.due <= time; next = first()) {
      now = Math.max(now, next.due);
      next.wake();
    }
    now = Math.max(now, time);
  };
  const whenIdle = (quietTurns = 2) => {
    if (turn !== undefined || holds > 0 || sleepers.size === 0) return;
    turn = setTimeout(() => {
      turn = undefined;
      const next = first();
      if (holds > 0 || !next) return;
      if (quietTurns > 1) return whenIdle(quietTurns - 1);
      moveTo(next.due);
      whenIdle();
    }, 0);
  };

  return {
    kind: "virtual",
    now: () => now,
    advance(ms) {
      moveTo(now + forward(ms));
    },
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const leave = () => {
          sleepers.delete(sleeper);
          signal?.removeEventListener("abort", abort);
        };
        const abort = () => {
          leave();
          reject(signal?.reason);
        };
        const sleeper: Sleeper = {
          due: now + Math.max(0, ms),
          wake() {
            leave();
            resolve();
          },
        };
        if (signal?.aborted) return abort();
        signal?.addEventListener("abort", abort, { once: true });
        sleepers.add(sleeper);
        whenIdle();
      }),
    hold() {
      holds += 1;
      let held = true;
      return () => {
        if (!held) return;
        held = false;
        holds -= 1;
        whenIdle();
      };
    },
    reset() {
      shift(start);
    },
    snapshot: () => ({ kind: "virtual", now }),
    restore(snapshot) {
      shift(restored(snapshot, "virtual", "now"));
    },
  };

  function shift(to: number): void {
    for (const sleeper of sleepers) sleeper.due += to - now;
    now = to;
  }
}
