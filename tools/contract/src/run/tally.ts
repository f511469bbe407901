import type { RunCounts } from "../event.js";
import type { Exchange, Outcome } from "../exchange.js";
import type { UntoldReason } from "../finding.js";

/** Counts what becomes of the cases of a run. */
export class Tally {
  readonly untold: Partial<Record<UntoldReason, number>> = {};
  /** Cases that got an answer. */
  judged = 0;
  /** Cases in which no check found fault. */
  passed = 0;
  #requests = 0;

  addUntold(reason: UntoldReason): void {
    this.untold[reason] = (this.untold[reason] ?? 0) + 1;
  }

  /** Requests are counted by steps: how often a job was looked at differs from run to run. */
  addOutcome(outcome: Outcome): void {
    this.#requests += exchangesOf(outcome).length;
  }

  counts(cases: number, findings: number, skipped: number): RunCounts {
    const untold = Object.values(this.untold).reduce((sum, number) => sum + number, 0);
    return { cases, requests: this.#requests, passed: this.passed, findings, untold, skipped };
  }
}

/** What was exchanged, as far as a case came. */
export function exchangesOf(outcome: Outcome): readonly Exchange[] {
  return "exchanges" in outcome ? outcome.exchanges : [];
}
