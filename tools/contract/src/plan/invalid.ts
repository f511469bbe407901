import type { OperationView, XOnInvalid } from "@gatehouse/description";
import type { Expectation, Violation } from "../case.js";
import { declared, successes } from "./context.js";

/** Statuses that a law gives for what the schema allows. */
export function lawStatuses({ laws }: OperationView): readonly number[] {
  return [...new Set(laws.flatMap((law) => (law.law === "quota" || law.law === "state" || law.law === "unique" ? [law.status] : [])))];
}

/** What must come of a request that is valid by its schema: success, or what a law says. */
export function acceptance(operation: OperationView): Expectation {
  return { accept: true, statuses: [...successes(operation), ...lawStatuses(operation)] };
}

/** Refusals that say something of the caller, not of the request. */
const OF_THE_CALLER: ReadonlySet<number> = new Set([401, 403, 407, 429]);

/** What must come of a request with one violation, by what `x-on-invalid` says of its place. */
export function onViolation(operation: OperationView, onInvalid: XOnInvalid, violation: Violation): Expectation {
  if (onInvalid === "unknown") return { accept: "either" };
  if (onInvalid !== "refuse") return acceptance(operation);
  return { accept: false, statuses: refusals(operation), violation };
}

/** The declared refusals of a request that is not valid; where there are none, the standard's. */
function refusals(operation: OperationView): readonly (number | string)[] {
  const all = declared(operation, (status) => status >= 400 && status < 500);
  const ofRequest = all.filter((status) => typeof status !== "number" || !OF_THE_CALLER.has(status));
  // What a law answers with is about something else, unless it is the usual answer to a bad request.
  const ofLaws = lawStatuses(operation).filter((status) => status !== 400 && status !== 422);
  const ofSchema = ofRequest.filter((status) => !ofLaws.includes(status as number));
  return [ofSchema, ofRequest, all].find((statuses) => statuses.length > 0) ?? [400, 422];
}
