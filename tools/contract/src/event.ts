import type { UnreachedReason } from "@gatehouse/description";
import type { Step } from "./case.js";
import type { Verdict } from "./check.js";
import type { Outcome } from "./exchange.js";
import type { Finding, UntoldReason } from "./finding.js";

/** One declared status of one operation, in the coverage table. */
export interface Cell {
  readonly operation: string;
  readonly status: number | string;
}

/**
 * What happens in a run, in the order of case ids. No times, dates, durations or ports: the same seed gives the same bytes. `n` counts events
 * from 0.
 */
export type Event = { readonly n: number } & (
  | {
      readonly type: "run.start";
      readonly api: string;
      readonly vendorRelease: string;
      readonly target: string;
      readonly seed: number;
      readonly planned: number;
    }
  | {
      readonly type: "case.end";
      readonly case: string;
      readonly outcome: Outcome["kind"];
      /** For an outcome other than `answered`: what stood in the way. */
      readonly why?: string;
      /** Of the judged step. */
      readonly status?: number;
      /** By check; those that have nothing to say of the case are left out. */
      readonly verdicts: Readonly<Record<string, Verdict["kind"]>>;
      /** What was sent, as templates: the same in every run of a seed, and without anything sensitive. */
      readonly steps: readonly Step[];
    }
  | { readonly type: "finding"; readonly finding: Finding; readonly confirmed: boolean }
  | { readonly type: "coverage"; readonly cell: Cell; readonly state: "reached" | UnreachedReason | "unexplained" }
  | { readonly type: "skipped"; readonly case: string; readonly reason: UnreachedReason; readonly note: string }
  | {
      readonly type: "run.end";
      readonly exit: 0 | 1 | 2;
      readonly counts: RunCounts;
      readonly untold: Readonly<Partial<Record<UntoldReason, number>>>;
      readonly why?: string;
    }
);

/** Sums of a run. */
export interface RunCounts {
  readonly cases: number;
  readonly requests: number;
  readonly passed: number;
  readonly findings: number;
  readonly untold: number;
  readonly skipped: number;
}

/** Somebody who wants to know what happens in a run. Listens only. */
export interface Reporter {
  on(event: Event): void;
  /** Called once, after `run.end`. */
  close(): Promise<void>;
}
