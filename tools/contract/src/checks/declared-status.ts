import type { Check } from "../check.js";
import { finding, judgedOf, NOT_APPLICABLE, PASS } from "./judged.js";

/** A client can only be ready for the statuses that are declared. */
export const declaredStatus: Check = {
  id: "declared-status",
  severity: "error",
  explain: "Every answer has a status that the operation declares.",
  run(input) {
    const { operation, response, declared } = judgedOf(input);
    if (input.case.kind === "method" || response.fault !== undefined || response.status >= 500) return NOT_APPLICABLE;
    if (declared) return PASS;
    const statuses = operation.responses.map(({ status }) => status);
    return finding({
      operation: operation.id,
      message: `answered ${response.status}, which is not declared; declared are ${statuses.join(", ") || "none"}`,
      at: input.description.locate(operation.node, "responses"),
      aspect: String(response.status),
    });
  },
};
