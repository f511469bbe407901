import type { Check } from "../check.js";
import { headerOf } from "../targets/body.js";
import { essence, finding, isEmpty, judgedOf, mediaFor, NOT_APPLICABLE, PASS } from "./judged.js";

/** What a body is must be what the description says that it is. */
export const contentType: Check = {
  id: "content-type",
  severity: "error",
  explain: "An answer with a body names a media type that is declared for its status.",
  run(input) {
    const { operation, response, declared } = judgedOf(input);
    if (!declared || declared.media.length === 0 || isEmpty(response.body) || response.fault !== undefined) return NOT_APPLICABLE;
    const given = headerOf(response.headers, "content-type");
    const types = declared.media.map(({ type }) => type).join(" or ");
    const at = input.description.locate(declared.node, "content");
    const aspect = String(response.status);
    if (given === undefined) {
      return finding({
        operation: operation.id,
        message: `answered ${response.status} with a body and no Content-Type, declared is ${types}`,
        at,
        aspect,
      });
    }
    if (mediaFor(declared, given)) return PASS;
    return finding({
      operation: operation.id,
      message: `answered ${response.status} as ${essence(given)}, declared is ${types}`,
      at,
      aspect,
    });
  },
};
