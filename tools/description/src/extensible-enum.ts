import type { Json } from "./json.js";
import { childAt, formatPointer } from "./json-pointer.js";
import type { Description, Node } from "./model.js";
import type { ExtensibleEnumNote, SchemaValidator } from "./schema-validation.js";
import { isObject } from "./walk.js";

/**
 * Values that an `x-extensible-enum` does not list. Follows what applies to the value: properties, items, all of `allOf`, those
 * alternatives that the value fits, and the branch of a condition that holds.
 */
export function extensibleEnumNotes(
  description: Description,
  validate: SchemaValidator["validate"],
  schema: { readonly node: Node },
  value: Json,
): readonly ExtensibleEnumNote[] {
  if (!description.gatehouse) return [];
  const notes = new Map<string, ExtensibleEnumNote>();
  const visited = new Set<string>();
  const numbers = new Map<Node, number>();
  const fits = (node: unknown, data: Json) => isObject(node) && validate(description.schema(node as Node), data).length === 0;

  const visit = (use: unknown, data: Json, path: readonly string[]): void => {
    if (!isObject(use)) return;
    const node = description.resolve(use as Node);
    const pointer = formatPointer(path);
    if (!numbers.has(node)) numbers.set(node, numbers.size);
    const id = `${numbers.get(node)} ${pointer}`;
    if (visited.has(id)) return;
    visited.add(id);
    // Beside a $ref may stand what adds to it.
    for (const part of new Set([use as Node, node])) {
      note(part, data, pointer);
      visitParts(part, data, path);
    }
  };

  const note = (node: Node, data: Json, pointer: string): void => {
    const listed = node["x-extensible-enum"];
    if (!Array.isArray(listed) || typeof data !== "string" || listed.includes(data)) return;
    const at = description.locate(node, "x-extensible-enum");
    notes.set(pointer, { pointer, message: "is a value that the description does not list", at, node });
  };

  const visitParts = (node: Node, data: Json, path: readonly string[]): void => {
    for (const part of listOf(node["allOf"])) visit(part, data, path);
    for (const part of [...listOf(node["oneOf"]), ...listOf(node["anyOf"])]) if (fits(part, data)) visit(part, data, path);
    if (node["if"] !== undefined) visit(fits(node["if"], data) ? node["then"] : node["else"], data, path);
    if (Array.isArray(data)) {
      const prefix = listOf(node["prefixItems"]);
      for (const [index, item] of data.entries()) visit(prefix[index] ?? node["items"], item, [...path, String(index)]);
    } else if (isObject(data)) {
      for (const name of Object.keys(data)) {
        const property = childAt(node["properties"], name) ?? node["additionalProperties"];
        visit(property, data[name] as Json, [...path, name]);
      }
    }
  };

  visit(schema.node, value, []);
  return [...notes.values()];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
