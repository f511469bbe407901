import type { Description, Json, Node } from "@gatehouse/description";
import fc from "fast-check";
import { nodeOf, nodesOf } from "../schema/nodes.js";

/**
 * Values of a schema, as far as one can say without looking at conditions: `if`, `not` and what alternatives exclude is left to whoever
 * validates. Bounds are kept, optional properties come and go, text is what people type.
 */
export function arbitraryOf(description: Description, use: Node): fc.Arbitrary<Json> {
  return build(description, use, 0);
}

function build(description: Description, use: Node, depth: number): fc.Arbitrary<Json> {
  const node = merged(description, use, 0);
  if (Object.hasOwn(node, "const")) return fc.constant(node["const"] as Json);
  const listed = node["enum"] ?? node["x-extensible-enum"];
  if (Array.isArray(listed) && listed.length > 0) return fc.constantFrom(...(listed as Json[]));
  const alternatives = nodesOf(node["oneOf"], node["anyOf"]);
  if (alternatives.length > 0)
    return fc.oneof(...alternatives.map((one) => build(description, withoutChoice(node, description.resolve(one)), depth)));
  const types = typesOf(node);
  if (types.length === 0) return fc.constant(null);
  const arbitraries = types.map((type) => ofType(description, node, type, depth));
  // Null is one value among many.
  return arbitraries.length === 1
    ? arbitraries[0]!
    : fc.oneof(...arbitraries.map((arbitrary, index) => ({ arbitrary, weight: types[index] === "null" ? 1 : 5 })));
}

/** A node with all of `allOf` in it: properties and required together, other keywords by the last that says so. */
export function merged(description: Description, use: Node, depth: number): Node {
  const node = description.resolve(use);
  const own = use === node ? node : ({ ...node, ...withoutKey(use, "$ref") } as Node);
  const parts = nodesOf(own["allOf"]);
  if (parts.length === 0 || depth > 20) return own;
  const all = [...parts.map((part) => merged(description, part, depth + 1)), withoutKey(own, "allOf")];
  return together(all);
}

function withoutChoice(node: Node, alternative: Node): Node {
  return together([withoutKey(withoutKey(node, "oneOf"), "anyOf"), alternative]);
}

function together(all: readonly Node[]): Node {
  const properties = Object.assign({}, ...all.map((part) => nodeOf(part["properties"]) ?? {})) as { readonly [key: string]: Json };
  const required = [...new Set(all.flatMap((part) => (part["required"] as string[] | undefined) ?? []))];
  return Object.assign(
    {},
    ...all,
    Object.keys(properties).length > 0 ? { properties } : {},
    required.length > 0 ? { required } : {},
  ) as Node;
}

function withoutKey(node: Node, key: string): Node {
  return Object.fromEntries(Object.entries(node).filter(([name]) => name !== key)) as Node;
}

/** The types that a node allows; guessed from its keywords where it names none. */
export function typesOf(node: { readonly [key: string]: unknown }): string[] {
  const { type } = node;
  const types = Array.isArray(type) ? (type as string[]) : typeof type === "string" ? [type] : guessed(node);
  return node["nullable"] === true && !types.includes("null") ? [...types, "null"] : types;
}

function guessed(node: { readonly [key: string]: unknown }): string[] {
  if (nodeOf(node["properties"]) || Array.isArray(node["required"]) || nodeOf(node["additionalProperties"])) return ["object"];
  if (nodeOf(node["items"])) return ["array"];
  if (["pattern", "minLength", "maxLength", "format"].some((key) => node[key] !== undefined)) return ["string"];
  return ["minimum", "maximum", "multipleOf"].some((key) => node[key] !== undefined) ? ["number"] : [];
}

function ofType(description: Description, node: Node, type: string, depth: number): fc.Arbitrary<Json> {
  switch (type) {
    case "null":
      return fc.constant(null);
    case "boolean":
      return fc.boolean();
    case "integer":
    case "number":
      return numbers(node, type);
    case "string":
      return strings(node);
    case "array":
      return arrays(description, node, depth);
    default:
      return objects(description, node, depth);
  }
}

function numbers(node: Node, type: string): fc.Arbitrary<Json> {
  const step = numberOf(node, "multipleOf") ?? (type === "integer" ? 1 : 0.01);
  const above = numberOf(node, "exclusiveMinimum");
  const below = numberOf(node, "exclusiveMaximum");
  const least = Math.max(
    numberOf(node, "minimum") ?? Number.NEGATIVE_INFINITY,
    above === undefined ? Number.NEGATIVE_INFINITY : above + step,
  );
  const most = Math.min(
    numberOf(node, "maximum") ?? Number.POSITIVE_INFINITY,
    below === undefined ? Number.POSITIVE_INFINITY : below - step,
  );
  const min = Number.isFinite(least) ? least : Math.min(1, most);
  // Where no limit is told, small numbers: what the description does not bound, a stock may.
  const max = Math.max(min, Math.min(most, min + 1000 * step));
  const places = Math.max(0, ...[step, min].map((value) => (String(value).split(".")[1] ?? "").length));
  return fc.integer({ min: Math.ceil(min / step), max: Math.floor(max / step) }).map((count) => Number((count * step).toFixed(places)));
}

function strings(node: Node): fc.Arbitrary<Json> {
  const least = numberOf(node, "minLength") ?? 1;
  const most = Math.max(least, Math.min(numberOf(node, "maxLength") ?? least + 24, least + 24));
  const fits = (text: string): boolean =>
    [...text].length >= least && [...text].length <= (numberOf(node, "maxLength") ?? Number.POSITIVE_INFINITY);
  if (typeof node["pattern"] === "string") return matching(node["pattern"], least, most).filter(fits);
  return (formatted(String(node["format"])) ?? typed(least, most)).filter(fits);
}

/** Texts of a pattern; of one that cannot be generated from, typed text, which whoever validates throws away. */
function matching(pattern: string, least: number, most: number): fc.Arbitrary<string> {
  try {
    return fc.stringMatching(new RegExp(pattern, "u"), { size: "small" }).filter((text) => /^[^\p{C}]*$/u.test(text));
  } catch {
    return typed(least, most);
  }
}

function formatted(format: string): fc.Arbitrary<string> | undefined {
  const two = (value: number): string => String(value).padStart(2, "0");
  const dates = fc.tuple(fc.integer({ min: 2001, max: 2037 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }));
  const date = dates.map(([year, month, day]) => `${year}-${two(month)}-${two(day)}`);
  const times = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }), fc.integer({ min: 0, max: 59 }));
  const time = times.map((parts) => parts.map(two).join(":"));
  const label = letters(3, 10);
  switch (format) {
    case "date":
      return date;
    case "date-time":
      return fc.tuple(date, time).map(([day, clock]) => `${day}T${clock}Z`);
    case "time":
      return time.map((clock) => `${clock}Z`);
    case "email":
      return fc.tuple(label, label).map(([name, host]) => `${name}@${host}.example`);
    case "hostname":
      return fc.tuple(label, label).map(([name, host]) => `${name}.${host}.example`);
    case "uuid":
      return fc.uuid({ version: 4 });
    case "uri":
    case "url":
      return fc.tuple(label, label).map(([host, path]) => `https://${host}.example/${path}`);
    case "ipv4":
      return fc.ipV4();
    case "ipv6":
      return fc.ipV6();
    case "byte":
      return fc.base64String({ minLength: 4, maxLength: 40 });
    default:
      return undefined;
  }
}

/** What people type into a field: words of letters, with accents now and then, and numbers. */
function typed(least: number, most: number): fc.Arbitrary<string> {
  const inner = fc.constantFrom(..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -.éüßñ");
  const edge = fc.constantFrom(..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
  const length = Math.max(most, 1);
  return fc
    .tuple(edge, fc.array(inner, { minLength: Math.max(0, least - 2), maxLength: Math.max(0, length - 2) }), edge)
    .map(([first, middle, last]) =>
      [first, ...middle, last]
        .slice(0, length)
        .join("")
        .replace(/ {2,}/g, (gap) => "x".repeat(gap.length))
        .replace(/ $/, "x"),
    );
}

function letters(least: number, most: number): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz"), { minLength: least, maxLength: most }).map((all) => all.join(""));
}

function arrays(description: Description, node: Node, depth: number): fc.Arbitrary<Json> {
  const least = numberOf(node, "minItems") ?? 0;
  const items = nodeOf(node["items"]);
  if (!items || depth > 6) return fc.constant(least === 0 ? [] : Array.from({ length: least }, () => null));
  const item = build(description, items, depth + 1);
  const limits = { minLength: least, maxLength: Math.min(numberOf(node, "maxItems") ?? least + 3, least + 3) };
  if (node["uniqueItems"] === true) return fc.uniqueArray(item, { ...limits, selector: (value) => JSON.stringify(value) });
  return fc.array(item, limits);
}

function objects(description: Description, node: Node, depth: number): fc.Arbitrary<Json> {
  const properties = nodeOf(node["properties"]) ?? {};
  const required = ((node["required"] as string[] | undefined) ?? []).filter((name) => Object.hasOwn(properties, name));
  const names = Object.keys(properties).filter((name) => {
    const property = nodeOf(properties[name]);
    const isReadOnly = property && (property["readOnly"] === true || description.resolve(property)["readOnly"] === true);
    // Deep down only what must be: schemas may contain themselves.
    return property && !isReadOnly && (depth < 4 || required.includes(name));
  });
  if (depth > 12) return fc.constant({});
  const model = Object.fromEntries(names.map((name) => [name, build(description, nodeOf(properties[name])!, depth + 1)]));
  return fc.record(model, { requiredKeys: required.filter((name) => names.includes(name)), noNullPrototype: true }) as fc.Arbitrary<Json>;
}

function numberOf(node: Node, key: string): number | undefined {
  const value = node[key];
  return typeof value === "number" ? value : undefined;
}
