import type { Description, Json, Node, SchemaView } from "@gatehouse/description";
import { nodeOf, nodesOf } from "./nodes.js";

/**
 * A small valid value of a schema, for what has no example: an example of a part where there is one, else the least that type, format and
 * bounds allow. The same schema gives the same value.
 */
export function sampleOf(description: Description, schema: SchemaView): Json {
  return sample(description, schema.resolved, 0) ?? null;
}

function sample(description: Description, use: Node, depth: number): Json | undefined {
  const node = description.resolve(use);
  const given = givenValue(node);
  if (given !== undefined) return given;
  if (depth > 20) return null;
  const merged = { ...node, ...mergedObject(description, node, depth) };
  const type = typeOf(merged);
  switch (type) {
    case "object":
      return sampleObject(description, merged, depth);
    case "array": {
      const count = numberIn(merged, "minItems") ?? 0;
      const item = nodeOf(merged["items"]) ? sample(description, merged["items"] as Node, depth + 1) : null;
      return Array.from({ length: count }, () => item ?? null);
    }
    case "string":
      return sampleString(merged);
    case "integer":
    case "number":
      return sampleNumber(merged, type);
    case "boolean":
      return true;
    default:
      return null;
  }
}

function givenValue(node: Node): Json | undefined {
  for (const key of ["const", "example", "default"]) if (Object.hasOwn(node, key)) return node[key];
  for (const key of ["examples", "enum", "x-extensible-enum"]) {
    const list = node[key];
    if (Array.isArray(list) && list.length > 0) return list[0] as Json;
  }
  return undefined;
}

function typeOf(node: { readonly [key: string]: unknown }): string | undefined {
  const { type } = node;
  if (typeof type === "string") return type;
  if (Array.isArray(type)) return type.find((one) => one !== "null") as string | undefined;
  if (nodeOf(node["properties"])) return "object";
  return nodeOf(node["items"]) ? "array" : undefined;
}

/** What `allOf` and the first alternative of a choice add. */
function mergedObject(description: Description, node: Node, depth: number): Record<string, Json> {
  const parts = [...nodesOf(node["allOf"]), ...nodesOf(node["oneOf"]).slice(0, 1), ...nodesOf(node["anyOf"]).slice(0, 1)].map((part) =>
    description.resolve(part),
  );
  if (parts.length === 0 || depth > 20) return {};
  const all = parts.map((part): Record<string, Json> => ({ ...part, ...mergedObject(description, part, depth + 1) }));
  const properties = Object.assign({}, ...all.map((part) => part["properties"] ?? {}), node["properties"] ?? {});
  const required = [
    ...all.flatMap((part) => (part["required"] as string[] | undefined) ?? []),
    ...((node["required"] as string[] | undefined) ?? []),
  ];
  return Object.assign({}, ...all, Object.keys(properties).length > 0 ? { properties, required } : {});
}

function sampleObject(description: Description, node: { readonly [key: string]: unknown }, depth: number): Json {
  const properties = nodeOf(node["properties"]) ?? {};
  const required = Array.isArray(node["required"]) ? (node["required"] as string[]) : [];
  return Object.fromEntries(
    [...new Set(required)].map((name) => {
      const schema = Object.hasOwn(properties, name) ? properties[name] : undefined;
      return [name, nodeOf(schema) ? (sample(description, schema as Node, depth + 1) ?? null) : "value"];
    }),
  );
}

const FORMATS: Readonly<Record<string, string>> = {
  date: "2026-01-31",
  "date-time": "2026-01-31T12:00:00Z",
  time: "12:00:00Z",
  duration: "PT1H",
  email: "somebody@example.com",
  hostname: "host.example.com",
  ipv4: "192.0.2.1",
  ipv6: "2001:db8::1",
  uri: "https://example.com/",
  "uri-reference": "/example",
  uuid: "3f2b8a4e-5c1d-4e7a-9b60-8d2c4f1a7e35",
  byte: "ZXhhbXBsZQ==",
};

function sampleString(node: { readonly [key: string]: unknown }): string {
  const known = FORMATS[String(node["format"])];
  if (known !== undefined) return known;
  const least = numberIn(node, "minLength") ?? 0;
  const most = numberIn(node, "maxLength") ?? Number.POSITIVE_INFINITY;
  return "example".padEnd(Math.max(least, 1), "x").slice(0, most);
}

function sampleNumber(node: { readonly [key: string]: unknown }, type: string): number {
  const step = numberIn(node, "multipleOf") ?? (type === "integer" ? 1 : 0);
  const above = numberIn(node, "exclusiveMinimum");
  const least = numberIn(node, "minimum") ?? (above === undefined ? undefined : above + (step || 1));
  const most = numberIn(node, "maximum");
  const value = least ?? (most !== undefined && most < 1 ? most : 1);
  return step ? Math.ceil(value / step) * step : value;
}

function numberIn(node: { readonly [key: string]: unknown }, key: string): number | undefined {
  const value = node[key];
  return typeof value === "number" ? value : undefined;
}
