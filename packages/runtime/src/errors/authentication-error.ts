import { GatehouseError, hasCode, type Where } from "./gatehouse-error.js";

/** What seems wrong after a failed login. `server`: none of ours; the server is in trouble or the token store is. */
export type Suspect = "host" | "path" | "credentials" | "server";

/** The client could not log in, so the operation was not sent. `cause` is the login's own error. */
export class AuthenticationError extends GatehouseError {
  override readonly name = "AuthenticationError";
  readonly code = "authentication";
  /** What seems wrong, as far as the login's answer tells. */
  declare readonly suspect: Suspect;

  constructor(where: Where & { readonly suspect: Suspect }, why: string, options?: ErrorOptions) {
    super(`${where.operation}: ${why}`, where, options);
  }
}

/** True for an `AuthenticationError` of any client. */
export function isAuthenticationError(error: unknown): error is AuthenticationError {
  return hasCode(error, "authentication");
}
