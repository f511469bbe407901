import type { Check } from "../check.js";
import { finding, isOneOf, judgedOf, listOf, NOT_APPLICABLE, PASS } from "./judged.js";

/** A deletion must delete. */
export const goneAfterDelete: Check = {
  id: "gone-after-delete",
  severity: "error",
  explain: "After a deletion the object is answered as the law gone-after-delete says.",
  run(input) {
    const { expect, because } = input.case;
    const { operation, response } = judgedOf(input);
    if (expect.accept !== false || expect.violation.what !== "gone") return NOT_APPLICABLE;
    if (response.status >= 500 || response.fault !== undefined) return NOT_APPLICABLE;
    if (isOneOf(response.status, expect.statuses)) return PASS;
    const outcome = response.status < 400 ? "still found what was deleted" : "answered for what was deleted";
    return finding({
      operation: operation.id,
      message: `${outcome}: status ${response.status}, expected ${listOf(expect.statuses)}`,
      at: because,
      aspect: response.status < 400 ? "found" : String(response.status),
    });
  },
};
