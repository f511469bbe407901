import { createHash } from "node:crypto";
import { formatPointer, type Json, type MediaView, type OperationView, type SchemaView, valueAt } from "@gatehouse/description";
import type { Case, Expectation, WireTemplate } from "../case.js";
import { bodiesOf } from "../generate/bodies.js";
import { withEdit } from "../generate/json.js";
import { type Random, randomOf } from "../generate/text.js";
import { type Candidate, candidatesOf, type Variation } from "../generate/variations.js";
import { schemaAt } from "../schema/schema-at.js";
import { exampleBody, requestWithoutBody, withBody } from "./base-request.js";
import { fixedPlaces } from "./body-holes.js";
import { NOTHING, type PlanContext, type Planned } from "./context.js";
import { segment } from "./example.js";
import { acceptance, onViolation, placeOf } from "./invalid.js";
import { chooseMedia } from "./media-body.js";
import { cursorInBody } from "./pagination.js";
import { type Preparation, prepare, withPlaces } from "./prepare.js";

/** Random valid bodies of an operation in one run. */
const VALID = 20;
/** Single violations, at least; two for each valid body where there are enough of those. */
const BROKEN = 24;

/** Bodies chosen by the seed: valid ones must be accepted, those with one violation refused. */
export function randomCases(context: PlanContext, operation: OperationView): Planned {
  const media = operation.body && chooseMedia(operation.body.media);
  if (!media?.schema) return NOTHING;
  const { description, validator, seed } = context;
  const before = prepare(context, operation, "call");
  const bodies = bodiesOf({
    description,
    validator,
    schema: media.schema,
    examples: media.examples.map(({ value }) => value),
    key: `${seed}\n${operation.id}`,
    count: VALID,
    fixed: fixedValues(context, operation, media),
    never: cursorInBody(operation),
  });
  const example = exampleBody(context, media);
  const valid = bodies.map((body) =>
    caseOf(context, operation, before, media, body, undefined, "valid", acceptance(operation, { body, example })),
  );
  const each = Math.max(2, Math.ceil(BROKEN / Math.max(1, bodies.length)));
  const broken = bodies.flatMap((body) => brokenCases(context, operation, before, media, body, each));
  return { cases: unique([...valid, ...broken]), skipped: [] };
}

function brokenCases(
  context: PlanContext,
  operation: OperationView,
  before: Preparation,
  media: MediaView,
  body: Json,
  count: number,
): Case[] {
  const { description, validator, seed } = context;
  const schema = media.schema!;
  const candidates = candidatesOf({ description, validator, schema, bases: [body], onInvalid: operation.onInvalid });
  const wanted = candidates.filter(({ valid, onInvalid }) => !valid && (onInvalid !== "unknown" || context.local));
  const random = randomOf(`${seed}\n${operation.id}\n${JSON.stringify(body)}`);
  const fixed = fixedPlaces(context, operation);
  const isFree = (segments: readonly string[]): boolean =>
    !fixed.some((place) => place.join("/") === segments.join("/")) && !isHidden(context, schema, segments);
  const picked = pick(wanted, count, random, body, isFree);
  return picked.map((variation) => {
    const { segments, keyword, variant, onInvalid, node } = variation;
    const value = respelled(variation, random);
    const pointer = formatPointer(segments);
    const about = placeOf(segments, keyword);
    const sent = { body: value, example: exampleBody(context, media), varied: about };
    const expect = onViolation(operation, onInvalid, { what: "schema", at: `/body${pointer}`, keyword }, sent);
    const one = caseOf(context, operation, before, media, value, about, `invalid/#${pointer}/${keyword}/${segment(variant)}`, expect);
    return { ...one, because: description.locate(node, Object.hasOwn(node, keyword) ? keyword : undefined) };
  });
}

/** So many of a list, chosen at random and made: first those that leave something drawn beside the violation, so that seeds differ. */
function pick(
  all: readonly Candidate[],
  count: number,
  random: Random,
  body: Json,
  isFree: (segments: readonly string[]) => boolean,
): Variation[] {
  const free = leavesOf(body, []).filter(isFree);
  const keepsMore = ({ segments }: Candidate): boolean => free.some((leaf) => !segments.every((name, index) => leaf[index] === name));
  const shuffled = shuffle(all, random);
  const left = [...shuffled.filter(keepsMore), ...shuffled.filter((candidate) => !keepsMore(candidate) && isRespelled(candidate))];
  const picked: Variation[] = [];
  for (const candidate of left) {
    if (picked.length >= count) break;
    const made = candidate.make();
    if (made) picked.push(made);
  }
  // Of a schema with few places some are broken again, with other values.
  const again = picked.filter(isRespelled);
  for (let index = 0; again.length > 0 && picked.length < count; index++) picked.push(again[index % again.length]!);
  return picked;
}

function shuffle<T>(all: readonly T[], random: Random): T[] {
  const left = [...all];
  return Array.from({ length: left.length }, () => left.splice(random(left.length), 1)[0]!);
}

function leavesOf(value: Json, segments: readonly string[]): (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [segments];
  return Object.entries(value).flatMap(([key, item]) => leavesOf(item as Json, [...segments, key]));
}

/** Kept out of reports, where it makes no difference. */
function isHidden({ description }: PlanContext, schema: SchemaView, segments: readonly string[]): boolean {
  return schemaAt(description, schema, segments)?.["x-sensitive"] !== undefined;
}

/** A value of the wrong type may be any of that type. */
function isRespelled({ keyword, variant }: { readonly keyword: string; readonly variant: string }): boolean {
  return keyword === "type" && ["integer", "number", "array", "object"].includes(variant);
}

function respelled(variation: Variation, random: Random): Json {
  if (!isRespelled(variation)) return variation.value;
  const number = random(1_000_000);
  const values: Readonly<Record<string, Json>> = {
    integer: number,
    number: number + 0.5,
    array: [number],
    object: { [`key${number}`]: number },
  };
  return withEdit(variation.value, variation.segments, values[variation.variant]!);
}

function caseOf(
  context: PlanContext,
  operation: OperationView,
  before: Preparation,
  media: MediaView,
  body: Json,
  varied: readonly string[] | undefined,
  variant: string,
  expect: Expectation,
): Case {
  const bare = withPlaces(requestWithoutBody(context, operation), {
    ...before,
    places: before.places.filter(([place]) => !place.startsWith("$request.body")),
  });
  const template = withBodyPlaces(withBody(context, operation, bare, media, body, "call", varied), before, varied);
  // The content names the case: the same body is the same case under every seed.
  const mark = createHash("sha256").update(JSON.stringify(template.body)).digest("hex").slice(0, 8);
  return {
    id: `${operation.id}/random/${variant}/${mark}`,
    operation: operation.id,
    kind: "random",
    account: context.accountFor(operation),
    steps: [...before.steps, { name: "call", operation: operation.id, request: template }],
    expect,
    because: context.description.locate(media.schema!.node),
  };
}

function withBodyPlaces(template: WireTemplate, before: Preparation, varied: readonly string[] | undefined): WireTemplate {
  const about = varied && `$request.body#${formatPointer(varied)}`;
  const places = before.places.filter(
    ([place]) => place.startsWith("$request.body") && !(about !== undefined && (place.startsWith(about) || about.startsWith(place))),
  );
  return withPlaces(template, { ...before, places });
}

/** What the examples and `contract.yaml` have in places that a generator must not fill. */
function fixedValues(context: PlanContext, operation: OperationView, media: MediaView): { segments: readonly string[]; value: Json }[] {
  const examples = [exampleBody(context, media), ...media.examples.map(({ value }) => value)];
  return fixedPlaces(context, operation).flatMap((segments) => {
    const local = context.config.values?.[`${operation.id}#$request.body#${formatPointer(segments)}`]?.local;
    const value = local ?? (examples.map((example) => valueAt(example, segments)).find((one) => one !== undefined) as Json | undefined);
    return value === undefined ? [] : [{ segments, value }];
  });
}

function unique(cases: readonly Case[]): Case[] {
  return [...new Map(cases.map((one) => [one.id, one])).values()];
}
