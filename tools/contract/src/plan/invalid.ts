import { isDeepStrictEqual } from "node:util";
import { formatPointer, type Json, type OperationView, valueAt, type XLaw, type XOnInvalid } from "@gatehouse/description";
import type { Expectation, Violation } from "../case.js";
import { UNKNOWN_PROPERTY } from "../generate/edges.js";
import { declared, successes } from "./context.js";

/** A body that is valid by its schema, and how it came about. */
export interface ValidBody {
  readonly body: Json;
  /** The example that the server has to accept: what the body shares with it, no law refuses. */
  readonly example: Json;
  /** The one place that was varied; undefined where all of it is new. Values under the law `unique` are made fresh everywhere else. */
  readonly varied?: readonly string[] | undefined;
}

/**
 * What must come of a request that is valid by its schema: success, or what a law says that looks at a value which the example does not
 * have. A law that does not say what it looks at may refuse anything.
 */
export function acceptance(operation: OperationView, sent?: ValidBody): Expectation {
  const refusing = operation.laws.flatMap((law) => {
    const status = statusOf(law);
    return status !== undefined && mayRefuse(law, sent) ? [status] : [];
  });
  return { accept: true, statuses: [...new Set([...successes(operation), ...refusing])] };
}

function mayRefuse(law: XLaw, sent: ValidBody | undefined): boolean {
  if (law.law === "unique") {
    const varied = sent?.varied && `${formatPointer(sent.varied)}/`;
    return varied !== undefined && (`${law.property}/`.startsWith(varied) || varied.startsWith(`${law.property}/`));
  }
  if (law.law !== "quota" && law.law !== "state") return false;
  if (law.at === undefined) return true;
  return law.at.some((place) => {
    const value = sent && valueAt(sent.body, place);
    return value !== undefined && !isDeepStrictEqual(value, valueAt(sent!.example, place));
  });
}

/** The place that a violation is about: of a property too much that property, so that the others are as they must be. */
export function placeOf(segments: readonly string[], keyword: string): readonly string[] {
  return /^(additional|unevaluated)Properties$/.test(keyword) ? [...segments, UNKNOWN_PROPERTY] : segments;
}

/** The status that a law answers a valid request with. */
function statusOf(law: XLaw): number | undefined {
  return law.law === "quota" || law.law === "state" || law.law === "unique" ? law.status : undefined;
}

/** Refusals that say something of the caller, not of the request. */
const OF_THE_CALLER: ReadonlySet<number> = new Set([401, 403, 407, 429]);

/**
 * What must come of a request with one violation, by what `x-on-invalid` says of its place. What is ignored there leaves a request that is
 * valid otherwise, which laws may refuse.
 */
export function onViolation(operation: OperationView, onInvalid: XOnInvalid, violation: Violation, sent?: ValidBody): Expectation {
  if (onInvalid === "unknown") return { accept: "either" };
  if (onInvalid !== "refuse") return acceptance(operation, sent);
  return { accept: false, statuses: refusals(operation), violation };
}

/** The declared refusals of a request that is not valid; where there are none, the standard's. */
function refusals(operation: OperationView): readonly (number | string)[] {
  const all = declared(operation, (status) => status >= 400 && status < 500);
  const ofRequest = all.filter((status) => typeof status !== "number" || !OF_THE_CALLER.has(status));
  // What a law answers with is about something else, unless it is the usual answer to a bad request.
  const ofLaws = operation.laws.map(statusOf).filter((status) => status !== 400 && status !== 422);
  const ofSchema = ofRequest.filter((status) => !ofLaws.includes(status as number));
  return [ofSchema, ofRequest, all].find((statuses) => statuses.length > 0) ?? [400, 422];
}
