import { below, checkMember, fits, type Keyword, type Known, nothingKnown, type Run } from "./comparison.js";
import { inside, type Place } from "./place.js";
import { outside } from "./scalars.js";
import type { SchemaObject } from "./schema.js";
import { equal } from "./values.js";

/** What a schema says of a list and its items. */
export function checkItems(
  run: Run,
  schema: SchemaObject,
  value: readonly unknown[],
  place: Place | undefined,
  known: Known,
  at: Keyword,
): void {
  const { items, prefixItems = [], unevaluatedItems, minItems = 0, maxItems = Number.POSITIVE_INFINITY } = schema;
  const size = `${value.length} items`;
  if (value.length < minItems) outside(run, place, at, "minItems", `at least ${minItems} items`, value, size);
  if (value.length > maxItems) outside(run, place, at, "maxItems", `at most ${maxItems} items`, value, size);
  if (schema.uniqueItems && value.some((item, index) => value.slice(0, index).some((other) => equal(item, other))))
    outside(run, place, at, "uniqueItems", "items that differ", value);
  for (const [index, item] of value.entries()) {
    const first = prefixItems[index];
    if (first !== undefined)
      checkMember(run, first, item, inside(place, index, "*"), known, below(below(at, "prefixItems"), String(index)));
    else if (items !== undefined) checkMember(run, items, item, inside(place, index, "*"), known, below(at, "items"));
  }
  known.items = Math.max(known.items, items === undefined ? Math.min(prefixItems.length, value.length) : value.length);
  checkContained(run, schema, value, place, known, at);
  if (unevaluatedItems === undefined || known.failed) return;
  for (let index = known.items; index < value.length; index++) {
    if (!known.contained.has(index))
      checkMember(run, unevaluatedItems, value[index], inside(place, index, "*"), known, below(at, "unevaluatedItems"));
  }
  known.items = value.length;
}

function checkContained(
  run: Run,
  { contains, minContains = 1, maxContains = Number.POSITIVE_INFINITY }: SchemaObject,
  value: readonly unknown[],
  place: Place | undefined,
  known: Known,
  at: Keyword,
): void {
  if (contains === undefined) return;
  let count = 0;
  for (const [index, item] of value.entries()) {
    const trial: Run = { ...run, differences: [] };
    checkMember(trial, contains, item, inside(place, index, "*"), nothingKnown(), at);
    if (!fits(trial)) continue;
    count++;
    known.contained.add(index);
  }
  const size = `${count} such items`;
  if (count < minContains) outside(run, place, at, "contains", `at least ${minContains} items of a kind`, value, size);
  if (count > maxContains) outside(run, place, at, "maxContains", `at most ${maxContains} items of a kind`, value, size);
}
