import { formatPointer, type Json, type Location, type MediaView, type OperationView, type ParameterView } from "@gatehouse/description";
import type { Case, Expectation, Violation, WireTemplate } from "../case.js";
import { seeded } from "../generate/seeded.js";
import { variationsOf } from "../generate/variations.js";
import { exampleBody, requestWithoutBody, withBody } from "./base-request.js";
import { fixedPlaces } from "./body-holes.js";
import { declared, joined, NOTHING, type PlanContext, type Planned, type Skipped } from "./context.js";
import { segment } from "./example.js";
import { acceptance, onViolation, placeOf } from "./invalid.js";
import { chooseMedia, isJsonType } from "./media-body.js";
import { cursorInBody, paginationCursor } from "./pagination.js";
import { exampleOf, isFixed, isSetOtherwise, withParameter } from "./parameters.js";
import { type Preparation, prepare, withPlaces } from "./prepare.js";

/** Every keyword of every schema of a request: at its edge it must be accepted, over it refused, each in one place of a valid request. */
export function boundaryCases(context: PlanContext, operation: OperationView): Planned {
  const before = prepare(context, operation, "call");
  const cursor = paginationCursor(operation);
  const parameters = operation.parameters.filter(
    (parameter) => !isSetOtherwise(parameter) && parameter.in !== "cookie" && `$request.${parameter.in}.${parameter.name}` !== cursor,
  );
  return joined([
    ...parameters.map((parameter) => parameterCases(context, operation, before, parameter)),
    bodyCases(context, operation, before),
  ]);
}

function parameterCases(context: PlanContext, operation: OperationView, before: Preparation, parameter: ParameterView): Planned {
  const { description, validator } = context;
  const place = `${parameter.in}/${segment(parameter.name)}`;
  const base = withBaseBody(context, operation, withPlaces(requestWithoutBody(context, operation, parameter), before));
  const planned: Planned[] = [];
  const add = (variant: string, request: WireTemplate, expect: Expectation, because: Location): void => {
    planned.push(caseOf(context, operation, before, `${place}/${variant}`, request, expect, because));
  };
  const violation = (keyword: string): Violation => ({ what: "schema", at: `/${place}`, keyword });
  if (parameter.required && parameter.in !== "path") {
    const because = description.locate(parameter.node, Object.hasOwn(parameter.node, "required") ? "required" : undefined);
    add("required/missing", base, onViolation(operation, parameter.onInvalid, violation("required")), because);
  }
  const bases = [exampleOf(context, parameter), ...parameter.examples.map(({ value }) => value)];
  const variations = variationsOf({ description, validator, schema: parameter.schema, bases, onInvalid: parameter.onInvalid, text: true });
  for (const variation of variations) {
    if (variation.segments.length > 0 || !canBeText(parameter, variation.value)) continue;
    const { keyword, variant, valid, node, onInvalid } = variation;
    if (valid && (isFixed(context, operation, parameter) || isId(parameter, keyword))) continue;
    const template =
      parameter.in === "path"
        ? { ...base, pathValues: { ...base.pathValues, [parameter.name]: variation.value } }
        : withParameter(base, parameter, variation.value);
    const expect = valid ? acceptance(operation) : onViolation(operation, onInvalid, violation(keyword));
    add(`${keyword}/${segment(variant)}`, template, expect, locate(context, node, keyword));
  }
  return joined(planned);
}

/** What is valid by its schema need not exist: in a path only the example's id does. */
function isId(parameter: ParameterView, keyword: string): boolean {
  return parameter.in === "path" && keyword !== "enum" && keyword !== "x-extensible-enum";
}

/** A path segment that is empty or a dot would lead to another path; a structure has no single text. */
function canBeText(parameter: ParameterView, value: Json): boolean {
  if (typeof value === "object") return false;
  return parameter.in !== "path" || !["", ".", ".."].includes(String(value));
}

function bodyCases(context: PlanContext, operation: OperationView, before: Preparation): Planned {
  const media = operation.body && chooseMedia(operation.body.media);
  if (!media?.schema) return NOTHING;
  const { description, validator } = context;
  const examples = media.examples.map(({ value }) => value);
  const first = exampleBody(context, media);
  const base = seeded(description, validator, media.schema, first, `${context.seed}\n${operation.id}`, fixedPlaces(context, operation));
  const request = withPlaces(requestWithoutBody(context, operation), before);
  const variations = variationsOf({
    description,
    validator,
    schema: media.schema,
    bases: [base, ...examples],
    onInvalid: operation.onInvalid,
  });
  const fixed = fixedPlaces(context, operation);
  const cursor = cursorInBody(operation);
  const known = variations.filter(({ segments, valid, keyword, variant }) => {
    if (!valid || (keyword === "optional" && variant === "absent")) return true;
    if (cursor && isBelow(segments, cursor)) return false;
    // What must exist, or is somebody's credential, cannot be another valid value.
    return keyword === "optional" || !fixed.some((place) => isBelow(segments, place));
  });
  const cases = known.map((variation) => {
    const { segments, keyword, variant, valid, node, onInvalid, value } = variation;
    const about = placeOf(segments, keyword);
    const template = withPlacesOf(withBody(context, operation, request, media, value, "call", about), before, about);
    const pointer = formatPointer(segments);
    const sent = { body: value, example: first, varied: about };
    const expect = valid
      ? acceptance(operation, sent)
      : onViolation(operation, onInvalid, { what: "schema", at: `/body${pointer}`, keyword }, sent);
    return caseOf(
      context,
      operation,
      before,
      `#${pointer}/${keyword}/${segment(variant)}`,
      template,
      expect,
      locate(context, node, keyword),
    );
  });
  return joined([...cases, ...wholeBodyCases(context, operation, before, media, base)]);
}

/** A body that is missing, is no JSON, or is in another media type. */
function wholeBodyCases(context: PlanContext, operation: OperationView, before: Preparation, media: MediaView, base: Json): Planned[] {
  const { description } = context;
  const { onInvalid } = operation;
  const body = operation.body!;
  // Where a preparation's values belong into the body, there would be one again.
  const places = before.places.filter(([place]) => !place.startsWith("$request.body"));
  const bare = withPlaces(requestWithoutBody(context, operation), { ...before, places });
  const planned: Planned[] = [];
  if (body.required) {
    const expect = onViolation(operation, onInvalid, { what: "schema", at: "/body", keyword: "required" });
    planned.push(caseOf(context, operation, before, "#/required/missing", bare, expect, description.locate(body.node, "required")));
  }
  if (!isJsonType(media.type)) return planned;
  const broken: WireTemplate = {
    ...bare,
    headers: [...bare.headers, ["content-type", media.type]],
    body: { text: `${JSON.stringify(base)},` },
  };
  const syntax = onViolation(operation, onInvalid, { what: "syntax", at: "/body" });
  planned.push(caseOf(context, operation, before, "#/syntax/broken", broken, syntax, description.locate(media.node)));
  if (!body.media.some(({ type }) => type.startsWith("text/") || type === "*/*")) {
    const other: WireTemplate = {
      ...bare,
      headers: [...bare.headers, ["content-type", "text/plain"]],
      body: { text: JSON.stringify(base) },
    };
    const type = onViolation(operation, onInvalid, { what: "media-type", at: "/body" });
    const unsupported = declared(operation, (status) => status === 415);
    const expect: Expectation = type.accept === false && unsupported.length > 0 ? { ...type, statuses: unsupported } : type;
    planned.push(caseOf(context, operation, before, "#/media-type/other", other, expect, description.locate(body.node, "content")));
  }
  return planned;
}

function isBelow(segments: readonly string[], place: readonly string[]): boolean {
  return place.every((name, index) => segments[index] === name);
}

/** A preparation's values belong into the body too, but not into the place that a case is about. */
function withPlacesOf(template: WireTemplate, { steps, places }: Preparation, varied: readonly string[]): WireTemplate {
  const about = `$request.body#${formatPointer(varied)}`;
  return withPlaces(template, {
    steps,
    places: places.filter(([place]) => place.startsWith("$request.body") && !place.startsWith(about) && !about.startsWith(place)),
  });
}

function withBaseBody(context: PlanContext, operation: OperationView, template: WireTemplate): WireTemplate {
  const media = operation.body && chooseMedia(operation.body.media);
  return media ? withBody(context, operation, template, media, exampleBody(context, media), "call") : template;
}

function caseOf(
  context: PlanContext,
  operation: OperationView,
  before: Preparation,
  variant: string,
  request: WireTemplate,
  expect: Expectation,
  because: Location,
): Planned {
  const id = `${operation.id}/boundary/${variant}`;
  if (expect.accept === "either" && !context.local) {
    const skipped: Skipped = {
      case: id,
      operation: operation.id,
      reason: "held-back",
      note: "nobody knows what the server does with it, so it is sent to local targets only",
    };
    return { cases: [], skipped: [skipped] };
  }
  const one: Case = {
    id,
    operation: operation.id,
    kind: "boundary",
    account: context.accountFor(operation),
    steps: [...before.steps, { name: "call", operation: operation.id, request }],
    expect,
    because,
  };
  return { cases: [one], skipped: [] };
}

function locate({ description }: PlanContext, node: Parameters<PlanContext["description"]["locate"]>[0], keyword: string): Location {
  return description.locate(node, Object.hasOwn(node, keyword) ? keyword : undefined);
}
