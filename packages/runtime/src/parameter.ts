import type { Style } from "./operation.js";

/** The text of a single value; `undefined` for what has none (objects, `null`, `NaN`). */
export function primitive(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  return typeof value === "boolean" || typeof value === "bigint" || Number.isFinite(value) ? String(value) : undefined;
}

/**
 * A parameter in the query, as `name=value` pairs by the rules of OpenAPI's styles (default: form, exploded).
 * `undefined` for a value that the style cannot write.
 */
export function queryPairs(name: string, value: unknown, style: Style = "form"): readonly string[] | undefined {
  const single = primitive(value);
  if (single !== undefined) return [pair(name, single)];
  const entries = entriesOf(value);
  if (!entries) return undefined;
  if (style === "form") return entries.map(([key, text]) => pair(Array.isArray(value) ? name : key, text));
  if (style === "deepObject") return entries.map(([key, text]) => pair(`${name}[${key}]`, text));
  const separator = { spaceDelimited: "%20", pipeDelimited: "%7C" }[style as string] ?? ",";
  return entries.length ? [`${encodeURIComponent(name)}=${flat(value, entries, encodeURIComponent).join(separator)}`] : [];
}

/** A value in a header, cookie or path: items joined by commas. `undefined` for a value that has no such form. */
export function joined(value: unknown, style?: Style): string | undefined {
  const entries = entriesOf(value);
  if (!entries) return primitive(value);
  return style === "simple-exploded" && !Array.isArray(value)
    ? entries.map(([key, text]) => `${key}=${text}`).join(",")
    : flat(value, entries, String).join(",");
}

function pair(name: string, value: string): string {
  return `${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
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
