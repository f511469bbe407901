import { valueAt } from "@gatehouse/description";
import type { Check } from "../check.js";
import { jsonOf } from "../send/json-body.js";
import { finding, judgedOf, NOT_APPLICABLE, PASS } from "./judged.js";

/** A list must not name what is not there for the caller. */
export const notDisclosed: Check = {
  id: "not-disclosed",
  severity: "error",
  explain: "An answer does not hold the id of what was deleted, or of what belongs to somebody else.",
  run(input) {
    const { expect, because, kind } = input.case;
    if (expect.accept !== true || expect.without === undefined) return NOT_APPLICABLE;
    const { operation, response } = judgedOf(input);
    if (response.status < 200 || response.status > 299 || !("text" in response.body)) return NOT_APPLICABLE;
    const [step, pointer = ""] = expect.without.split(/#(.*)/s) as [string, string?];
    const answer = input.exchanges.find((exchange) => exchange.step.name === step)?.response.body;
    const id = valueAt(jsonOf(answer), pointer);
    if (typeof id !== "string" && typeof id !== "number") return { kind: "untold", reason: "not-prepared" };
    // As a whole value: the number 4 is in many texts.
    if (!new RegExp(`(?<![\\w-])${escaped(String(id))}(?![\\w-])`).test(response.body.text)) return PASS;
    const whose = kind === "isolation" ? "somebody else's object" : "what was deleted";
    return finding({ operation: operation.id, message: `answered ${response.status} with the id of ${whose}`, at: because });
  },
};

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
