import { below, type Difference, fits, type Keyword, type Known, learn, nothingKnown, type Run, type Subject } from "./comparison.js";
import { depthOf } from "./place.js";
import type { Schema, SchemaObject } from "./schema.js";
import { kindOf } from "./values.js";

/** What the schemas in a schema say of the same value. */
export function checkChoices(run: Run, schema: SchemaObject, subject: Subject, at: Keyword): void {
  const { allOf, anyOf, oneOf, not } = schema;
  allOf?.forEach((part, index) => {
    run.check(run, part, subject, below(below(at, "allOf"), String(index)));
  });
  if (anyOf) choose(run, anyOf, subject, below(at, "anyOf"), false);
  if (oneOf) choose(run, oneOf, subject, below(at, "oneOf"), true);
  if (not !== undefined && attempt(run, not, subject, at).fits)
    run.differences.push({
      kind: "excluded",
      place: subject.place,
      keyword: below(at, "not"),
      expected: "what the description does not exclude",
      found: kindOf(subject.value),
    });
  if (schema.if === undefined) return;
  const condition = attempt(run, schema.if, subject, at);
  if (condition.fits) learn(subject.known, condition.known);
  const next = condition.fits ? "then" : "else";
  const branch = schema[next];
  if (branch !== undefined) run.check(run, branch, subject, below(at, next));
}

interface Trial {
  readonly fits: boolean;
  readonly differences: readonly Difference[];
  readonly known: Known | undefined;
}

/** Compares with a schema that need not fit. Its secrets count in any case. */
function attempt(run: Run, schema: Schema, { value, place, known }: Subject, at: Keyword): Trial {
  const trial: Run = { ...run, differences: [] };
  const own = known && nothingKnown();
  run.check(trial, schema, { value, place, known: own }, at);
  return { fits: fits(trial), differences: trial.differences, known: own };
}

function choose(run: Run, alternatives: readonly Schema[], subject: Subject, at: Keyword, exactlyOne: boolean): void {
  const trials = alternatives.map((alternative, index) => attempt(run, alternative, subject, below(at, String(index))));
  const fitting = trials.filter(({ fits }) => fits);
  for (const { known } of fitting) learn(subject.known, known);
  if (fitting.length === 1 || (fitting.length && !exactlyOne)) {
    // Where one of several has no news, there is none.
    const plain = fitting.find(({ differences }) => !differences.length) ?? fitting[0]!;
    run.differences.push(...plain.differences);
    return;
  }
  if (subject.known) subject.known.failed = true;
  const meant = trials.filter(({ differences }) => !differences.some((difference) => saysOtherKind(difference, subject)));
  if (!fitting.length && meant.length === 1) run.differences.push(...meant[0]!.differences);
  else
    run.differences.push({
      kind: "no-alternative",
      place: subject.place,
      keyword: at,
      expected: `${exactlyOne ? "exactly " : ""}one of ${alternatives.length} alternatives`,
      found: `${kindOf(subject.value)} that fits ${fitting.length || "none"}`,
    });
}

/** A difference that says that the value is another kind of thing: another type, or another tag. */
function saysOtherKind({ kind, place, keyword, isNews }: Difference, subject: Subject): boolean {
  const depth = depthOf(place) - depthOf(subject.place);
  if (depth === 0) return kind === "wrong-type" || (kind === "unknown-value" && keyword.step === "const");
  return depth === 1 && kind === "unknown-value" && !isNews;
}
