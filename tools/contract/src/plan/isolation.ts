import type { OperationView } from "@gatehouse/description";
import type { Case, Expectation, Step, Value } from "../case.js";
import { withValueAt } from "../template/template.js";
import { baseRequest } from "./base-request.js";
import { declared, NOTHING, type PlanContext, type Planned, successes } from "./context.js";
import { withoutCredential } from "./example.js";
import { creatorOf, makeResource, preparedStep } from "./prepare.js";
import { resourcePlace } from "./resource-place.js";

/**
 * What belongs to one is not there for another: an object is answered as `x-access` says of foreign ones, and a list does not name it.
 * Acts as the account whose `use` is `foreign`.
 */
export function isolationCases(context: PlanContext, operation: OperationView): Planned {
  const { config, settings } = context;
  const { access, resource } = operation;
  if (access?.confinedTo === undefined || access.foreign === undefined) return NOTHING;
  const account = Object.keys(config.accounts).find((name) => config.accounts[name]!.use === "foreign");
  const id = `${operation.id}/isolation/foreign`;
  const missing = account === undefined ? ["an account with use: foreign"] : settings.missing(account);
  if (account === undefined || missing.length > 0) {
    return {
      cases: [],
      skipped: [
        { case: id, operation: operation.id, reason: "needs-secret", note: `contract.yaml or the environment lacks ${missing.join(", ")}` },
      ],
    };
  }
  const one = resource?.role === "list" ? listCase(context, operation, account, id) : objectCase(context, operation, account, id);
  return one ? { cases: [one], skipped: [] } : NOTHING;
}

function objectCase(context: PlanContext, operation: OperationView, account: string, id: string): Case | undefined {
  if (!operation.parameters.some((parameter) => parameter.in === "path") && !operation.resource?.id?.startsWith("$request."))
    return undefined;
  const { before, step } = preparedStep(context, operation, "call");
  return caseOf(context, operation, account, id, [...before, { ...step, request: withoutCredential(step.request) }], refusal(operation));
}

/** Whatever the list is given, what somebody else has just made must not be in it. */
function listCase(context: PlanContext, operation: OperationView, account: string, id: string): Case | undefined {
  const name = operation.resource!.name;
  const parent = operation.resource!.parent;
  const place = parent === undefined ? undefined : resourcePlace(context.description, operation, parent);
  const parentCreator = place === undefined ? undefined : creatorOf(context, parent!);
  // A list inside somebody else's object is that object's business.
  if (parentCreator && place !== undefined) {
    const { steps, id: made } = makeResource(context, parentCreator, "call.make");
    const request = withValueAt(baseRequest(context, operation, { step: "call" }), place, made);
    return caseOf(context, operation, account, id, [...steps, { name: "call", operation: operation.id, request }], refusal(operation));
  }
  if (place !== undefined) return objectCase(context, operation, account, id);
  const creator = creatorOf(context, name);
  if (!creator) return undefined;
  const { steps, id: made } = makeResource(context, creator, "call.make");
  const request = baseRequest(context, operation, { step: "call" });
  return caseOf(context, operation, account, id, [...steps, { name: "call", operation: operation.id, request }], {
    accept: true,
    statuses: successes(operation),
    without: reference(made),
  });
}

function reference(value: Value): string {
  return (value as { readonly $from: string }).$from;
}

function refusal(operation: OperationView): Expectation {
  const { foreign } = operation.access!;
  // As if it were not there.
  const status = foreign === "as-missing" ? 404 : foreign!;
  const statuses = declared(operation, (one) => one === status);
  return { accept: false, statuses: statuses.length > 0 ? statuses : [status], violation: { what: "foreign" } };
}

function caseOf(
  context: PlanContext,
  operation: OperationView,
  account: string,
  id: string,
  steps: readonly Step[],
  expect: Expectation,
): Case {
  return {
    id,
    operation: operation.id,
    kind: "isolation",
    account,
    steps,
    expect,
    because: context.description.locate(operation.node, "x-access"),
  };
}
