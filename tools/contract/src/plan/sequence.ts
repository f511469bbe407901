import type { OperationView, XLaw } from "@gatehouse/description";
import { parsePointer, parseRuntimeExpression } from "@gatehouse/description";
import type { Case, Expectation, Step, WireTemplate } from "../case.js";
import { bodyJson, valueAtPlace, withValueAt, withValueIn } from "../template/template.js";
import { baseRequest } from "./base-request.js";
import { joined, lawLocation, NOTHING, type PlanContext, type Planned, successes } from "./context.js";
import { withoutCredential } from "./example.js";
import { linkCases } from "./link.js";
import { fromAnswer, makeResource, preparedStep, waitingSteps } from "./prepare.js";
import { resourcePlace } from "./resource-place.js";

/** What `x-laws` and links say of several calls in a row. */
export function sequenceCases(context: PlanContext, operation: OperationView): Planned {
  const ofLaws = operation.laws.map((law): Planned => {
    switch (law.law) {
      case "gone-after-delete":
        return goneAfterDelete(context, operation, law);
      case "readable-once":
        return { cases: [readableOnce(context, operation, law)], skipped: [] };
      case "unique":
        return { cases: unique(context, operation, law), skipped: [] };
      case "round-trip":
        return roundTrip(context, operation, law);
      case "child-follows-parent":
        return unplanned(operation, `child-follows-parent/${law.child}`, "the law says no status that the children are answered with");
      default:
        // A quota and a state are no sequence: their statuses are what other cases may be answered with.
        return NOTHING;
    }
  });
  return joined([...ofLaws, { cases: [...tooEarly(context, operation), ...linkCases(context, operation)], skipped: [] }]);
}

function goneAfterDelete(context: PlanContext, operation: OperationView, law: Extract<XLaw, { law: "gone-after-delete" }>): Planned {
  const { before, step } = preparedStep(context, operation, "delete");
  const waiting = waitingSteps(context, operation, "delete");
  const planned = law.reads.map((id): Planned => {
    const read = context.description.operation(id);
    const variant = `gone-after-delete/${id}`;
    const isList = read.resource?.role === "list" && read.resource.name === operation.resource?.name;
    const request = isList ? baseRequest(context, read, { step: "read" }) : withSameObject(context, operation, step.request, read);
    if (!request)
      return unplanned(operation, variant, `neither x-resource nor a link says where ${id} takes the id of what ${operation.id} deletes`);
    const expect: Expectation = isList
      ? { accept: true, statuses: successes(read), ...disclosing(operation, step) }
      : { accept: false, statuses: [law.status], violation: { what: "gone" } };
    const steps = [...before, step, ...waiting, { name: "read", operation: id, request }];
    return { cases: [lawCase(context, operation, law, { variant, judged: read, steps, expect })], skipped: [] };
  });
  return joined(planned);
}

/** The id that a list must not hold any more. */
function disclosing(operation: OperationView, step: Step): { readonly without?: string } {
  const id = operation.resource?.id && valueAtPlace(step.request, operation.resource.id);
  return typeof id === "object" && id !== null && "$from" in id ? { without: String(id.$from) } : {};
}

function roundTrip(context: PlanContext, operation: OperationView, law: Extract<XLaw, { law: "round-trip" }>): Planned {
  const read = context.description.operation(law.read);
  const variant = `round-trip/${law.read}`;
  const { steps, request } =
    operation.resource?.role === "create" ? afterCreate(context, operation, read) : afterUpdate(context, operation, read);
  if (!request)
    return unplanned(
      operation,
      variant,
      `neither x-resource nor a link says where ${law.read} takes the id of what ${operation.id} writes`,
    );
  const expect: Expectation = { accept: true, statuses: successes(read), roundTrip: { written: "write", except: law.except ?? [] } };
  const all = [...steps, { name: "read", operation: law.read, request }];
  return { cases: [lawCase(context, operation, law, { variant, judged: read, steps: all, expect })], skipped: [] };
}

interface Written {
  readonly steps: readonly Step[];
  readonly request: WireTemplate | undefined;
}

function afterCreate(context: PlanContext, operation: OperationView, read: OperationView): Written {
  const { steps, id } = makeResource(context, operation, "write");
  const place = resourcePlace(context.description, read, operation.resource!.name);
  const request = place === undefined ? undefined : withValueAt(baseRequest(context, read, { step: "read" }), place, id);
  return { steps, request };
}

function afterUpdate(context: PlanContext, operation: OperationView, read: OperationView): Written {
  const { before, step } = preparedStep(context, operation, "write");
  return {
    steps: [...before, step, ...waitingSteps(context, operation, "write")],
    request: withSameObject(context, operation, step.request, read),
  };
}

/** A read of the object that a request was about: its id, and its parent's, in the places where the read has them. */
function withSameObject(
  context: PlanContext,
  operation: OperationView,
  request: WireTemplate,
  read: OperationView,
): WireTemplate | undefined {
  if (read === operation) return withoutCredential(request);
  const { description } = context;
  const { resource } = operation;
  if (!resource) return undefined;
  let result: WireTemplate | undefined;
  for (const name of [resource.name, ...(resource.parent === undefined ? [] : [resource.parent])]) {
    const from = resourcePlace(description, operation, name);
    const to = resourcePlace(description, read, name) ?? (name === resource.name ? sameName(operation, read) : undefined);
    const id = from === undefined ? undefined : valueAtPlace(request, from);
    if (to !== undefined && id !== undefined) result = withValueAt(result ?? baseRequest(context, read, { step: "read" }), to, id);
  }
  return result;
}

/** A parameter of the same name in the same place, where the path says nothing else. */
function sameName(operation: OperationView, read: OperationView): string | undefined {
  const id = operation.resource?.id && parseRuntimeExpression(operation.resource.id);
  if (id?.source !== "request" || id.place === "body") return undefined;
  return read.parameters.some((parameter) => parameter.in === id.place && parameter.name === id.name)
    ? `$request.${id.place}.${id.name}`
    : undefined;
}

function unplanned(operation: OperationView, variant: string, note: string): Planned {
  return {
    cases: [],
    skipped: [{ case: `${operation.id}/sequence/${variant}`, operation: operation.id, reason: "not-expressible", note }],
  };
}

function readableOnce(context: PlanContext, operation: OperationView, law: Extract<XLaw, { law: "readable-once" }>): Case {
  const { before, step } = preparedStep(context, operation, "first");
  return lawCase(context, operation, law, {
    variant: "readable-once",
    judged: operation,
    steps: [...before, step, { ...step, name: "second", request: withoutCredential(step.request) }],
    expect: { accept: false, statuses: [law.then], violation: { what: "once" } },
  });
}

function unique(context: PlanContext, operation: OperationView, law: Extract<XLaw, { law: "unique" }>): Case[] {
  const first = preparedStep(context, operation, "first");
  const segments = parsePointer(law.property);
  const value = valueAtPlace(first.step.request, `$request.body#${law.property}`);
  // An example without the property says nothing of it.
  if (value === undefined) return [];
  const second = preparedStep(context, operation, "second");
  const request = { ...second.step.request, body: { json: withValueIn(bodyJson(second.step.request), segments, value) } };
  return [
    lawCase(context, operation, law, {
      variant: `unique${law.property}`,
      judged: operation,
      steps: [
        ...first.before,
        first.step,
        ...waitingSteps(context, operation, "first"),
        ...second.before,
        { ...second.step, request: withoutCredential(request) },
      ],
      expect: { accept: false, statuses: [law.status], violation: { what: "unique" } },
    }),
  ];
}

/** A job's result is not there before the job has ended, where a law of state says so. A job that has ended at once says nothing of it. */
function tooEarly(context: PlanContext, operation: OperationView): Case[] {
  const law = operation.laws.find((one) => one.law === "state");
  const start = context.description.operations.find(({ poll }) => poll?.result.operationId === operation.id);
  if (!start?.poll || law?.law !== "state") return [];
  const { before, step } = preparedStep(context, start, "start");
  const [look] = waitingSteps(context, start, "start");
  const { until, ...once } = look!;
  const waiting: Step = { ...once, unless: { pointer: until!.pointer, values: [...until!.values, ...until!.failed] } };
  const request = withValueAt(baseRequest(context, operation, { step: "call" }), start.poll.result.id, fromAnswer("start", start.poll.id));
  const expect: Expectation = { accept: false, statuses: stateStatuses(operation), violation: { what: "state" } };
  const steps = [...before, step, waiting, { name: "call", operation: operation.id, request }];
  return [{ ...lawCase(context, operation, law, { variant: "too-early", judged: operation, steps, expect }), ifThere: true }];
}

function stateStatuses({ laws }: OperationView): readonly number[] {
  return laws.flatMap((law) => (law.law === "state" ? [law.status] : []));
}

function lawCase(
  context: PlanContext,
  operation: OperationView,
  law: XLaw,
  given: { readonly variant: string; readonly judged: OperationView; readonly steps: readonly Step[]; readonly expect: Expectation },
): Case {
  return {
    id: `${operation.id}/sequence/${given.variant}`,
    operation: given.judged.id,
    kind: "sequence",
    account: context.accountFor(given.judged),
    steps: given.steps,
    expect: given.expect,
    because: lawLocation(context.description, operation, law),
  };
}
