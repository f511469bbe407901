import { createHash } from "node:crypto";
import { formatPointer, type Json, type MediaView, type OperationView, valueAt } from "@gatehouse/description";
import type { Case, Expectation, WireTemplate } from "../case.js";
import { bodiesOf } from "../generate/bodies.js";
import { randomOf } from "../generate/text.js";
import { type Variation, variationsOf } from "../generate/variations.js";
import { chooseMedia, exampleBody, fixedPlaces, requestWithoutBody, withBody } from "./base-request.js";
import { NOTHING, type PlanContext, type Planned } from "./context.js";
import { segment } from "./example.js";
import { acceptance, onViolation } from "./invalid.js";
import { type Preparation, prepare, withPlaces } from "./prepare.js";

/** Random valid bodies of an operation in one run. */
const VALID = 20;
/** Bodies that single violations are made from, and how many from each. */
const BROKEN_BODIES = 5;
const BREAKS = 5;

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
    key: `${seed}\n${operation.id}`,
    count: VALID,
    fixed: fixedValues(context, operation, media),
  });
  const example = exampleBody(context, media);
  const valid = bodies.map((body) =>
    caseOf(context, operation, before, media, body, undefined, "valid", acceptance(operation, { body, example })),
  );
  const broken = bodies.slice(0, BROKEN_BODIES).flatMap((body) => brokenCases(context, operation, before, media, body));
  return { cases: unique([...valid, ...broken]), skipped: [] };
}

function brokenCases(context: PlanContext, operation: OperationView, before: Preparation, media: MediaView, body: Json): Case[] {
  const { description, validator, seed } = context;
  const variations = variationsOf({ description, validator, schema: media.schema!, bases: [body], onInvalid: operation.onInvalid });
  const invalid = variations.filter(({ valid, onInvalid }) => !valid && (onInvalid !== "unknown" || context.local));
  return pick(invalid, BREAKS, `${seed}\n${operation.id}\n${JSON.stringify(body)}`).map(
    ({ segments, keyword, variant, onInvalid, value }) => {
      const pointer = formatPointer(segments);
      const expect = onViolation(operation, onInvalid, { what: "schema", at: `/body${pointer}`, keyword });
      return caseOf(context, operation, before, media, value, segments, `invalid/#${pointer}/${keyword}/${segment(variant)}`, expect);
    },
  );
}

/** So many of a list, chosen by a key. */
function pick(all: readonly Variation[], count: number, key: string): Variation[] {
  const random = randomOf(key);
  const left = [...all];
  return Array.from({ length: Math.min(count, all.length) }, () => left.splice(random(left.length), 1)[0]!);
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
