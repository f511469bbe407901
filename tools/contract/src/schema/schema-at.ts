import type { Description, Node, SchemaView } from "@gatehouse/description";
import { nodeOf, nodesOf, propertyOf } from "./nodes.js";

/** The resolved schema of what stands at a place in values of a schema; of several, the first. */
export function schemaAt(description: Description, schema: SchemaView, segments: readonly string[]): Node | undefined {
  return schemasAt(description, schema, segments)[0];
}

/** All resolved schemas that what stands at a place may be under: of properties, of all of `allOf`, of every alternative and branch. */
export function schemasAt(description: Description, schema: SchemaView, segments: readonly string[]): Node[] {
  const found = new Set<Node>();
  collect(description, schema.resolved, segments, 0, found);
  return [...found];
}

function collect(description: Description, use: Node, segments: readonly string[], depth: number, found: Set<Node>): void {
  if (depth > 40) return;
  const node = description.resolve(use);
  const [segment, ...rest] = segments;
  if (segment === undefined) found.add(node);
  else {
    const items = /^\d+$/.test(segment) ? nodeOf(node["items"]) : undefined;
    const inside = propertyOf(node, segment) ?? items ?? nodeOf(node["additionalProperties"]);
    if (inside) collect(description, inside, rest, depth + 1, found);
  }
  const more = nodesOf(node["allOf"], node["oneOf"], node["anyOf"], node["then"], node["else"]);
  for (const part of more) collect(description, part, segments, depth + 1, found);
}
