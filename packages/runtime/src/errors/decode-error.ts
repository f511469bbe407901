import { GatehouseError, hasCode, type Where } from "./gatehouse-error.js";

/** The answer's body is not what its status and the description promise: another media type, broken JSON, a body where none is declared. */
export class DecodeError extends GatehouseError {
  override readonly name = "DecodeError";
  readonly code = "decode";
  declare readonly status: number;

  constructor(where: Where & { readonly status: number }, why: string) {
    super(`${where.operation}: ${where.status} ${why}`, where);
  }
}

/** True for a `DecodeError` of any client. */
export function isDecodeError(error: unknown): error is DecodeError {
  return hasCode(error, "decode");
}
