import type { Check } from "../check.js";
import { finding, judgedOf, listOf, NOT_APPLICABLE, PASS } from "./judged.js";
import { describe } from "./refused-as-described.js";

const CREDENTIALS: ReadonlySet<string> = new Set(["no-credential", "unknown-credential", "expired-credential", "permission", "foreign"]);

/** Security that is described and not enforced is the worst thing a contract can hide. */
export const authEnforced: Check = {
  id: "auth-enforced",
  severity: "error",
  explain: "A call without a valid credential, without the permission, or for somebody else's object is not accepted.",
  run(input) {
    const { expect, because } = input.case;
    const { operation, response } = judgedOf(input);
    if (expect.accept !== false || !CREDENTIALS.has(expect.violation.what)) return NOT_APPLICABLE;
    if (response.status >= 500 || response.fault !== undefined) return NOT_APPLICABLE;
    if (response.status >= 400) return PASS;
    return finding({
      operation: operation.id,
      message: `accepted ${describe(expect.violation)} with ${response.status}, expected ${listOf(expect.statuses)}`,
      at: because,
      aspect: expect.violation.what,
    });
  },
};
