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
  /** The beginning of the body, at most 200 characters, as far as it can be shown: structure, names and a few plain words. */
  declare readonly excerpt: string | undefined;

  constructor(
    where: Where & { readonly status: number; readonly excerpt?: string | undefined },
    why = "which the description of this operation does not declare",
  ) {
    super(`${where.operation}: the server answered ${where.status}, ${why}`, where);
  }
}

/** True for an `UndeclaredStatusError` of any client. */
export function isUndeclaredStatusError(error: unknown): error is UndeclaredStatusError {
  return hasCode(error, "undeclared_status");
}
