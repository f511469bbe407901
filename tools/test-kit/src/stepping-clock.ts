import type { Clock, Sandbox } from "@gatehouse/sandbox";

/**
 * A client's clock for a sandbox behind a socket or an interceptor, whose own clock does not see a request on its way: pauses between polls
 * move the sandbox's time on and take none, and deadlines do not pass.
 */
export function steppingClock({ clock }: Sandbox): Clock {
  return {
    now: () => clock.now(),
    async sleep(milliseconds, signal) {
      if (milliseconds <= LONGEST_PAUSE) return clock.advance(milliseconds);
      await new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
    },
  };
}

/** What is longer is a deadline. */
const LONGEST_PAUSE = 10_000;
