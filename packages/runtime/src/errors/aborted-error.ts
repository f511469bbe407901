import { GatehouseError, hasCode, type Where } from "./gatehouse-error.js";

/** The caller's signal aborted the call; `cause` is the signal's reason. */
export class AbortedError extends GatehouseError {
  override readonly name = "AbortedError";
  readonly code = "aborted";

  constructor(where: Where, options?: ErrorOptions) {
    super(`${where.operation}: aborted by the caller`, where, options);
  }
}

/** True for an `AbortedError` of any client. */
export function isAbortedError(error: unknown): error is AbortedError {
  return hasCode(error, "aborted");
}
