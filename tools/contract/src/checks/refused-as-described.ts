import type { Violation } from "../case.js";
import type { Check } from "../check.js";
import { finding, isOneOf, judgedOf, listOf, NOT_APPLICABLE, PASS } from "./judged.js";

/** Violations that have a check of their own, which says more. */
const ELSEWHERE: ReadonlySet<Violation["what"]> = new Set(["gone", "method"]);
const CREDENTIAL: ReadonlySet<Violation["what"]> = new Set([
  "no-credential",
  "unknown-credential",
  "expired-credential",
  "permission",
  "foreign",
]);

/** What is described as refused must be refused, and in the way that is described. */
export const refusedAsDescribed: Check = {
  id: "refused-as-described",
  severity: "error",
  explain: "A request that the description does not allow is refused with the status that it says.",
  run(input) {
    const { expect, because } = input.case;
    const { operation, response } = judgedOf(input);
    if (expect.accept !== false || ELSEWHERE.has(expect.violation.what)) return NOT_APPLICABLE;
    if (response.status >= 500 || response.fault !== undefined) return NOT_APPLICABLE;
    const accepted = response.status < 400;
    if (accepted && CREDENTIAL.has(expect.violation.what)) return NOT_APPLICABLE;
    if (isOneOf(response.status, expect.statuses)) return PASS;
    return finding({
      operation: operation.id,
      message: `${accepted ? "accepted" : "refused"} ${describe(expect.violation)} with ${response.status}, expected ${listOf(expect.statuses)}`,
      at: because,
      aspect: `${expect.violation.what} ${response.status}`,
    });
  },
};

/** A violation as the object of a sentence. */
export function describe({ what, at, keyword }: Violation): string {
  switch (what) {
    case "schema":
      return `a request that breaks "${keyword ?? "the schema"}" at ${at ?? "its input"}`;
    case "media-type":
      return "a body in a media type that is not declared";
    case "syntax":
      return "a body that is not JSON";
    case "no-credential":
      return "a call without a credential";
    case "unknown-credential":
      return "a call with an unknown credential";
    case "expired-credential":
      return "a call with an expired credential";
    case "permission":
      return "a call by an account without the permission";
    case "foreign":
      return "a call for an object of somebody else";
    case "method":
      return "an undeclared method";
    case "gone":
      return "a call for what was deleted";
    case "missing":
      return "a call for an id that nothing has";
    case "once":
      return "a second read of what can be read once";
    case "unique":
      return "a second object with a value that must be unique";
    case "state":
      return "a call that the state does not allow";
  }
}
