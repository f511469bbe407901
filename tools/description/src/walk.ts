import type { JsonObject } from "./json.js";
import { type NodeKind, type Slot, slotOf } from "./shape.js";

/** A node on a walk. */
export interface Visit {
  readonly node: JsonObject;
  readonly kind: NodeKind;
  /** Key or list index under which the node was met, from the node's parent on: `["properties", "id"]`; `[]` where a walk starts. */
  readonly step: readonly string[];
  /** The node above; undefined where a walk starts: at the root and behind a `$ref`. */
  readonly parent: Visit | undefined;
}

/**
 * Visits a node and all nodes that lie lexically inside it, in the document's order, parents first. References are visited, not followed;
 * lists and maps of nodes that are themselves references are visited as nodes of the kind they hold.
 */
export function walk(node: unknown, kind: NodeKind, visit: (visit: Visit) => void, parent?: Visit, step: readonly string[] = []): void {
  // A law is data of ours and never a reference, also where somebody else uses the key.
  if (!isObject(node) || (kind === "law" && isReference(node))) return;
  const here: Visit = { node, kind, step, parent };
  visit(here);
  if (isReference(node) && kind !== "schema" && kind !== "path-item") return;
  for (const key of Object.keys(node)) {
    const slot = slotOf(kind, key);
    if (slot) walkSlot(node[key], slot, visit, here, key);
  }
}

function walkSlot(value: unknown, slot: Slot, visit: (visit: Visit) => void, parent: Visit, key: string): void {
  if (Array.isArray(value)) {
    // `items` may be a list in descriptions that took it from older JSON Schema drafts.
    for (const [index, item] of value.entries()) walk(item, slot.kind, visit, parent, [key, String(index)]);
  } else if (slot.form === "map" && isObject(value) && !isReference(value)) {
    for (const name of Object.keys(value)) {
      if (name.startsWith("x-") && hasExtensions(parent.kind, key)) continue;
      walk(value[name], slot.kind, visit, parent, [key, name]);
    }
  } else walk(value, slot.kind, visit, parent, [key]);
}

/** Of the maps of OpenAPI, only paths and an operation's responses have extensions of their own; elsewhere `x-` begins a name. */
function hasExtensions(kind: NodeKind, key: string): boolean {
  return (kind === "root" && key === "paths") || (kind === "operation" && key === "responses");
}

/** Every node of the trees, with the kind it has and the nodes around it. */
export function visitsOf(trees: Iterable<{ readonly node: JsonObject; readonly kind: NodeKind }>): Map<object, Visit> {
  const visits = new Map<object, Visit>();
  for (const tree of trees) {
    walk(tree.node, tree.kind, (visit) => {
      if (!visits.has(visit.node)) visits.set(visit.node, visit);
    });
  }
  return visits;
}

/** True for a JSON object. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** True for an object whose `$ref` is text. */
export function isReference(node: JsonObject): node is JsonObject & { readonly $ref: string } {
  return typeof node["$ref"] === "string" && Object.hasOwn(node, "$ref");
}
