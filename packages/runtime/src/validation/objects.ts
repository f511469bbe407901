import { below, checkMember, fits, type Keyword, type Known, type Run } from "./comparison.js";
import { inside, type Place } from "./place.js";
import { outside } from "./scalars.js";
import type { Schema, SchemaObject } from "./schema.js";
import { type JsonObject, kindOf } from "./values.js";

/** What a schema says of an object and its properties. */
export function checkProperties(
  run: Run,
  schema: SchemaObject,
  value: JsonObject,
  place: Place | undefined,
  known: Known,
  at: Keyword,
): void {
  const { properties, patternProperties, additionalProperties, unevaluatedProperties, minProperties = 0 } = schema;
  const { maxProperties = Number.POSITIVE_INFINITY, propertyNames } = schema;
  const names = Object.keys(value);
  checkPresence(run, schema, value, place, at);
  for (const [name, more] of entriesOf(schema.dependentSchemas))
    if (Object.hasOwn(value, name)) run.check(run, more, { value, place, known }, below(below(at, "dependentSchemas"), name));
  if (names.length < minProperties) outside(run, place, at, "minProperties", `at least ${minProperties} properties`, value);
  if (names.length > maxProperties) outside(run, place, at, "maxProperties", `at most ${maxProperties} properties`, value);
  const named = below(at, "properties");
  if (properties) known.named ??= named;
  const patterns = entriesOf(patternProperties).map(([pattern, sub]) => [pattern, new RegExp(pattern, "u"), sub] as const);
  for (const name of names) {
    let isNamed = false;
    if (properties && Object.hasOwn(properties, name)) {
      isNamed = true;
      checkMember(run, properties[name]!, value[name], inside(place, name, name), known, below(named, name));
    }
    for (const [pattern, expression, sub] of patterns) {
      if (!expression.test(name)) continue;
      isNamed = true;
      checkMember(run, sub, value[name], inside(place, name, "*"), known, below(below(at, "patternProperties"), pattern));
    }
    if (!isNamed && additionalProperties !== undefined) {
      isNamed = true;
      checkOpen(run, additionalProperties, value[name], place, name, known, below(at, "additionalProperties"));
    }
    if (isNamed) known.names.add(name);
    if (propertyNames !== undefined) {
      const trial: Run = { ...run, differences: [] };
      run.check(trial, propertyNames, { value: name, place, known: undefined }, at);
      if (!fits(trial)) unnamed(run, value[name], place, name, below(at, "propertyNames"), false);
    }
  }
  if (unevaluatedProperties === undefined || known.failed) return;
  for (const name of names) {
    if (known.names.has(name)) continue;
    known.names.add(name);
    checkOpen(run, unevaluatedProperties, value[name], place, name, known, below(at, "unevaluatedProperties"));
  }
}

/** A property that nothing names, or that may not be there. */
export function unnamed(run: Run, value: unknown, place: Place | undefined, name: string, keyword: Keyword, isNews: boolean): void {
  // What does not look like a name may be a value that became a key.
  const shown = /^[\w$][\w$.:-]{0,63}$/.test(name) ? name : "*";
  const found = kindOf(value);
  run.differences.push({
    kind: "unknown-property",
    place: inside(place, name, shown),
    keyword,
    expected: "no such property",
    found,
    isNews,
  });
}

function checkOpen(run: Run, schema: Schema, value: unknown, place: Place | undefined, name: string, known: Known, at: Keyword): void {
  if (schema === false) unnamed(run, value, place, name, at, false);
  else checkMember(run, schema, value, inside(place, name, "*"), known, at);
}

function checkPresence(run: Run, schema: SchemaObject, value: JsonObject, place: Place | undefined, at: Keyword): void {
  const lacks = (name: string, keyword: Keyword, expected: string) => {
    if (Object.hasOwn(value, name)) return;
    run.differences.push({ kind: "missing-property", place: inside(place, name, name), keyword, expected, found: "nothing" });
  };
  for (const name of schema.required ?? []) lacks(name, below(at, "required"), "a property");
  for (const [given, names] of entriesOf(schema.dependentRequired)) {
    if (!Object.hasOwn(value, given)) continue;
    for (const name of names) lacks(name, below(below(at, "dependentRequired"), given), `a property, as ${given} is there`);
  }
}

function entriesOf<Value>(map: Readonly<Record<string, Value>> | undefined): readonly (readonly [string, Value])[] {
  return map ? Object.entries(map) : NOTHING;
}

const NOTHING: readonly never[] = [];
