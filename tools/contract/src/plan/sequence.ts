import type { OperationView, XLaw } from "@gatehouse/description";
import { parsePointer, parseRuntimeExpression } from "@gatehouse/description";
import type { Case, Step, Violation } from "../case.js";
import { bodyJson, valueAtPlace, withValueAt, withValueIn } from "../template/template.js";
import { baseRequest } from "./base-request.js";
import { joined, lawLocation, NOTHING, type PlanContext, type Planned, successes } from "./context.js";
import { segment, withoutCredential } from "./example.js";
import { linkPlaces, prepare, preparedStep, waitingSteps, withPlaces } from "./prepare.js";
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
      default:
        return NOTHING;
    }
  });
  return joined([...ofLaws, { cases: linkCases(context, operation), skipped: [] }]);
}

function goneAfterDelete(context: PlanContext, operation: OperationView, law: Extract<XLaw, { law: "gone-after-delete" }>): Planned {
  const { before, step } = preparedStep(context, operation, "delete");
  const waiting = waitingSteps(context, operation, "delete");
  const planned = law.reads.map((id): Planned => {
    const name = `${operation.id}/sequence/gone-after-delete/${id}`;
    const read = context.description.operation(id);
    const request = withSameObject(context, operation, step, read);
    if (!request) {
      const note = `neither x-resource nor a link says where ${id} takes the id of what ${operation.id} deletes`;
      return { cases: [], skipped: [{ case: name, operation: id, reason: "not-expressible", note }] };
    }
    const steps = [...before, step, ...waiting, { name: "read", operation: id, request }];
    return { cases: [lawCase(context, operation, law, { id: name, judged: read, steps, status: law.status, what: "gone" })], skipped: [] };
  });
  return joined(planned);
}

/** A read of the object that a step was about: the same id in the place where the read has it. */
function withSameObject(context: PlanContext, operation: OperationView, step: Step, read: OperationView): Step["request"] | undefined {
  if (read === operation) return withoutCredential(step.request);
  const { resource } = operation;
  const id = resource?.id && valueAtPlace(step.request, resource.id);
  const place = resource && (resourcePlace(context.description, read, resource.name) ?? sameName(operation, read));
  return id === undefined || place === undefined ? undefined : withValueAt(baseRequest(context, read, { step: "read" }), place, id);
}

/** A parameter of the same name in the same place, where the path says nothing else. */
function sameName(operation: OperationView, read: OperationView): string | undefined {
  const id = operation.resource?.id && parseRuntimeExpression(operation.resource.id);
  if (id?.source !== "request" || id.place === "body") return undefined;
  return read.parameters.some((parameter) => parameter.in === id.place && parameter.name === id.name)
    ? `$request.${id.place}.${id.name}`
    : undefined;
}

function readableOnce(context: PlanContext, operation: OperationView, law: Extract<XLaw, { law: "readable-once" }>): Case {
  const { before, step } = preparedStep(context, operation, "first");
  return lawCase(context, operation, law, {
    id: `${operation.id}/sequence/readable-once`,
    judged: operation,
    steps: [...before, step, { ...step, name: "second", request: withoutCredential(step.request) }],
    status: law.then,
    what: "once",
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
      id: `${operation.id}/sequence/unique/${law.property}`.replace("unique//", "unique/"),
      judged: operation,
      steps: [
        ...first.before,
        first.step,
        ...waitingSteps(context, operation, "first"),
        ...second.before,
        { ...second.step, request: withoutCredential(request) },
      ],
      status: law.status,
      what: "unique",
    }),
  ];
}

/** What an answer's link leads to must accept what the answer gave. */
function linkCases(context: PlanContext, operation: OperationView): Case[] {
  return operation.responses
    .filter(({ status }) => typeof status === "number" && status >= 200 && status < 300)
    .flatMap(({ links }) => links)
    .flatMap((link): Case[] => {
      if (link.operationId === "") return [];
      const target = context.description.operation(link.operationId);
      const own = prepare(context, target, "call");
      // Where the target is only ever prepared through this operation, its example is this case already.
      if (own.steps.some((step) => step.operation === operation.id)) return [];
      const { before, step } = preparedStep(context, operation, "from");
      // What was there before must not be changed or used up.
      if (target.retry !== "safe" && operation.resource?.role !== "create" && before.length === 0) return [];
      const places = linkPlaces(target, link.parameters, step);
      if (places.length === 0) return [];
      const request = withPlaces(baseRequest(context, target, { step: "call" }), { steps: [], places });
      return [
        {
          id: `${operation.id}/sequence/link/${segment(link.name)}`,
          operation: target.id,
          kind: "sequence",
          account: context.accountFor(target),
          steps: [...before, step, ...waitingSteps(context, operation, "from"), { name: "call", operation: target.id, request }],
          expect: { accept: true, statuses: successes(target) },
          because: context.description.locate(link.node),
        },
      ];
    });
}

function lawCase(
  context: PlanContext,
  operation: OperationView,
  law: XLaw,
  given: {
    readonly id: string;
    readonly judged: OperationView;
    readonly steps: readonly Step[];
    readonly status: number;
    readonly what: Violation["what"];
  },
): Case {
  return {
    id: given.id,
    operation: given.judged.id,
    kind: "sequence",
    account: context.accountFor(given.judged),
    steps: given.steps,
    expect: { accept: false, statuses: [given.status], violation: { what: given.what } },
    because: lawLocation(context.description, operation, law),
  };
}
