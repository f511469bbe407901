import type { Check } from "../check.js";
import { finding, isOneOf, judgedOf, listOf, NOT_APPLICABLE, PASS } from "./judged.js";

/** What is described as valid must work. */
export const acceptedAsDescribed: Check = {
  id: "accepted-as-described",
  severity: "error",
  explain: "A request that is valid by the description is accepted, or refused as one of the operation's laws says.",
  run(input) {
    const { expect, because } = input.case;
    const { operation, response } = judgedOf(input);
    if (expect.accept !== true || response.status >= 500 || response.fault !== undefined) return NOT_APPLICABLE;
    if ((response.status >= 200 && response.status < 300) || isOneOf(response.status, expect.statuses)) return PASS;
    return finding({
      operation: operation.id,
      message: `answered ${response.status} to a request that is valid by the description, expected ${listOf(expect.statuses)}`,
      at: because,
      aspect: String(response.status),
    });
  },
};
