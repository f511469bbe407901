import type { Description, Json, Node, SchemaView } from "@gatehouse/description";
import fc from "fast-check";
import { nodeOf, propertyOf } from "../schema/nodes.js";
import { schemasAt } from "../schema/schema-at.js";
import { arbitraryOf, merged } from "./arbitrary.js";
import { otherValue } from "./seeded.js";
import type { Random } from "./text.js";

/** What an example is varied by. */
export interface VariedInput {
  readonly description: Description;
  readonly schema: SchemaView;
  readonly random: Random;
  /** Places that stay as they are. */
  readonly fixed: readonly (readonly string[])[];
  /** `gently`: words and numbers only; what is chosen from a list, left out or in a format stays. */
  readonly how: "gently" | "freely";
}

/**
 * An example with its free values drawn anew: optional properties come and go, words keep their shape, listed values are exchanged for others.
 * It stays near what somebody wrote, so that rules which no schema can say are rarely broken. It need not be valid.
 */
export function varied(example: Json, input: VariedInput): Json {
  return vary(example, [], input);
}

/** In ten, where it is done freely. */
const DROPPED = 2;
const ADDED = 1;
const EXCHANGED = 3;
const REDRAWN = 6;

function vary(value: Json, segments: readonly string[], input: VariedInput): Json {
  if (input.fixed.some((place) => place.join("/") === segments.join("/"))) return value;
  if (Array.isArray(value)) return value.map((item: Json, index) => vary(item, [...segments, String(index)], input));
  const found = schemasAt(input.description, input.schema, segments);
  const node = found.length === 0 ? undefined : (Object.assign({}, ...found.map((one) => merged(input.description, one, 0))) as Node);
  if (typeof value !== "object" || value === null) return node ? leaf(node, value, input) : value;
  return object(value as { readonly [key: string]: Json }, segments, node, input);
}

function object(value: { readonly [key: string]: Json }, segments: readonly string[], node: Node | undefined, input: VariedInput): Json {
  const { description, random, fixed, how } = input;
  const isFree = how === "freely";
  const required = (node?.["required"] as readonly string[] | undefined) ?? [];
  const isKept = (name: string): boolean => {
    const place = [...segments, name].join("/");
    return !isFree || required.includes(name) || fixed.some((one) => `${one.join("/")}/`.startsWith(`${place}/`)) || random(10) >= DROPPED;
  };
  const kept = Object.entries(value)
    .filter(([name]) => isKept(name))
    .map(([name, item]) => [name, vary(item, [...segments, name], input)] as const);
  const absent = Object.keys((node && nodeOf(node["properties"])) ?? {}).filter((name) => !Object.hasOwn(value, name));
  const added = absent.flatMap((name) => {
    const property = propertyOf(node!, name);
    if (!isFree || !property || random(10) >= ADDED || property["readOnly"] === true || description.resolve(property)["readOnly"] === true)
      return [];
    return [[name, fc.sample(arbitraryOf(description, property), { seed: random(2 ** 31), numRuns: 1 })[0]!] as const];
  });
  return Object.fromEntries([...kept, ...added]);
}

function leaf(node: Node, value: Json, { description, random, how }: VariedInput): Json {
  const shaped = otherValue(node, value, random);
  if (shaped !== undefined || how === "gently" || value === null) return shaped ?? value;
  const listed = node["enum"] ?? node["x-extensible-enum"];
  if (Array.isArray(listed)) return random(10) < EXCHANGED ? (listed[random(listed.length)] as Json) : value;
  if (typeof value === "boolean") return random(10) < EXCHANGED ? !value : value;
  return random(10) < REDRAWN ? fc.sample(arbitraryOf(description, node), { seed: random(2 ** 31), numRuns: 1 })[0]! : value;
}
