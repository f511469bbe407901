import type { Check } from "../check.js";
import { finding, judgedOf, PASS } from "./judged.js";

/** Whatever is sent, a server must not fail. */
export const noServerError: Check = {
  id: "no-server-error",
  severity: "error",
  explain: "No request makes the server answer 500 or above, or close the connection without an answer.",
  run(input) {
    const { operation, response, declared } = judgedOf(input);
    const at = declared ? input.description.locate(declared.use) : input.description.locate(operation.node, "responses");
    if (response.fault !== undefined) {
      return finding({
        operation: operation.id,
        message: "closed the connection before the answer was complete",
        at,
        aspect: response.fault,
      });
    }
    if (response.status < 500) return PASS;
    return finding({ operation: operation.id, message: `failed with status ${response.status}`, at, aspect: String(response.status) });
  },
};
