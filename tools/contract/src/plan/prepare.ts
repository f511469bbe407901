import { type Json, type OperationView, parseRuntimeExpression, type XPoll } from "@gatehouse/description";
import type { Step, Value, WireTemplate } from "../case.js";
import { valueAtPlace, withValueAt } from "../template/template.js";
import { literal } from "../template/value.js";
import { type BaseOptions, baseRequest } from "./base-request.js";
import type { PlanContext } from "./context.js";
import { parameterPlace, resourcePlace } from "./resource-place.js";

/** Steps that make the state that an operation needs, and what of their answers goes into its request. */
export interface Preparation {
  readonly steps: readonly Step[];
  readonly places: readonly (readonly [expression: string, value: Value])[];
}

const NOTHING: Preparation = { steps: [], places: [] };

/** A step with the steps that it needs before it. */
export interface PreparedStep {
  readonly before: readonly Step[];
  readonly step: Step;
}

/**
 * An operation's base request on state of its own. What destroys or uses up gets something made for it, along `x-poll`, `x-resource` and
 * links, never what was there before: so a second run finds the same server as the first. What only reads takes the examples' ids.
 *
 * @param name Name of the step; those before it are called `name.…`.
 */
export function preparedStep(
  context: PlanContext,
  operation: OperationView,
  name: string,
  options: Omit<BaseOptions, "step"> = {},
): PreparedStep {
  return prepared(context, operation, name, options, []);
}

/** The preparation alone. */
export function prepare(context: PlanContext, operation: OperationView, name: string): Preparation {
  return preparation(context, operation, name, []);
}

/** A template with a preparation's values in their places. */
export function withPlaces(template: WireTemplate, { places }: Preparation): WireTemplate {
  return places.reduce((filled, [expression, value]) => withValueAt(filled, expression, value), template);
}

/** The steps that wait until the job has ended that a step started; none where it starts none. */
export function waitingSteps(context: PlanContext, operation: OperationView, name: string): readonly Step[] {
  const { poll } = operation;
  if (!poll) return [];
  const status = context.description.operation(poll.status.operationId);
  const request = withValueAt(baseRequest(context, status, { step: `${name}.status` }), poll.status.id, fromAnswer(name, poll.id));
  return [stepOf(context, status, `${name}.status`, request, untilDone(poll))];
}

/** A value of a step's answer. @throws {TypeError} for an expression that is no place in the body of an answer. */
export function fromAnswer(step: string, expression: string): Value {
  const place = parseRuntimeExpression(expression);
  if (place?.source !== "response" || place.place !== "body")
    throw new TypeError(`names no place in the body of an answer – ${expression}`);
  return { $from: `${step}#${place.pointer}` };
}

/** The operation that makes a resource; of several, the first that is not deprecated. */
export function creatorOf({ description }: PlanContext, resource: string): OperationView | undefined {
  const creators = description.operations.filter(
    ({ resource: made }) => made?.name === resource && made.role === "create" && made.id !== undefined,
  );
  return creators.find(({ deprecated }) => !deprecated) ?? creators[0];
}

/** Steps that make a resource, and its id. */
export function makeResource(
  context: PlanContext,
  creator: OperationView,
  name: string,
): { readonly steps: readonly Step[]; readonly id: Value } {
  return made(context, creator, name, []);
}

type Path = readonly OperationView[];

function prepared(
  context: PlanContext,
  operation: OperationView,
  name: string,
  options: Omit<BaseOptions, "step">,
  path: Path,
): PreparedStep {
  const before = preparation(context, operation, name, path);
  const request = withPlaces(baseRequest(context, operation, { step: name, ...options }), before);
  return { before: before.steps, step: stepOf(context, operation, name, request) };
}

function preparation(context: PlanContext, operation: OperationView, name: string, path: Path): Preparation {
  // A circle cannot be prepared: what closes it takes the example's id.
  if (path.includes(operation)) return NOTHING;
  const next = [...path, operation];
  return (
    ofJob(context, operation, name, next) ?? ofResource(context, operation, name, next) ?? ofLink(context, operation, name, next) ?? NOTHING
  );
}

/** The status and the result of a job need a job of their own. */
function ofJob(context: PlanContext, operation: OperationView, name: string, path: Path): Preparation | undefined {
  for (const start of context.description.operations) {
    const { poll } = start;
    if (!poll || start === operation) continue;
    const isResult = poll.result.operationId === operation.id;
    if (!isResult && poll.status.operationId !== operation.id) continue;
    const job = `${name}.start`;
    const { before, step } = prepared(context, start, job, {}, path);
    return {
      steps: [...before, step, ...(isResult ? waitingSteps(context, start, job) : [])],
      places: [[isResult ? poll.result.id : poll.status.id, fromAnswer(job, poll.id)]],
    };
  }
  return undefined;
}

/** What changes a resource gets one of its own; where it cannot be made alone, one in a parent of its own. */
function ofResource(context: PlanContext, operation: OperationView, name: string, path: Path): Preparation | undefined {
  const { resource } = operation;
  if (!resource || ["create", "read", "list"].includes(resource.role)) return undefined;
  for (const wanted of [resource.name, ...(resource.parent === undefined ? [] : [resource.parent])]) {
    const creator = creatorOf(context, wanted);
    const place = resourcePlace(context.description, operation, wanted);
    if (!creator || place === undefined || path.includes(creator)) continue;
    const example = wanted === resource.name ? resource.example : undefined;
    const { steps, id } = made(context, creator, `${name}.make`, path, example);
    const own: Preparation = { steps, places: [[place, id]] };
    return resource.role === "unlink" ? withLink(context, own, resource.name, id, name) : own;
  }
  return resource.role === "unlink" ? linkedFirst(context, operation, name) : undefined;
}

/** The operation that links a resource to something. */
function linkerOf({ description }: PlanContext, resource: string): OperationView | undefined {
  return description.operations.find(({ resource: other }) => other?.name === resource && other.role === "link");
}

/** What no operation makes, such as an entry of a catalogue, is there; linked it is only when this has linked it. */
function linkedFirst(context: PlanContext, operation: OperationView, name: string): Preparation | undefined {
  const link = linkerOf(context, operation.resource!.name);
  if (!link) return undefined;
  const { pathValues: taken } = baseRequest(context, operation, { step: name });
  const request = baseRequest(context, link, { step: `${name}.link` });
  const shared = Object.entries(taken ?? {}).filter(([key]) => request.pathValues && Object.hasOwn(request.pathValues, key));
  const same = { ...request, pathValues: { ...request.pathValues, ...Object.fromEntries(shared) } };
  return { steps: [stepOf(context, link, `${name}.link`, same)], places: [] };
}

/** What is to be taken off must first be put on. */
function withLink(context: PlanContext, own: Preparation, resource: string, id: Value, name: string): Preparation {
  const link = linkerOf(context, resource);
  if (!link?.resource?.id) return own;
  const request = withValueAt(baseRequest(context, link, { step: `${name}.link` }), link.resource.id, id);
  return { ...own, steps: [...own.steps, stepOf(context, link, `${name}.link`, request)] };
}

function made(
  context: PlanContext,
  creator: OperationView,
  name: string,
  path: Path,
  example?: string,
): { readonly steps: readonly Step[]; readonly id: Value } {
  const { before, step } = prepared(context, creator, name, example === undefined ? {} : { example }, path);
  const waiting = waitingSteps(context, creator, name);
  const id = creator.resource!.id!;
  const { poll } = creator;
  // A job that is itself the resource has its id in the answer that started it; what a job makes has it in the job's result.
  if (!poll || id === poll.id) return { steps: [...before, step, ...waiting], id: fromAnswer(name, id) };
  const result = context.description.operation(poll.result.operationId);
  const request = withValueAt(baseRequest(context, result, { step: `${name}.result` }), poll.result.id, fromAnswer(name, poll.id));
  return { steps: [...before, step, ...waiting, stepOf(context, result, `${name}.result`, request)], id: fromAnswer(`${name}.result`, id) };
}

/** Without `x-resource`: a link from what makes something to what is not safe to call on something that was there. */
function ofLink(context: PlanContext, operation: OperationView, name: string, path: Path): Preparation | undefined {
  if (operation.retry === "safe" || operation.resource) return undefined;
  for (const source of context.description.operations) {
    if (source.retry === "safe" || path.includes(source)) continue;
    const link = source.responses.flatMap(({ links }) => links).find(({ operationId }) => operationId === operation.id);
    if (!link || !Object.values(link.parameters).some((value) => String(value).startsWith("$response."))) continue;
    const { before, step } = prepared(context, source, `${name}.make`, {}, path);
    const places = linkPlaces(operation, link.parameters, step);
    if (places.length === 0) continue;
    return { steps: [...before, step, ...waitingSteps(context, source, `${name}.make`)], places };
  }
  return undefined;
}

/** What a link's parameters put where: values of the step's answer, of its request, or constants. */
export function linkPlaces(
  target: OperationView,
  parameters: Readonly<Record<string, Json>>,
  step: Step,
): readonly (readonly [expression: string, value: Value])[] {
  return Object.entries(parameters).flatMap(([key, expression]): (readonly [string, Value])[] => {
    const place = parameterPlace(target, key);
    const value = linkValue(expression, step);
    return place === undefined || value === undefined ? [] : [[place, value]];
  });
}

function linkValue(expression: Json, step: Step): Value | undefined {
  const place = typeof expression === "string" ? parseRuntimeExpression(expression) : undefined;
  if (!place) return literal(expression);
  if (place.source === "response" && place.place === "body") return { $from: `${step.name}#${place.pointer}` };
  return place.source === "request" ? valueAtPlace(step.request, expression as string) : undefined;
}

function untilDone(poll: XPoll): NonNullable<Step["until"]> {
  const place = parseRuntimeExpression(poll.status.state);
  const pointer = place?.source === "response" && place.place === "body" ? place.pointer : "";
  return { pointer, values: poll.done, failed: poll.failed };
}

/** What prepares acts as the account that may do it, whoever the case is about. */
function stepOf(context: PlanContext, operation: OperationView, name: string, request: WireTemplate, until?: Step["until"]): Step {
  const account = context.accountFor(operation);
  return {
    name,
    operation: operation.id,
    request: operation.security.length === 0 ? request : { ...request, credential: { account } },
    ...(until === undefined ? {} : { until }),
  };
}
