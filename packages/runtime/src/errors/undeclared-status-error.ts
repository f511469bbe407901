import { GatehouseError, hasCode, type Where } from "./gatehouse-error.js";

/**
 * The server answered with a status that the description does not declare for this operation: a proxy's 502, a redirect, a new 423.
 * It is in no operation's error union; that keeps an exhaustive `switch (error.status)` sound at run time.
 */
export class UndeclaredStatusError extends GatehouseError {
  override readonly name = "UndeclaredStatusError";
  readonly code = "undeclared_status";
  /** 0 where a browser hides the status of a redirect. */
  declare readonly status: number;

  constructor(where: Where & { readonly status: number }, why = "which the description of this operation does not declare") {
    super(`${where.operation}: the server answered ${where.status}, ${why}`, where);
  }
}

/** True for an `UndeclaredStatusError` of any client. */
export function isUndeclaredStatusError(error: unknown): error is UndeclaredStatusError {
  return hasCode(error, "undeclared_status");
}
