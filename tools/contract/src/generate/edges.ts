import type { Json, Node } from "@gatehouse/description";
import fc from "fast-check";
import { typesOf } from "./arbitrary.js";
import { typeOf } from "./json.js";
import { fitsPattern, lengthOf, seedOf } from "./text.js";

/** A value at or over the edge of what one keyword allows. */
export interface Edge {
  readonly keyword: string;
  /** Tells the edges of a keyword apart: `at`, `over`, a type, a listed value. */
  readonly variant: string;
  readonly value: Json;
  readonly valid: boolean;
}

/**
 * The edges of a schema's own keywords. Whether a value with the edge in it is valid as a whole is for a validator to say.
 *
 * @param current A value that is valid here: what is not the keyword's business stays as it is.
 * @param text True for what goes over the wire as text, where `12` and `"12"` are the same.
 */
export function edgesOf(node: Node, current: Json, text: boolean): Edge[] {
  return [
    ...typeEdges(node, current, text),
    ...enumEdges(node),
    ...lengthEdges(node, current),
    ...patternEdges(node, current),
    ...formatEdges(node),
    ...numberEdges(node),
    ...arrayEdges(node, current),
    ...sizeEdges(node, current),
  ];
}

const OF_TYPE: Readonly<Record<string, Json>> = {
  null: null,
  boolean: true,
  integer: 7,
  number: 7.5,
  string: "text",
  array: [],
  object: {},
};

function typeEdges(node: Node, current: Json, text: boolean): Edge[] {
  if (node["type"] === undefined) return [];
  const types = typesOf(node);
  const allows = (type: string): boolean => types.includes(type) || (type === "integer" && types.includes("number"));
  const edge = (type: string, value: Json): Edge => ({ keyword: "type", variant: type, value, valid: false });
  if (text) {
    if (types.includes("string")) return [];
    const edges = types.includes("array") || types.includes("object") ? [] : [edge("string", "text")];
    return types.includes("integer") ? [...edges, edge("number", 7.5)] : edges;
  }
  const wrong = Object.entries(OF_TYPE)
    .filter(([type]) => !allows(type))
    .map(([type, value]) => edge(type, type === "string" ? lookalike(current) : value));
  return types.includes("null") ? [...wrong, { keyword: "type", variant: "null", value: null, valid: true }] : wrong;
}

/** The wrong type that a careless server takes for the right one: `"7"` for 7, `"true"` for true. */
function lookalike(value: Json): Json {
  return typeof value === "number" || typeof value === "boolean" ? String(value) : "text";
}

/** How many listed values are tried; of longer lists the first and the last. */
const MOST_LISTED = 30;

function enumEdges(node: Node): Edge[] {
  const keyword = ["enum", "const", "x-extensible-enum"].find((key) => Object.hasOwn(node, key));
  if (keyword === undefined) return [];
  const listed = (keyword === "const" ? [node["const"]] : node[keyword]) as readonly Json[];
  if (!Array.isArray(listed)) return [];
  const tried = listed.length <= MOST_LISTED ? listed : [...listed.slice(0, MOST_LISTED - 1), listed.at(-1)!];
  const strings = listed.filter((value): value is string => typeof value === "string");
  const unlisted: Json =
    strings.length > 0 ? unlistedText(strings) : Math.max(0, ...listed.filter((value) => typeof value === "number")) + 1;
  const other = strings.find((value) => value.toLowerCase() !== value.toUpperCase());
  const swapped = other === undefined ? undefined : other === other.toUpperCase() ? other.toLowerCase() : other.toUpperCase();
  return [
    ...tried.map((value): Edge => ({ keyword, variant: `listed/${String(value)}`, value, valid: true })),
    { keyword, variant: "unlisted", value: unlisted, valid: false },
    ...(swapped === undefined || listed.includes(swapped) ? [] : [{ keyword, variant: "other-case", value: swapped, valid: false }]),
  ];
}

function unlistedText(listed: readonly string[]): string {
  let text = listed[0] === listed[0]!.toUpperCase() ? "UNLISTED" : "unlisted";
  while (listed.includes(text)) text += "X";
  return text;
}

/** Longer texts than this are not sent: a bound so far away is a limit of the transport. */
const LONGEST = 70_000;

function lengthEdges(node: Node, current: Json): Edge[] {
  if (typeof current !== "string") return [];
  const { minLength, maxLength } = node as { readonly minLength?: unknown; readonly maxLength?: unknown };
  const edges: Edge[] = [];
  const add = (keyword: string, variant: string, length: number, valid: boolean): void => {
    const value = length >= 0 && length <= LONGEST ? ofLength(node, current, length) : undefined;
    if (value !== undefined) edges.push({ keyword, variant, value, valid });
  };
  if (typeof minLength === "number") {
    add("minLength", "at", minLength, true);
    add("minLength", "under", minLength - 1, false);
  }
  if (typeof maxLength === "number") {
    add("maxLength", "at", maxLength, true);
    add("maxLength", "over", maxLength + 1, false);
  }
  return edges;
}

/** A text of a length that keeps to format and pattern where it can. */
function ofLength(node: Node, current: string, length: number): string | undefined {
  if (length === 0) return "";
  if (typeof node["pattern"] === "string") return patternOfLength(node["pattern"], length);
  const grown = grow(current, String(node["format"]), length);
  return lengthOf(grown) === length ? grown : undefined;
}

function grow(current: string, format: string, length: number): string {
  const pad = (head: string, tail: string): string => head + "a".repeat(Math.max(0, length - lengthOf(head) - lengthOf(tail))) + tail;
  if (format === "email") {
    // A name before the @ may have 64 characters; the rest goes into the labels of the host, of 63 at most.
    const host = ".example";
    const name = "a".repeat(Math.max(1, Math.min(64, length - host.length - 2)));
    const labels = "b"
      .repeat(Math.max(1, length - name.length - host.length - 1))
      .replace(/(.{62})./g, "$1.")
      .replace(/\.$/, "b");
    return `${name}@${labels}${host}`;
  }
  if (format === "uri" || format === "url") return pad("https://example.com/", "");
  if (format === "hostname") return ofLabel(current, length);
  return length <= lengthOf(current) ? [...current].slice(0, length).join("").replace(/\s$/, "a") : pad(current, "");
}

function ofLabel(current: string, length: number): string {
  return length <= 63 ? "a".repeat(length) : current;
}

function patternOfLength(pattern: string, length: number): string | undefined {
  return texts(pattern, `${pattern} ${length}`, 400).find((text) => lengthOf(text) === length);
}

function texts(pattern: string, key: string, count: number): string[] {
  try {
    return fc.sample(fc.stringMatching(new RegExp(pattern, "u"), { size: "medium" }), { seed: seedOf(key), numRuns: count });
  } catch {
    return [];
  }
}

function patternEdges(node: Node, current: Json): Edge[] {
  const { pattern } = node as { readonly pattern?: unknown };
  if (typeof pattern !== "string" || typeof current !== "string") return [];
  const characters = [...current];
  // Of the same length where that is possible, so that it is the pattern alone that is broken.
  const candidates = ["!", " ", "☃", "x", "0", "-"].flatMap((character) => [
    [character, ...characters.slice(1)].join(""),
    character.repeat(Math.max(1, characters.length)),
    current + character,
  ]);
  const broken = candidates.find((text) => !fitsPattern(pattern, text));
  return broken === undefined ? [] : [{ keyword: "pattern", variant: "broken", value: broken, valid: false }];
}

const WRONG_FORMAT: Readonly<Record<string, string>> = {
  date: "2026-02-30",
  "date-time": "2026-01-31 12:00",
  time: "25:00:00Z",
  duration: "1 hour",
  email: "nobody.example.com",
  hostname: "-host-.example.com",
  ipv4: "192.0.2.256",
  ipv6: "2001:db8::g",
  uri: "not a uri",
  url: "not a url",
  uuid: "3f2b8a4e-5c1d-4e7a-9b60-8d2c4f1a7e3",
  byte: "***",
};

const OTHER_FORMAT: Readonly<Record<string, string>> = {
  date: "2028-02-29",
  "date-time": "2028-02-29T23:59:59.999+05:30",
  uuid: "3F2B8A4E-5C1D-4E7A-9B60-8D2C4F1A7E35",
};

function formatEdges(node: Node): Edge[] {
  const format = String(node["format"]);
  const edges: Edge[] = [];
  if (Object.hasOwn(OTHER_FORMAT, format)) edges.push({ keyword: "format", variant: "other", value: OTHER_FORMAT[format]!, valid: true });
  if (Object.hasOwn(WRONG_FORMAT, format)) edges.push({ keyword: "format", variant: "broken", value: WRONG_FORMAT[format]!, valid: false });
  return edges;
}

function numberEdges(node: Node): Edge[] {
  const types = typesOf(node);
  const step = typeof node["multipleOf"] === "number" ? node["multipleOf"] : 1;
  const edges: Edge[] = [];
  const add = (keyword: string, variant: string, value: number, valid: boolean): void => {
    if (Number.isSafeInteger(value) || !Number.isInteger(value)) edges.push({ keyword, variant, value, valid });
  };
  const bound = (keyword: string, inside: number, outside: number): void => {
    const value = node[keyword];
    if (typeof value !== "number") return;
    add(keyword, "at", value + inside, true);
    add(keyword, inside < 0 || outside > 0 ? "over" : "under", value + outside, false);
  };
  bound("minimum", 0, -step);
  bound("maximum", 0, step);
  bound("exclusiveMinimum", step, 0);
  bound("exclusiveMaximum", -step, 0);
  if (typeof node["multipleOf"] === "number" && types.some((type) => type === "integer" || type === "number")) {
    add("multipleOf", "broken", step * 2 + step / 2, false);
  }
  if (node["format"] === "int32") {
    add("format", "at", 2 ** 31 - 1, true);
    add("format", "over", 2 ** 31, false);
  }
  return edges;
}

/** Longer lists than this are not sent. */
const MOST_ITEMS = 1_000;

function arrayEdges(node: Node, current: Json): Edge[] {
  if (!Array.isArray(current)) return [];
  const edges: Edge[] = [];
  const add = (keyword: string, variant: string, count: number, valid: boolean): void => {
    const value = count >= 0 && count <= MOST_ITEMS ? ofCount(current, count) : undefined;
    if (value) edges.push({ keyword, variant, value, valid });
  };
  if (typeof node["minItems"] === "number") {
    add("minItems", "at", node["minItems"], true);
    add("minItems", "under", node["minItems"] - 1, false);
  }
  if (typeof node["maxItems"] === "number") {
    add("maxItems", "at", node["maxItems"], true);
    add("maxItems", "over", node["maxItems"] + 1, false);
  }
  const first = current[0];
  if (node["uniqueItems"] === true && first !== undefined) {
    const limit = typeof node["maxItems"] === "number" ? node["maxItems"] : Number.POSITIVE_INFINITY;
    if (limit >= 2) edges.push({ keyword: "uniqueItems", variant: "twice", value: [first as Json, first as Json], valid: false });
  }
  return edges;
}

/** As many items, made from those that are there: texts are numbered so that none is there twice. */
function ofCount(items: readonly Json[], count: number): Json[] | undefined {
  if (count <= items.length) return items.slice(0, count);
  const last = items.at(-1);
  if (last === undefined) return undefined;
  const more = Array.from({ length: count - items.length }, (_, index): Json => {
    if (typeof last === "string") return `${last.slice(0, 6)}${index + 1}`;
    return typeof last === "number" ? last + index + 1 : last;
  });
  return [...items, ...more];
}

/** What a closed object gets too much. */
export const UNKNOWN_PROPERTY = "unknownProperty";

function sizeEdges(node: Node, current: Json): Edge[] {
  if (typeOf(current) !== "object") return [];
  const object = current as { readonly [key: string]: Json };
  const edges: Edge[] = [];
  const closed = node["additionalProperties"] === false || node["unevaluatedProperties"] === false;
  if (closed) {
    const keyword = node["additionalProperties"] === false ? "additionalProperties" : "unevaluatedProperties";
    edges.push({ keyword, variant: "unknown", value: { ...object, [UNKNOWN_PROPERTY]: "text" }, valid: false });
  }
  if (typeof node["minProperties"] === "number" && node["minProperties"] > 0) {
    const kept = Object.entries(object).slice(0, node["minProperties"] - 1);
    edges.push({ keyword: "minProperties", variant: "under", value: Object.fromEntries(kept), valid: false });
  }
  if (typeof node["maxProperties"] === "number" && node["maxProperties"] <= MOST_ITEMS) {
    const more = Array.from({ length: node["maxProperties"] + 1 }, (_, index) => [`property${index}`, "text"] as const);
    edges.push({ keyword: "maxProperties", variant: "over", value: { ...Object.fromEntries(more), ...object }, valid: false });
  }
  return edges;
}
