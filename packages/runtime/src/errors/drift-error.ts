import type { Drift } from "../validation/drift.js";
import { GatehouseError, hasCode, type Where } from "./gatehouse-error.js";

/** An answer is not what the description says. Thrown only by a client that was made with `validate: strict(…)`. */
export class DriftError extends GatehouseError {
  override readonly name = "DriftError";
  readonly code = "drift";
  declare readonly status: number;
  /** Every difference, in the order of the answer. */
  declare readonly drift: readonly Drift[];

  constructor(where: Where & { readonly status: number; readonly drift: readonly Drift[] }) {
    const shown = where.drift
      .slice(0, MOST_SHOWN)
      .map(({ kind, pointer, expected, found }) => `\n  ${pointer || "the body"}: ${kind}, expected ${expected}, found ${found}`);
    const more = where.drift.length > MOST_SHOWN ? `\n  and ${where.drift.length - MOST_SHOWN} more` : "";
    super(`${where.operation}: ${where.status} is not what the description says${shown.join("")}${more}`, where);
  }
}

const MOST_SHOWN = 5;

/** True for a `DriftError` of any client. */
export function isDriftError(error: unknown): error is DriftError {
  return hasCode(error, "drift");
}
