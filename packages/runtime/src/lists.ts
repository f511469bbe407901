import type { ParameterDescriptor, Style } from "./operation.js";
import { pair, primitive } from "./parameter.js";
import { hidden, type Part } from "./parts.js";

/** Writes parameters that are lists or objects. */
export const lists: Part = /* @__PURE__ */ hidden(listOf);

export type ListOf = typeof listOf;

/**
 * Values that are lists or objects, as parameters by the rules of OpenAPI's styles: `name=value` pairs for the query and cookies, one text
 * elsewhere. `undefined` for a value that the style cannot write.
 */
function listOf(place: ParameterDescriptor[1], name: string, value: unknown, style?: Style): readonly string[] | undefined {
  if (place === "query") return queryPairs(name, value, style);
  if (place === "cookie") return queryPairs(name, value, "form-unexploded");
  const text = joined(value, style);
  return text === undefined ? undefined : [text];
}

/**
 * A parameter in the query, as `name=value` pairs by the rules of OpenAPI's styles (default: form, exploded).
 * `undefined` for a value that the style cannot write.
 */
function queryPairs(name: string, value: unknown, style: Style = "form"): readonly string[] | undefined {
  const entries = entriesOf(value);
  if (!entries) return undefined;
  if (style === "form") return entries.map(([key, text]) => pair(Array.isArray(value) ? name : key, text));
  if (style === "deepObject") return entries.map(([key, text]) => pair(`${name}[${key}]`, text));
  const separator = { spaceDelimited: "%20", pipeDelimited: "%7C" }[style as string] ?? ",";
  return entries.length ? [`${encodeURIComponent(name)}=${flat(value, entries, encodeURIComponent).join(separator)}`] : [];
}

/** A value in a header, cookie or path: items joined by commas. `undefined` for a value that has no such form. */
function joined(value: unknown, style?: Style): string | undefined {
  const entries = entriesOf(value);
  if (!entries) return undefined;
  return style === "simple-exploded" && !Array.isArray(value)
    ? entries.map(([key, text]) => `${key}=${text}`).join(",")
    : flat(value, entries, String).join(",");
}

function flat(value: unknown, entries: Entries, encode: (text: string) => string): string[] {
  return entries.flatMap(([key, text]) => (Array.isArray(value) ? [encode(text)] : [encode(key), encode(text)]));
}

type Entries = readonly (readonly [key: string, text: string])[];

/** Keys and texts of an array or a plain object without its `undefined` members; `undefined` when one of them is not a single value. */
function entriesOf(value: unknown): Entries | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype) return undefined;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return entries.every(([, item]) => primitive(item) !== undefined) ? entries.map(([key, item]) => [key, String(item)]) : undefined;
}
