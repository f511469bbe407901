import { GatehouseError, hasCode, type Where } from "./gatehouse-error.js";

/** The call was not finished in time. Whether the server carried it out is not known once `attempts` is above 0. */
export class DeadlineError extends GatehouseError {
  override readonly name = "DeadlineError";
  readonly code = "deadline";
  /** Milliseconds that the call had. */
  declare readonly deadline: number;

  constructor(where: Where & { readonly deadline: number }) {
    super(`${where.operation}: not finished after ${where.deadline} ms`, where);
  }
}

/** True for a `DeadlineError` of any client. */
export function isDeadlineError(error: unknown): error is DeadlineError {
  return hasCode(error, "deadline");
}
