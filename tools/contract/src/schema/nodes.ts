import type { Node } from "@gatehouse/description";

/** The value as a node, where it is an object. */
export function nodeOf(value: unknown): Node | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Node) : undefined;
}

/** The objects of a list, and those of several values. */
export function nodesOf(...values: readonly unknown[]): Node[] {
  const nodes: Node[] = [];
  for (const item of values.flat()) {
    const node = nodeOf(item);
    if (node) nodes.push(node);
  }
  return nodes;
}

/** The schema of a property as `properties` names it. */
export function propertyOf(node: Node, name: string): Node | undefined {
  const properties = nodeOf(node["properties"]);
  return properties && Object.hasOwn(properties, name) ? nodeOf(properties[name]) : undefined;
}
