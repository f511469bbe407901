import type { Description, ExampleView, Location, OperationView } from "@gatehouse/description";
import type { Case } from "../case.js";
import { baseRequest } from "./base-request.js";
import { CannotPlan, joined, type PlanContext, type Planned, successes } from "./context.js";
import { chooseMedia } from "./media-body.js";
import { paginationCursor } from "./pagination.js";
import { isSetOtherwise, withExample } from "./parameters.js";
import { prepare, preparedStep, withPlaces } from "./prepare.js";

/**
 * Every example of an operation must be accepted: the base request with each example of its body, in each media type that it has examples
 * for, and once more with each optional parameter that has an example.
 */
export function exampleCases(context: PlanContext, operation: OperationView): Planned {
  return joined([
    { cases: [...bodyExamples(context, operation), ...parameterExamples(context, operation)], skipped: [] },
    ...otherMedia(context, operation),
  ]);
}

function bodyExamples(context: PlanContext, operation: OperationView): Case[] {
  const media = operation.body && chooseMedia(operation.body.media);
  if (!media || media.examples.length === 0) return [bodyExample(context, operation, "default")];
  return media.examples.map((example) => bodyExample(context, operation, segment(example.name), { example }));
}

/** All other cases send the one media type that is chosen: these show that the server takes the others too. */
function otherMedia(context: PlanContext, operation: OperationView): Planned[] {
  const chosen = operation.body && chooseMedia(operation.body.media);
  const others = operation.body?.media.filter((media) => media !== chosen) ?? [];
  return others.map(({ type, examples }): Planned => {
    const place = segment(type);
    try {
      const cases = examples.map((example) =>
        bodyExample(context, operation, `${place}/${segment(example.name)}`, { example, media: type }),
      );
      return { cases, skipped: [] };
    } catch (error) {
      if (!(error instanceof CannotPlan)) throw error;
      const { reason, note } = error;
      return { cases: [], skipped: [{ case: `${operation.id}/example/${place}`, operation: operation.id, reason, note }] };
    }
  });
}

function bodyExample(
  context: PlanContext,
  operation: OperationView,
  variant: string,
  { example, media }: { readonly example?: ExampleView; readonly media?: string } = {},
): Case {
  const { description } = context;
  const { before, step } = preparedStep(context, operation, "call", {
    ...(example ? { example: example.name } : {}),
    ...(media === undefined ? {} : { media }),
  });
  return {
    id: `${operation.id}/example/${variant}`,
    operation: operation.id,
    kind: "example",
    account: context.accountFor(operation),
    steps: [...before, { ...step, request: withoutCredential(step.request) }],
    expect: { accept: true, statuses: successes(operation) },
    because: example ? exampleLocation(description, example) : description.locate(operation.node),
  };
}

function parameterExamples(context: PlanContext, operation: OperationView): Case[] {
  const cursor = paginationCursor(operation);
  return operation.parameters
    .filter((parameter) => !parameter.required && parameter.examples.length > 0 && !isSetOtherwise(parameter))
    .filter(({ name, in: place }) => `$request.${place}.${name}` !== cursor)
    .map((parameter) => {
      const before = prepare(context, operation, "call");
      const base = withPlaces(baseRequest(context, operation, { step: "call" }), before);
      return {
        id: `${operation.id}/example/${parameter.in}/${segment(parameter.name)}`,
        operation: operation.id,
        kind: "example",
        account: context.accountFor(operation),
        steps: [
          ...before.steps,
          {
            name: "call",
            operation: operation.id,
            request: withExample(context, operation, base, parameter),
          },
        ],
        expect: { accept: true, statuses: successes(operation) },
        because: exampleLocation(context.description, parameter.examples[0]!),
      };
    });
}

/** A name as one segment of a case id. */
export function segment(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}

function exampleLocation(description: Description, { holder, key }: ExampleView): Location {
  return description.locate(holder, key);
}

/** The judged step acts as the case's account. */
export function withoutCredential<T extends { readonly credential?: unknown }>({ credential: _, ...request }: T): Omit<T, "credential"> {
  return request;
}
