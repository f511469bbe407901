import { GatehouseError, hasCode, type Where } from "./gatehouse-error.js";

/** No answer came, or it broke off. */
export class ConnectionError extends GatehouseError {
  override readonly name = "ConnectionError";
  readonly code = "connection";
  /** Host (and port) that was called. */
  declare readonly host: string;
  /** The platform's code where it gives one: `ECONNREFUSED`, `ENOTFOUND`, `CERT_HAS_EXPIRED`. */
  declare readonly reason: string | undefined;

  constructor(where: Where & { readonly host: string; readonly reason: string | undefined }, options?: ErrorOptions) {
    super(`${where.operation}: no whole answer from ${where.host}${where.reason ? ` (${where.reason})` : ""}`, where, options);
  }
}

/** True for a `ConnectionError` of any client. */
export function isConnectionError(error: unknown): error is ConnectionError {
  return hasCode(error, "connection");
}
