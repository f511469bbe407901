import { isJsonObject, type Json } from "../../json.js";
import type { Shape } from "../../shape.js";

/** What of a value that fits a shape the shape names: the rest is ignored, and so not kept. */
export function knownPart(shape: Shape, value: Json): Json {
  if (shape.type === "array" && Array.isArray(value)) return value.map((item: Json) => knownPart(shape.items, item));
  if (shape.type !== "object" || !isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(shape.properties).flatMap(([name, property]) =>
      Object.hasOwn(value, name) ? [[name, knownPart(property, value[name]!)]] : [],
    ),
  );
}
