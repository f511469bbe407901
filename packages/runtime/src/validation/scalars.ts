import { below, type Keyword, type Run } from "./comparison.js";
import type { Place } from "./place.js";
import type { SchemaObject } from "./schema.js";
import { kindOf } from "./values.js";

/** What a schema says of text. */
export function checkText(run: Run, schema: SchemaObject, value: string, place: Place | undefined, at: Keyword): void {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern, format } = schema;
  // Characters, not code units; never more of those than of these.
  const length = value.length > maxLength || value.length < 2 * minLength ? [...value].length : value.length;
  if (length < minLength) outside(run, place, at, "minLength", `at least ${minLength} characters`, value, `${length} characters`);
  if (length > maxLength) outside(run, place, at, "maxLength", `at most ${maxLength} characters`, value, `${length} characters`);
  if (pattern !== undefined && !expression(pattern).test(value)) misshapen(run, place, at, "pattern", `text like ${pattern}`, value);
  if (format && !format.test(value)) misshapen(run, place, at, "format", format.name, value);
}

/** What a schema says of a number. */
export function checkNumber(run: Run, schema: SchemaObject, value: number, place: Place | undefined, at: Keyword): void {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, format } = schema;
  if (minimum !== undefined && value < minimum) outside(run, place, at, "minimum", `at least ${minimum}`, value);
  if (maximum !== undefined && value > maximum) outside(run, place, at, "maximum", `at most ${maximum}`, value);
  if (exclusiveMinimum !== undefined && value <= exclusiveMinimum)
    outside(run, place, at, "exclusiveMinimum", `more than ${exclusiveMinimum}`, value);
  if (exclusiveMaximum !== undefined && value >= exclusiveMaximum)
    outside(run, place, at, "exclusiveMaximum", `less than ${exclusiveMaximum}`, value);
  if (multipleOf !== undefined && !isMultiple(value / multipleOf))
    outside(run, place, at, "multipleOf", `a multiple of ${multipleOf}`, value);
  if (format && !format.test(value)) misshapen(run, place, at, "format", format.name, value);
}

/** A value that is too short, too long, too small, too large. */
export function outside(
  run: Run,
  place: Place | undefined,
  at: Keyword,
  keyword: string,
  expected: string,
  value: unknown,
  size?: string,
): void {
  const found = kindOf(value);
  run.differences.push({ kind: "out-of-bounds", place, keyword: below(at, keyword), expected, found, ...(size !== undefined && { size }) });
}

function misshapen(run: Run, place: Place | undefined, at: Keyword, keyword: string, expected: string, value: unknown): void {
  run.differences.push({ kind: "wrong-format", place, keyword: below(at, keyword), expected, found: kindOf(value) });
}

/** 0.3 is a multiple of 0.1, though 0.3 / 0.1 is not quite 3. */
function isMultiple(quotient: number): boolean {
  return Math.abs(quotient - Math.round(quotient)) <= 1e-9 * Math.max(1, Math.abs(quotient));
}

const expressions = new Map<string, RegExp>();

function expression(pattern: string): RegExp {
  let known = expressions.get(pattern);
  if (!known) {
    known = new RegExp(pattern, "u");
    expressions.set(pattern, known);
  }
  return known;
}
