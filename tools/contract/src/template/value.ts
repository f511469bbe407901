import type { Json } from "@gatehouse/description";
import type { Hole, Value } from "../case.js";

const HOLES = new Set(["$from", "$value", "$fresh", "$login", "$literal"]);

/** True for an object that is replaced when a request is sent. */
export function isHole(value: Value): value is Hole {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const [first] = Object.keys(value);
  return first !== undefined && HOLES.has(first);
}

/** JSON of a description as a value: what would look like a hole is marked as meant literally. */
export function literal(json: Json): Value {
  if (typeof json !== "object" || json === null) return json;
  if (Array.isArray(json)) return json.map(literal);
  if (isHole(json)) return { $literal: json };
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, literal(value)]));
}

/** A value with every hole filled. */
export function fillValue(value: Value, fill: (hole: Exclude<Hole, { readonly $literal: Json }>) => Json): Json {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item: Value) => fillValue(item, fill));
  if (isHole(value)) return "$literal" in value ? value.$literal : fill(value);
  // From entries, so that a property called __proto__ stays one.
  return Object.fromEntries(Object.entries(value as { [key: string]: Value }).map(([key, item]) => [key, fillValue(item, fill)]));
}
