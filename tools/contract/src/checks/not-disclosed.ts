import { type Json, type OperationView, parseRuntimeExpression, valueAt } from "@gatehouse/description";
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
    const ids = typeof id === "number" ? idsIn(operation, jsonOf(response.body)) : undefined;
    // A number is in many texts; what is no number is looked for anywhere, as a whole value.
    const isThere = ids ? ids.includes(id) : new RegExp(`(?<![\\w-])${escaped(String(id))}(?![\\w-])`).test(response.body.text);
    if (!isThere) return PASS;
    const whose = kind === "isolation" ? "somebody else's object" : "what was deleted";
    return finding({ operation: operation.id, message: `answered ${response.status} with the id of ${whose}`, at: because });
  },
};

/** The ids of a list's items, where the description says where they are. */
function idsIn({ resource, pagination }: OperationView, answer: Json | undefined): readonly unknown[] | undefined {
  const id = resource?.role === "list" ? pointerIn(resource.id) : undefined;
  const items = answer === undefined ? undefined : valueAt(answer, pointerIn(pagination?.items) ?? "");
  return id !== undefined && Array.isArray(items) ? items.map((item: Json) => valueAt(item, id)) : undefined;
}

function pointerIn(expression: string | undefined): string | undefined {
  const place = expression === undefined ? undefined : parseRuntimeExpression(expression);
  return place?.source === "response" && place.place === "body" ? place.pointer : undefined;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
