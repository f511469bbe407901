import { GatehouseError, hasCode, type Where } from "./gatehouse-error.js";

/**
 * The answer's body is not what its status and the description promise: another media type, broken JSON or UTF-8, a body where none is
 * declared, the body of an error with a status of success.
 */
export class DecodeError extends GatehouseError {
  override readonly name = "DecodeError";
  readonly code = "decode";
  declare readonly status: number;
  /** The beginning of the body, at most 200 characters, as far as it can be shown: structure, names and a few plain words. */
  declare readonly excerpt: string | undefined;

  constructor(where: Where & { readonly status: number; readonly excerpt?: string | undefined }, why: string) {
    super(`${where.operation}: ${where.status} ${why}`, where);
  }
}

/** True for a `DecodeError` of any client. */
export function isDecodeError(error: unknown): error is DecodeError {
  return hasCode(error, "decode");
}
