import type { Description, Json, Node, SchemaValidator, SchemaView } from "@gatehouse/description";
import { schemasAt } from "../schema/schema-at.js";
import { withEdit } from "./json.js";
import { type Random, randomOf } from "./text.js";

/**
 * An example with its free values chosen by a key: words keep their shape, numbers become no greater. What has a list, a pattern or a format
 * of its own stays, and so does everything in a fixed place. The example itself where nothing of it is free.
 */
export function seeded(
  description: Description,
  validator: SchemaValidator,
  schema: SchemaView,
  example: Json,
  key: string,
  fixed: readonly (readonly string[])[],
): Json {
  const random = randomOf(key);
  let result = example;
  for (const { segments, value } of leavesOf(example, [])) {
    if (fixed.some((place) => place.join("/") === segments.join("/"))) continue;
    const nodes = schemasAt(description, schema, segments);
    const other = nodes.length > 0 ? otherValue(Object.assign({}, ...nodes) as Node, value, random) : undefined;
    if (other === undefined) continue;
    const changed = withEdit(result, segments, other);
    if (validator.validate(schema, changed, { direction: "request" }).length === 0) result = changed;
  }
  return result;
}

interface Leaf {
  readonly segments: readonly string[];
  readonly value: Json;
}

function leavesOf(value: Json, segments: readonly string[]): Leaf[] {
  if (typeof value !== "object" || value === null) return [{ segments, value }];
  return Object.entries(value).flatMap(([key, item]) => leavesOf(item as Json, [...segments, key]));
}

const CHOSEN = ["enum", "const", "x-extensible-enum", "pattern", "oneOf", "anyOf"];

/** Another value of the same shape, or undefined where the schema leaves nothing free. */
export function otherValue(node: Node, value: Json, random: Random): Json | undefined {
  if (CHOSEN.some((key) => node[key] !== undefined)) return undefined;
  if (typeof value === "number") return otherNumber(node, value, random);
  if (typeof value !== "string") return undefined;
  // A word of its path: the host may have to be there.
  if (node["format"] === "uri")
    return value.replace(/^([a-z]+:\/\/[^/]*\/.*?)([a-zA-Z]{4,})/, (_, head: string, word: string) => head + otherWord(word, random));
  if (node["format"] !== undefined && node["format"] !== "email") return undefined;
  // Short texts are codes, of countries and languages.
  return /[a-zA-Z]{4}/.test(value) ? value.replace(/[a-zA-Z]{4,}/, (word) => otherWord(word, random)) : undefined;
}

function otherWord(word: string, random: Random): string {
  const letters = [...word].slice(1).map((letter) => {
    const other = "abcdefghijklmnopqrstuvwxyz"[random(26)]!;
    return letter === letter.toUpperCase() ? other.toUpperCase() : other;
  });
  return word[0]! + letters.join("");
}

/** At most what the example has: a stock that covers the example covers it too. */
function otherNumber(node: Node, value: number, random: Random): number | undefined {
  const least = Math.max(typeof node["minimum"] === "number" ? node["minimum"] : 1, Math.ceil(value / 2));
  if (!Number.isInteger(value) || least >= value || node["multipleOf"] !== undefined) return undefined;
  return least + random(value - least + 1);
}
