import { checkItems } from "./arrays.js";
import { checkChoices } from "./choices.js";
import { below, type Keyword, type Known, learn, nothingKnown, type Run, type Subject } from "./comparison.js";
import { checkProperties, unnamed } from "./objects.js";
import type { Place } from "./place.js";
import { checkNumber, checkText } from "./scalars.js";
import type { Schema, SchemaObject } from "./schema.js";
import { equal, hasType, isObject, kindOf, listed } from "./values.js";

/**
 * Compares a value with a schema: what JSON Schema 2020-12 calls errors, and beside them what is news. Of alternatives that all fail, the one
 * that was meant is explained, where that can be told.
 *
 * @param at Where the schema stands in the description.
 */
export function compare(schema: Schema, value: unknown, at: string): Pick<Run, "differences" | "secrets"> {
  const run: Run = { differences: [], secrets: [], check };
  const known = nothingKnown();
  check(run, schema, { value, place: undefined, known }, { step: at });
  findUnnamed(run, value, undefined, known);
  return run;
}

/** What is in the value and named by none of all the schemas that it fits. */
function findUnnamed(run: Run, value: unknown, place: Place | undefined, { names, named, failed, members }: Known): void {
  if (named && !failed && isObject(value))
    for (const name of Object.keys(value)) if (!names.has(name)) unnamed(run, value[name], place, name, named, true);
  for (const member of members.values()) findUnnamed(run, member.value, member.place, member.known);
}

function check(run: Run, schema: Schema, whole: Subject, at: Keyword): void {
  const { value, place } = whole;
  if (typeof schema === "boolean") {
    if (!schema) run.differences.push({ kind: "excluded", place, keyword: at, expected: "nothing", found: kindOf(value) });
    return;
  }
  if (schema.secret) run.secrets.push(place);
  // What is unevaluated is asked of this schema and its parts, not of those beside it.
  const isLast = whole.known && (schema.unevaluatedItems !== undefined || schema.unevaluatedProperties !== undefined);
  const known = isLast ? nothingKnown() : whole.known;
  const subject = isLast ? { value, place, known } : whole;
  if (schema.$ref) {
    const target = schema.$ref();
    check(run, target, subject, target.$id === undefined ? below(at, "$ref") : { step: target.$id });
  }
  if (schema.type && !hasType(schema.type, value)) {
    if (whole.known) whole.known.failed = true;
    run.differences.push({
      kind: "wrong-type",
      place,
      keyword: below(at, "type"),
      expected: [schema.type].flat().join(" | "),
      found: kindOf(value),
    });
    return;
  }
  if (schema.enum || schema.open || "const" in schema) checkValue(run, schema, subject, at);
  if (typeof value === "string") checkText(run, schema, value, place, at);
  else if (typeof value === "number") checkNumber(run, schema, value, place, at);
  checkChoices(run, schema, subject, at);
  if (Array.isArray(value)) checkItems(run, schema, value, place, known!, at);
  else if (isObject(value)) checkProperties(run, schema, value, place, known!, at);
  if (isLast) learn(whole.known, known);
}

function checkValue(run: Run, schema: SchemaObject, { value, place }: Subject, at: Keyword): void {
  const unlisted = (keyword: string, values: readonly unknown[], isNews: boolean) =>
    run.differences.push({
      kind: "unknown-value",
      place,
      keyword: below(at, keyword),
      expected: listed(values),
      found: kindOf(value),
      unlisted: values.some((one) => typeof one === typeof value) ? value : undefined,
      isNews,
    });
  if (schema.enum && !schema.enum.some((one) => equal(one, value))) unlisted("enum", schema.enum, false);
  if ("const" in schema && !equal(schema.const, value)) unlisted("const", [schema.const], false);
  if (schema.open && typeof value === "string" && !schema.open.includes(value)) unlisted("x-extensible-enum", schema.open, true);
}
