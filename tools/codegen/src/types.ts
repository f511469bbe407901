import type { Json, JsonObject } from "@gatehouse/description";
import { array, type BundledDocument, object } from "./document.js";
import { isBinary } from "./media.js";
import type { ModelTable } from "./models.js";
import { literal } from "./text.js";

/** A type as it is written in `client.ts`, with the models it names. */
export interface TypeText {
  readonly text: string;
  readonly models: ReadonlySet<string>;
}

/** Where a schema stands, in case it needs a name of its own. */
export interface Place {
  /** The name it would get. */
  readonly name: string;
  /** The same type in terms of `schema.ts`: `components["responses"]["X"]["content"]["application/json"]`. */
  readonly path: string;
}

/** More literals than this get a name instead of standing in a signature. */
const MAX_LITERALS = 8;

/**
 * The type of a schema: component schemas by their model's name, what is simple written out, and a model of its own for the rest.
 */
export function typeOf(schema: Json | undefined, place: Place, document: BundledDocument, models: ModelTable): TypeText {
  if (schema === undefined || schema === true) return plain("unknown");
  if (schema === false) return plain("never");
  const node = object(schema);
  const component = document.component(node, "schemas");
  if (component !== undefined) return models.component(component);
  if (typeof node["$ref"] === "string") return models.inline(place, node);
  const simple = literals(node) ?? primitive(node);
  if (simple) return plain(simple);
  if (isArray(node) && !("prefixItems" in node) && !isComposed(node)) {
    const list = isNullable(node) ? `NonNullable<${place.path}>` : place.path;
    const item = typeOf(node["items"], { name: `${place.name}Item`, path: `${list}[number]` }, document, models);
    const text = `${/[|&]/.test(item.text) ? `(${item.text})` : item.text}[]`;
    return { ...item, text: isNullable(node) ? `${text} | null` : text };
  }
  return Object.keys(node).some((key) => STRUCTURAL.has(key)) ? models.inline(place, node) : plain("unknown");
}

/** One type out of several, each once, in this order. */
export function unionOf(types: readonly TypeText[]): TypeText {
  const texts = [...new Set(types.map((type) => type.text))];
  return {
    text: texts.includes("unknown") ? "unknown" : texts.join(" | ") || "never",
    models: new Set(types.flatMap((type) => [...type.models])),
  };
}

/** A type that names no model. */
export function plain(text: string): TypeText {
  return { text, models: new Set() };
}

/** `"A" | "B" | (string & {})`: readers must expect values that are not listed, and editors still offer those that are. */
export function openEnum(node: JsonObject): readonly string[] | undefined {
  const values = node["x-extensible-enum"];
  return Array.isArray(values) && values.every((value) => typeof value === "string") ? (values as string[]) : undefined;
}

function literals(node: JsonObject): string | undefined {
  if (isComposed(node)) return undefined;
  const open = openEnum(node);
  const closed = "const" in node ? [node["const"] as Json] : array(node["enum"]);
  const values = open ?? closed;
  if (values.length === 0 || values.length > MAX_LITERALS) return undefined;
  if (!values.every((value) => value === null || typeof value !== "object")) return undefined;
  const texts = values.map((value) => (typeof value === "string" ? literal(value) : String(value)));
  if (open) texts.push("(string & {})");
  if (isNullable(node)) texts.push("null");
  return [...new Set(texts)].join(" | ");
}

const PRIMITIVES: Readonly<Record<string, string>> = {
  string: "string",
  number: "number",
  integer: "number",
  boolean: "boolean",
  null: "null",
};

function primitive(node: JsonObject): string | undefined {
  if (isComposed(node) || "enum" in node || "const" in node || openEnum(node)) return undefined;
  const types = typeNames(node);
  const texts = types.map((type) => (type === "string" && isBinary(node) ? "Blob" : PRIMITIVES[type]));
  if (texts.length === 0 || texts.includes(undefined)) return undefined;
  return [...new Set(isNullable(node) ? [...texts, "null"] : texts)].join(" | ");
}

function isArray(node: JsonObject): boolean {
  const types = typeNames(node).filter((type) => type !== "null");
  return types.length === 1 && types[0] === "array";
}

function isNullable(node: JsonObject): boolean {
  return typeNames(node).includes("null") || node["nullable"] === true;
}

function isComposed(node: JsonObject): boolean {
  return "allOf" in node || "anyOf" in node || "oneOf" in node;
}

function typeNames(node: JsonObject): readonly string[] {
  const type = node["type"];
  return (Array.isArray(type) ? type : [type]).filter((name): name is string => typeof name === "string");
}

/** Keys that say something about the shape of a value. */
const STRUCTURAL: ReadonlySet<string> = new Set(
  "type properties items prefixItems additionalProperties allOf anyOf oneOf enum const x-extensible-enum".split(" "),
);
