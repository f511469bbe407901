import type { RunCounts } from "../event.js";
import type { UntoldReason } from "../finding.js";

/** How a run ends. */
export interface Settled {
  readonly exit: 0 | 1 | 2;
  /** For an exit other than 0: the reason in one sentence. */
  readonly why?: string;
}

/** What decides it. */
export interface SettleInput {
  readonly counts: RunCounts;
  /** Findings that are more than notes. */
  readonly faults: number;
  readonly untold: Readonly<Partial<Record<UntoldReason, number>>>;
  /** Cases that some check has judged. */
  readonly judged: number;
  /** Set where too few declared errors were reached. */
  readonly thin: string | undefined;
  /** Set where the run broke off: nothing listens. */
  readonly broken: string | undefined;
}

/** Coverage reasons: the target or the transport could not be asked, which says nothing bad of either. */
const HARMLESS: ReadonlySet<UntoldReason> = new Set(["not-implemented", "not-expressible", "no-schema"]);

/** Findings weigh more than what could not be told; what could not be told is never clean. */
export function settle({ faults, untold, judged, broken, thin, counts }: SettleInput): Settled {
  if (faults > 0) return { exit: 1, why: `${faults} ${faults === 1 ? "finding" : "findings"}` };
  if (broken !== undefined) return { exit: 2, why: broken };
  const open = (Object.keys(untold) as UntoldReason[]).filter((reason) => !HARMLESS.has(reason)).sort();
  if (open.length > 0) return { exit: 2, why: `could not be told: ${open.map((reason) => `${untold[reason]} ${reason}`).join(", ")}` };
  if (judged === 0)
    return {
      exit: 2,
      why: counts.cases === 0 ? "no case was made" : "no case was judged: the target implements none of the operations asked for",
    };
  return thin === undefined ? { exit: 0 } : { exit: 1, why: thin };
}
