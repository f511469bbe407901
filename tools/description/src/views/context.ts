import type { Extensions } from "../extensions.js";
import type { JsonObject } from "../json.js";
import type { Node, SchemaView } from "../model.js";

/** What views are made with. */
export interface ViewContext {
  readonly gatehouse: boolean;
  resolve(node: Node): Node;
  schema(node: Node): SchemaView;
  /** Makes an object that stands in no file locatable where another stands. */
  standIn(like: Node): Node;
}

/** The value of one of our keys: only in documents that say `x-gatehouse: 1`. */
export function extension<K extends keyof Extensions>(context: ViewContext, node: Node, key: K): Extensions[K] | undefined {
  return context.gatehouse && Object.hasOwn(node, key) ? node[key] : undefined;
}

/** The entries of a map of nodes; nothing for what is no map. With `skipX` keys that begin with `x-` are extensions, else names. */
export function nodesIn(context: ViewContext, value: unknown, skipX = false): [name: string, use: Node][] {
  if (!isNode(value)) return [];
  return Object.entries(context.resolve(value)).filter(
    (entry): entry is [string, Node] => isNode(entry[1]) && !(skipX && entry[0].startsWith("x-")),
  );
}

/** The nodes of a list. */
export function nodesOf(value: unknown): Node[] {
  return Array.isArray(value) ? value.filter(isNode) : [];
}

export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function textOf(node: JsonObject, key: string): string | undefined {
  const value = node[key];
  return typeof value === "string" ? value : undefined;
}
