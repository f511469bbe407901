import { GatehouseError, hasCode, type Where } from "./gatehouse-error.js";

/** No answer came, or it broke off. */
export class ConnectionError extends GatehouseError {
  override readonly name = "ConnectionError";
  readonly code = "connection";
  /** Host (and port) that was called. */
  readonly host: string;
  /** The platform's code where it gives one: `ECONNREFUSED`, `ENOTFOUND`, `CERT_HAS_EXPIRED`. */
  readonly reason: string | undefined;

  constructor(where: Where & { readonly host: string; readonly reason: string | undefined }, options?: ErrorOptions) {
    super(`${where.operation}: no whole answer from ${where.host}${where.reason ? ` (${where.reason})` : ""}`, where, options);
    this.host = where.host;
    this.reason = where.reason;
  }
}

/** True for a `ConnectionError` of any client. */
export function isConnectionError(error: unknown): error is ConnectionError {
  return hasCode(error, "connection");
}
