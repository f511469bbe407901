import type { Check } from "../check.js";
import { headerOf } from "../targets/body.js";
import { finding, isOneOf, judgedOf, NOT_APPLICABLE, PASS } from "./judged.js";

/** What a path does not declare it must not do, and 405 must say what can be done (RFC 9110, 15.5.6). */
export const undeclaredMethod: Check = {
  id: "undeclared-method",
  severity: "error",
  explain:
    "A method that a path does not declare is answered 404, or 405 with an Allow header that names the declared methods and not this one.",
  run(input) {
    const { expect, because, steps } = input.case;
    const { operation, response } = judgedOf(input);
    if (expect.accept !== false || expect.violation.what !== "method" || response.status >= 500 || response.fault !== undefined)
      return NOT_APPLICABLE;
    const { method } = steps.at(-1)!.request;
    const about = { operation: operation.id, at: because };
    if (!isOneOf(response.status, expect.statuses)) {
      return finding({
        ...about,
        message: `answered ${response.status} to ${method}, which ${operation.path} does not declare, expected 405 or 404`,
        aspect: `${method} ${response.status}`,
      });
    }
    if (response.status !== 405) return PASS;
    const allow = headerOf(response.headers, "allow");
    const allowed = (allow ?? "").split(",").map((name) => name.trim().toUpperCase());
    const declared = input.description.operations.filter(({ path }) => path === operation.path).map((one) => one.method);
    if (allow !== undefined && !allowed.includes(method) && declared.every((name) => allowed.includes(name))) return PASS;
    const shown = allow === undefined ? "no Allow header" : `Allow: ${allow}`;
    return finding({
      ...about,
      message: `answered 405 to ${method} with ${shown}, expected Allow: ${declared.join(", ")}`,
      aspect: `${method} allow`,
    });
  },
};
