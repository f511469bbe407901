import type { Json, JsonObject, XLifecycle } from "@gatehouse/description";
import { object } from "./document.js";
import { expression, sentence } from "./text.js";

/** What a reader must know of a value beside its description: unit or format, bounds, default, secrecy, age. One line, possibly empty. */
export function factsOf(schema: JsonObject): string {
  return [
    ...format(schema),
    ...bounds(schema),
    ...defaultValue(schema),
    ...open(schema),
    ...secrecy(schema),
    lifecycleText(object(schema["x-lifecycle"])),
  ]
    .filter(Boolean)
    .join(" ");
}

/** The description of a node with its facts behind it, on one line. */
export function describe(description: Json | undefined, schema: JsonObject): string {
  const text = typeof description === "string" ? sentence(description) : "";
  const facts = factsOf(schema);
  return [text && !/[.!?:)`]$/.test(text) && facts ? `${text}.` : text, facts].filter(Boolean).join(" ");
}

/** `Since 5.32. Deprecated since 5.36. Gone in 5.46.` */
export function lifecycleText({ since, deprecated, removed }: Partial<XLifecycle> = {}): string {
  const parts = [since && `Since ${since}.`, deprecated && `Deprecated since ${deprecated}.`, removed && `Gone in ${removed}.`];
  return sentence(parts.filter(Boolean).join(" "));
}

const FORMATS: Readonly<Record<string, string>> = {
  "date-time": "ISO 8601 date and time.",
  date: "ISO 8601 date.",
  time: "ISO 8601 time.",
  duration: "ISO 8601 duration.",
  int64: "64-bit integer; exact up to 2^53.",
  byte: "Base64.",
};

// Formats that say nothing to someone who writes or reads the value.
const SILENT = new Set(["int32", "double", "float", "binary", "password", "string"]);

function format(schema: JsonObject): string[] {
  const name = schema["format"];
  if (schema["contentEncoding"] === "base64") return ["Base64."];
  if (typeof name !== "string" || SILENT.has(name)) return [];
  return [FORMATS[name] ?? sentence(`Format: ${name}.`)];
}

function bounds(schema: JsonObject): string[] {
  return [
    range(low(schema), high(schema), ""),
    range(schema["minLength"], schema["maxLength"], " characters"),
    range(schema["minItems"], schema["maxItems"], " items"),
  ].filter(Boolean);
}

function low(schema: JsonObject): Json | undefined {
  return typeof schema["exclusiveMinimum"] === "number" ? `more than ${schema["exclusiveMinimum"]}` : schema["minimum"];
}

function high(schema: JsonObject): Json | undefined {
  return typeof schema["exclusiveMaximum"] === "number" ? `less than ${schema["exclusiveMaximum"]}` : schema["maximum"];
}

function range(from: Json | undefined, to: Json | undefined, unit: string): string {
  const known = (value: Json | undefined) => typeof value === "number" || typeof value === "string";
  if (known(from) && known(to)) return sentence(from === to ? `Exactly ${from}${unit}.` : capital(`${from} to ${to}${unit}.`));
  if (known(from)) return sentence(typeof from === "string" ? capital(`${from}.`) : from === 0 && unit ? "" : `At least ${from}${unit}.`);
  if (known(to)) return sentence(typeof to === "string" ? capital(`${to}.`) : `At most ${to}${unit}.`);
  return "";
}

function defaultValue(schema: JsonObject): string[] {
  const value = schema["default"];
  return value === undefined || value === null ? [] : [`Default: ${sentence(`\`${expression(value)}\``)}.`];
}

function open(schema: JsonObject): string[] {
  return Array.isArray(schema["x-extensible-enum"]) ? ["Values that are not listed can come."] : [];
}

function secrecy(schema: JsonObject): string[] {
  return schema["x-sensitive"] === "secret" ? ["Secret."] : schema["x-sensitive"] === "biometric" ? ["Biometric."] : [];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
