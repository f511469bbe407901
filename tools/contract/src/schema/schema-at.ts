import type { Description, Node, SchemaView } from "@gatehouse/description";
import { nodeOf, nodesOf, propertyOf } from "./nodes.js";

/** The resolved schema of what stands at a place in values of a schema; the first that is found in its alternatives. */
export function schemaAt(description: Description, schema: SchemaView, segments: readonly string[]): Node | undefined {
  return find(description, schema.resolved, segments, 0);
}

function find(description: Description, use: Node, segments: readonly string[], depth: number): Node | undefined {
  const node = description.resolve(use);
  const [segment, ...rest] = segments;
  if (segment === undefined) return node;
  if (depth > 40) return undefined;
  const items = /^\d+$/.test(segment) ? nodeOf(node["items"]) : undefined;
  const inside = propertyOf(node, segment) ?? items ?? nodeOf(node["additionalProperties"]);
  const found = inside && find(description, inside, rest, depth + 1);
  if (found) return found;
  for (const alternative of nodesOf(node["allOf"], node["oneOf"], node["anyOf"])) {
    const hit = find(description, alternative, segments, depth + 1);
    if (hit) return hit;
  }
  return undefined;
}
