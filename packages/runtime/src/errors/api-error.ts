import type { Fails } from "../call.js";
import { type At, GatehouseError, hasCode, told } from "./gatehouse-error.js";

/**
 * The server answered with an error status that the description declares for this operation. Typed per operation and status.
 *
 * Printing or serialising it shows no word of the body: some servers repeat in it what was sent to them. To log a part of it, name the part:
 * `error.body.errorCode`.
 */
export class ApiError<Op extends string = string, Status extends number = number, Body = unknown> extends GatehouseError {
  override readonly name = "ApiError";
  readonly code = "api_error";
  declare readonly operation: Op;
  declare readonly status: Status;

  constructor({
    body,
    ...at
  }: At & {
    readonly status: Status;
    readonly body: Body;
    readonly requestId?: string | undefined;
    readonly attempts?: number | undefined;
  }) {
    super(`${at.operation}: the server answered ${at.status}`, at);
    told.set(this, body);
  }

  /** The decoded body; `undefined` where the status is declared empty. Yours to read; no way of printing the error shows it. */
  get body(): Body {
    return told.get(this) as Body;
  }
}

/**
 * No value has this type. It keeps an operation's error union a union when only one status is declared: TypeScript does not narrow a lone
 * object type by its discriminant, so without it `default: error satisfies never` would not compile for such an operation.
 */
export interface NoOtherStatus extends ApiError<never, never, never> {}

/**
 * True for an error that `operation` declares; with `status`, for that status only. Narrows the body.
 *
 * @example
 * try {
 *   await client.getTenant({ id });
 * } catch (error) {
 *   if (isApiError(error, client.getTenant, 404)) return undefined;
 *   throw error;
 * }
 */
export function isApiError<Failure extends ApiError>(error: unknown, operation: Fails<Failure>): error is Failure;
export function isApiError<Failure extends ApiError, Status extends Failure["status"]>(
  error: unknown,
  operation: Fails<Failure>,
  status: Status,
): error is Extract<Failure, { readonly status: Status }>;
export function isApiError(error: unknown, operation: At, status?: number): boolean {
  return (
    hasCode<ApiError>(error, "api_error") &&
    error.api === operation.api &&
    error.operation === operation.operation &&
    (status === undefined || error.status === status)
  );
}
