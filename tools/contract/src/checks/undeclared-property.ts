import { formatPointer, type Json, type Node } from "@gatehouse/description";
import type { Check, CheckFinding, CheckInput } from "../check.js";
import { nodeOf, nodesOf, propertyOf } from "../schema/nodes.js";
import { jsonOf } from "../send/json-body.js";
import { judgedOf, NOT_APPLICABLE, PASS } from "./judged.js";
import { mediaOf } from "./response-body.js";

/** News for whoever keeps the description: it breaks no client. */
export const undeclaredProperty: Check = {
  id: "undeclared-property",
  severity: "note",
  explain: "An answer has no properties that its schema does not name.",
  run(input) {
    const judged = judgedOf(input);
    const schema = mediaOf(judged)?.schema;
    const value = jsonOf(judged.response.body);
    if (!schema || value === undefined) return NOT_APPLICABLE;
    const extra = new Map<string, CheckFinding>();
    visit(input, schema.node, value, [], (node, path, name) => {
      const at = input.description.locate(node, Object.hasOwn(node, "properties") ? "properties" : undefined);
      const place = path.length === 0 ? "the body" : formatPointer(path);
      extra.set(`${at.file}#${at.pointer}#${name}`, {
        operation: judged.operation.id,
        message: `answered ${judged.response.status}: ${place} has "${name}", which the description does not name`,
        at,
        aspect: name,
      });
    });
    return extra.size === 0 ? PASS : { kind: "finding", findings: [...extra.values()] };
  },
};

type Report = (node: Node, path: readonly string[], property: string) => void;

function visit(input: CheckInput, schema: Node, value: Json, path: readonly string[], report: Report): void {
  if (typeof value !== "object" || value === null || path.length > 40) return;
  const parts = partsOf(input, schema, value, 0);
  if (Array.isArray(value)) {
    const items = nodesOf(...parts.map((part) => part["items"]));
    for (const [index, item] of value.entries())
      for (const node of items) visit(input, node, item as Json, [...path, String(index)], report);
    return;
  }
  const named = parts.filter((part) => nodeOf(part["properties"]));
  // Where no properties are named, any may come.
  if (named.length === 0) return;
  const open = parts.some((part) => part["additionalProperties"] !== undefined || part["patternProperties"] !== undefined);
  for (const [name, item] of Object.entries(value)) {
    const schemas = nodesOf(...named.map((part) => propertyOf(part, name)));
    if (schemas.length === 0 && !open) report(named[0]!, path, name);
    for (const node of schemas) visit(input, node, item as Json, [...path, name], report);
  }
}

/** The schemas that a value is under: the schema, all of `allOf`, and those alternatives that it fits. */
function partsOf(input: CheckInput, use: Node, value: Json, depth: number): Node[] {
  const node = input.description.resolve(use);
  const own = use === node ? [node] : [use, node];
  if (depth > 20) return own;
  const fitting = nodesOf(node["oneOf"], node["anyOf"]).filter(
    (part) => input.validator.validate(input.description.schema(part), value, { direction: "response" }).length === 0,
  );
  const inner = [...nodesOf(node["allOf"]), ...fitting, ...nodesOf(node["then"], node["else"])];
  return [...own, ...inner.flatMap((part) => partsOf(input, part, value, depth + 1))];
}
