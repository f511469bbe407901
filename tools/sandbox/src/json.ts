/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Whether a value is a JSON object: neither null nor an array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Levels of arrays and objects beyond which JSON counts as unreadable: whatever walks a value can then call itself. */
export const DEEPEST_JSON = 512;

/** The value of a JSON text, or undefined when it is none or nested too deep. */
export function parseJson(text: string): { readonly value: Json } | undefined {
  try {
    return depth(text) > DEEPEST_JSON ? undefined : { value: JSON.parse(text) as Json };
  } catch {
    return undefined;
  }
}

/** How deep a JSON text is nested at its deepest place. */
function depth(text: string): number {
  let deepest = 0;
  let level = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') inString = !inString;
    else if (inString) at += character === "\\" ? 1 : 0;
    else if (character === "[" || character === "{") deepest = Math.max(deepest, ++level);
    else if (character === "]" || character === "}") level -= 1;
  }
  return deepest;
}
