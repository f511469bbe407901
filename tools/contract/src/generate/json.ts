import type { Json } from "@gatehouse/description";

/** In an edit: the place is taken out. */
export const REMOVED = Symbol("removed");

/** A value with another in a place, or without what is there. Objects keep the order of their properties; what is new comes last. */
export function withEdit(root: Json, segments: readonly string[], value: Json | typeof REMOVED): Json {
  const [segment, ...rest] = segments;
  if (segment === undefined) return value === REMOVED ? null : value;
  if (Array.isArray(root)) {
    const index = Number(segment);
    if (rest.length === 0 && value === REMOVED) return root.filter((_, at) => at !== index);
    if (index >= root.length) return [...root, withEdit(null, rest, value)];
    return root.map((item: Json, at) => (at === index ? withEdit(item, rest, value) : item));
  }
  const entries = typeof root === "object" && root !== null ? Object.entries(root as { readonly [key: string]: Json }) : [];
  if (rest.length === 0 && value === REMOVED) return Object.fromEntries(entries.filter(([key]) => key !== segment));
  if (!entries.some(([key]) => key === segment)) return Object.fromEntries([...entries, [segment, withEdit({}, rest, value)]]);
  return Object.fromEntries(entries.map(([key, old]) => [key, key === segment ? withEdit(old, rest, value) : old]));
}

/** The type of a JSON value in the words of JSON Schema; a whole number is an integer. */
export function typeOf(value: Json): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value;
}
