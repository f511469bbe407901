import type { Pointer } from "./extensions.js";
import { childAt, parsePointer } from "./json-pointer.js";
import type { Description, Node, SchemaView } from "./model.js";
import { isObject } from "./walk.js";

/**
 * The schemas that describe what stands at a pointer of a value: through references, `allOf`, alternatives, conditions, properties and
 * items. Empty where the schema knows no such place.
 *
 * @example
 * schemasAt(description, description.schemas.get("TenantsPage")!, "/results/0/id"); // [the view of `id`]
 */
export function schemasAt(description: Description, schema: SchemaView, pointer: Pointer): readonly SchemaView[] {
  let nodes = [schema.node];
  for (const segment of parsePointer(pointer)) {
    nodes = unique(nodes.flatMap((node) => [...partsOf(description, node)]).flatMap((part) => childSchemas(part, segment)));
    if (nodes.length === 0) return [];
  }
  return nodes.map((node) => description.schema(node));
}

/** The properties that a schema lists, by name, with those of what it refers to and is put together from. */
export function propertiesOf(description: Description, schema: SchemaView): ReadonlyMap<string, readonly SchemaView[]> {
  const properties = new Map<string, SchemaView[]>();
  for (const part of partsOf(description, schema.node)) {
    const own = part["properties"];
    if (!isObject(own)) continue;
    for (const name of Object.keys(own)) {
      if (isObject(own[name])) properties.set(name, [...(properties.get(name) ?? []), description.schema(own[name] as Node)]);
    }
  }
  return properties;
}

/** The node, what it refers to, and every schema that speaks of the same value. */
function partsOf(description: Description, node: Node, seen: Set<Node> = new Set()): Set<Node> {
  for (const part of [node, description.resolve(node)]) {
    if (seen.has(part)) continue;
    seen.add(part);
    for (const key of ["allOf", "anyOf", "oneOf"]) {
      const list = part[key];
      if (Array.isArray(list)) for (const item of list) if (isObject(item)) partsOf(description, item as Node, seen);
    }
    for (const key of ["then", "else"]) if (isObject(part[key])) partsOf(description, part[key] as Node, seen);
  }
  return seen;
}

function childSchemas(node: Node, segment: string): Node[] {
  const property = childAt(node["properties"], segment);
  if (isObject(property)) return [property as Node];
  const candidates = /^(\d+|-)$/.test(segment)
    ? [childAt(node["prefixItems"], segment), node["items"], node["additionalProperties"]]
    : [node["additionalProperties"]];
  const found = candidates.find(isObject);
  return found ? [found as Node] : [];
}

function unique(nodes: readonly Node[]): Node[] {
  return [...new Set(nodes)];
}
