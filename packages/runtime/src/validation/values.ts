import type { SchemaType } from "./schema.js";

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a value is, in the words of JSON Schema. */
export function kindOf(value: unknown): SchemaType {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value === "number" && Number.isInteger(value) ? "integer" : (typeof value as SchemaType);
}

/** True for a value of one of the types. */
export function hasType(types: SchemaType | readonly SchemaType[], value: unknown): boolean {
  if (typeof types !== "string") return types.some((type) => hasType(type, value));
  return kindOf(value) === types || (types === "number" && typeof value === "number");
}

/** Equal as JSON: the order of properties does not count. */
export function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, index) => equal(item, b[index]));
  if (!isObject(a) || !isObject(b)) return false;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && equal(a[name], b[name]));
}

const MOST_LISTED = 12;

/** `"A" | "B" | 3 more`: values of the description. */
export function listed(values: readonly unknown[]): string {
  const shown = values.slice(0, MOST_LISTED).map((value) => JSON.stringify(value));
  return [...shown, ...(values.length > MOST_LISTED ? [`${values.length - MOST_LISTED} more`] : [])].join(" | ");
}
