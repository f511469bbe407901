import type { Description, SchemaValidator } from "@gatehouse/description";
import type { Case } from "../case.js";
import type { Check, CheckFinding, Verdict } from "../check.js";
import type { Outcome } from "../exchange.js";
import { fingerprint } from "../report/fingerprint.js";

/** What each check says of a case. */
export type Verdicts = ReadonlyMap<Check, Verdict>;

/** What checks judge with. */
export interface JudgeInput {
  readonly checks: readonly Check[];
  readonly description: Description;
  readonly validator: SchemaValidator;
}

/** Shows the answers of a case to every check. A case that was not answered is not judged. */
export function judge(one: Case, outcome: Outcome, { checks, description, validator }: JudgeInput): Verdicts {
  if (outcome.kind !== "answered") return new Map();
  return new Map(checks.map((check) => [check, check.run({ case: one, exchanges: outcome.exchanges, description, validator })]));
}

/** A finding with the check that found it and its fingerprint. */
export interface Marked {
  readonly check: Check;
  readonly found: CheckFinding;
  readonly mark: string;
}

/** The findings of all checks. */
export function markedFindings(verdicts: Verdicts): Marked[] {
  return [...verdicts].flatMap(([check, verdict]) =>
    verdict.kind === "finding" ? verdict.findings.map((found) => ({ check, found, mark: fingerprint(check.id, found) })) : [],
  );
}
