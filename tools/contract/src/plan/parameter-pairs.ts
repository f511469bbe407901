import type { Json, ParameterView } from "@gatehouse/description";
import type { Value } from "../case.js";
import { literal } from "../template/value.js";

/** A query parameter as name–value pairs in the style that the description asks for (OpenAPI 3.1, 4.8.12.2). */
export function parameterPairs({ name, style, explode, media }: ParameterView, value: Json): readonly (readonly [string, Value])[] {
  if (media) return [[name, JSON.stringify(value)]];
  if (Array.isArray(value)) {
    if (style === "spaceDelimited" && !explode) return [[name, value.join(" ")]];
    if (style === "pipeDelimited" && !explode) return [[name, value.join("|")]];
    return explode ? value.map((item: Json) => [name, literal(item)] as const) : [[name, value.map(literal)]];
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value as { [key: string]: Json });
    if (style === "deepObject") return entries.map(([key, item]) => [`${name}[${key}]`, literal(item)] as const);
    if (explode) return entries.map(([key, item]) => [key, literal(item)] as const);
    return [[name, entries.flat().map((item) => literal(item))]];
  }
  return [[name, value]];
}
