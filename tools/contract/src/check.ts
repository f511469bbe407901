import type { Description, SchemaValidator } from "@gatehouse/description";
import type { Case } from "./case.js";
import type { Exchange } from "./exchange.js";
import type { Finding, Severity, UntoldReason } from "./finding.js";

/** What a check says of one case: three answers, never two. A check that looked at nothing has not passed. */
export type Verdict =
  | { readonly kind: "pass" }
  | { readonly kind: "finding"; readonly findings: readonly CheckFinding[] }
  | { readonly kind: "untold"; readonly reason: UntoldReason }
  /** The check has nothing to say of cases of this kind; it is not counted. */
  | { readonly kind: "not-applicable" };

/** What a check knows of a finding. */
export interface CheckFinding extends Pick<Finding, "operation" | "message" | "at"> {
  /** Tells findings at one place apart: a status, the name of a property. Goes into the fingerprint, so it must not hold a value. */
  readonly aspect?: string;
}

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
  /** Of this description; compiled schemas are shared by all checks. */
  readonly validator: SchemaValidator;
}
