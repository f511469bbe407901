import type { ContractConfig, Description, Location, OperationView, SchemaValidator, UnreachedReason } from "@gatehouse/description";
import type { Case } from "../case.js";
import type { Settings } from "../send/settings.js";

/** What cases are planned from. */
export interface PlanContext {
  readonly description: Description;
  readonly config: ContractConfig;
  readonly settings: Settings;
  readonly validator: SchemaValidator;
  readonly seed: number;
  /** True for in-process and loopback targets. */
  readonly local: boolean;
  /** The account that the operation's cases act as. */
  accountFor(operation: OperationView): string;
}

/** A case that is not sent, and why. */
export interface Skipped {
  readonly case: string;
  readonly operation: string;
  readonly reason: UnreachedReason;
  readonly note: string;
}

/** What a planner gives: cases, and those that it knows of but cannot make. */
export interface Planned {
  readonly cases: readonly Case[];
  readonly skipped: readonly Skipped[];
}

export const NOTHING: Planned = { cases: [], skipped: [] };

/** Several plans as one. */
export function joined(planned: readonly Planned[]): Planned {
  return { cases: planned.flatMap(({ cases }) => cases), skipped: planned.flatMap(({ skipped }) => skipped) };
}

/** Makes the cases of one kind for one operation. */
export type Planner = (context: PlanContext, operation: OperationView) => Planned;

/** A request that cannot be made from the description. */
export class CannotPlan extends Error {
  override readonly name = "CannotPlan";

  constructor(
    readonly reason: UnreachedReason,
    readonly note: string,
  ) {
    super(note);
  }
}

/** The statuses that an operation declares as success, or the given ones out of those it declares. */
export function declared(operation: OperationView, fits: (status: number) => boolean): readonly (number | string)[] {
  return operation.responses.flatMap(({ status }) => (fits(typeof status === "number" ? status : rangeStart(status)) ? [status] : []));
}

/** 200–299; of an operation that declares none, what it declares below 400, else whatever it declares. */
export function successes(operation: OperationView): readonly (number | string)[] {
  const ways = [(status: number) => status >= 200 && status < 300, (status: number) => status > 0 && status < 400, () => true];
  return ways.map((fits) => declared(operation, fits)).find((found) => found.length > 0) ?? [];
}

/** `4XX` → 400; `default` → 0. */
function rangeStart(status: string): number {
  return /^[1-5]XX$/i.test(status) ? Number(status[0]) * 100 : 0;
}

/** Where a law stands. */
export function lawLocation(description: Description, operation: OperationView, law: object): Location {
  try {
    return description.locate(law);
  } catch {
    return description.locate(operation.node, "x-laws");
  }
}
