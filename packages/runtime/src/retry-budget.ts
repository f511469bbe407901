/** What a client as a whole may still send again. */
export interface RetryBudget {
  /** Takes one retry; false: there is none left. */
  spend(): boolean;
  /** After a success that took so many retries: they come back, and a tenth of one on top. */
  earn(retries: number): void;
}

/**
 * A bucket of at most `most` retries, full at first. A retry takes one; only successes fill it again. So in an outage a client sends its calls and
 * `most` requests more, however many calls they are, while a failure among successes is tried again as if there were no budget.
 */
export function retryBudget(most: number): RetryBudget {
  let spent = 0; // in tenths: they add up exactly
  return {
    spend() {
      const some = spent / 10 + 1 <= most;
      if (some) spent += 10;
      return some;
    },
    earn(retries) {
      spent = Math.max(0, spent - 1 - 10 * retries);
    },
  };
}
