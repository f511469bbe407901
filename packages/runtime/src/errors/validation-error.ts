import { type At, GatehouseError, hasCode } from "./gatehouse-error.js";

/** The input cannot be sent as the description says: a required body is missing, a value has no form on the wire. Thrown before anything is sent. */
export class ValidationError extends GatehouseError {
  override readonly name = "ValidationError";
  readonly code = "validation";
  /** Key of the input or option that is wrong. */
  declare readonly input: string;

  constructor(at: At & { readonly input: string }, why: string) {
    super(`${at.operation}: ${at.input} ${why}`, at);
  }
}

/** True for a `ValidationError` of any client. */
export function isValidationError(error: unknown): error is ValidationError {
  return hasCode(error, "validation");
}
