import type { Json, SchemaValidator, SchemaView } from "@gatehouse/description";
import type { Case, Value, WireTemplate } from "../case.js";
import { isHole } from "../template/value.js";

/** What decides whether a smaller case still is one. */
export interface ShrinkInput {
  readonly validator: SchemaValidator;
  /** Of the body. */
  readonly schema: SchemaView;
  /** The body as it was sent. */
  readonly sent: Json | undefined;
  /** Sends a case and says whether it still shows what the first one showed. */
  readonly shows: (one: Case) => Promise<boolean>;
}

/** How often a smaller case is sent, at most. */
const BUDGET = 80;

/**
 * The smallest case that still shows the same: properties and items of the judged body are left out one after the other. A valid case stays
 * valid and a broken one broken, by the validator's word, or taking away would make another case of it.
 */
export async function shrink(one: Case, { validator, schema, sent, shows }: ShrinkInput): Promise<Case> {
  const isValid = (body: Value): boolean => validator.validate(schema, plain(body, sent), { direction: "request" }).length === 0;
  const body = bodyOf(one);
  if (body === undefined) return one;
  const wanted = isValid(body);
  let smallest = one;
  let budget = BUDGET;
  for (let found = true; found; ) {
    found = false;
    for (const candidate of smaller(bodyOf(smallest)!)) {
      if (isValid(candidate) !== wanted) continue;
      if (budget-- <= 0) return smallest;
      const next = withBody(smallest, candidate);
      if (!(await shows(next))) continue;
      smallest = next;
      found = true;
      break;
    }
  }
  return smallest;
}

function bodyOf(one: Case): Value | undefined {
  const { body } = one.steps.at(-1)!.request;
  return body && "json" in body ? body.json : undefined;
}

function withBody(one: Case, json: Value): Case {
  const last = one.steps.at(-1)!;
  const request: WireTemplate = { ...last.request, body: { json } };
  return { ...one, steps: [...one.steps.slice(0, -1), { ...last, request }] };
}

/** The value with one part left out, the big parts first. */
function* smaller(value: Value): Generator<Value> {
  if (typeof value !== "object" || value === null || isHole(value)) return;
  if (Array.isArray(value)) {
    for (const index of value.keys()) yield value.filter((_, at) => at !== index);
    for (const [index, item] of value.entries())
      for (const less of smaller(item)) yield value.map((old: Value, at) => (at === index ? less : old));
    return;
  }
  const entries = Object.entries(value as { readonly [key: string]: Value });
  for (const [name] of entries) yield Object.fromEntries(entries.filter(([key]) => key !== name));
  for (const [name, item] of entries) {
    for (const less of smaller(item)) yield Object.fromEntries(entries.map(([key, old]) => [key, key === name ? less : old]));
  }
}

/** A body as a validator sees it: what stands for a value is taken for it, and what an answer gave is taken from what was sent. */
function plain(value: Value, sent: Json | undefined): Json {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item: Value, index) => plain(item, memberOf(sent, index)));
  if (isHole(value)) {
    if ("$fresh" in value) return value.$fresh;
    if ("$value" in value) return value.local;
    return "$literal" in value ? value.$literal : (sent ?? "text");
  }
  const entries = Object.entries(value as { readonly [key: string]: Value });
  return Object.fromEntries(entries.map(([key, item]) => [key, plain(item, memberOf(sent, key))]));
}

function memberOf(value: Json | undefined, key: string | number): Json | undefined {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as { readonly [key: string]: Json })[key];
}
