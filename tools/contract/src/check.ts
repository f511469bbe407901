import type { Description } from "@gatehouse/description";
import type { Case } from "./case.js";
import type { Exchange } from "./exchange.js";
import type { Finding, Severity, UntoldReason } from "./finding.js";

/** What a check says of one case: three answers, never two. A check that looked at nothing has not passed. */
export type Verdict =
  | { readonly kind: "pass" }
  | { readonly kind: "finding"; readonly findings: readonly Omit<Finding, "check" | "severity" | "case" | "fingerprint" | "exchanges">[] }
  | { readonly kind: "untold"; readonly reason: UntoldReason }
  /** The check has nothing to say of cases of this kind; it is not counted. */
  | { readonly kind: "not-applicable" };

/** A small pure function over what was expected and what came. One per file, listed in `checks/index.ts`. */
export interface Check {
  /** kebab-case, stable: baselines and reports name it. */
  readonly id: string;
  readonly severity: Severity;
  /** One sentence: what is held against what. */
  readonly explain: string;
  run(input: CheckInput): Verdict;
}

/** What a check sees. */
export interface CheckInput {
  readonly case: Case;
  /** At least one; the last is the judged one. */
  readonly exchanges: readonly Exchange[];
  readonly description: Description;
}
