import type { UnreachedReason } from "@gatehouse/description";
import type { Verdict } from "./check.js";
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
      readonly verdicts: Readonly<Record<string, Verdict["kind"]>>;
      readonly status?: number;
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
