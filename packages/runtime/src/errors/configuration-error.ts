import { GatehouseError, hasCode } from "./gatehouse-error.js";

/** The options of a client cannot work, or would send a secret in the clear. Thrown by the function that makes the client, never by a call. */
export class ConfigurationError extends GatehouseError {
  override readonly name = "ConfigurationError";
  readonly code = "configuration";
  /** The option that is wrong. */
  declare readonly option: string;

  constructor(at: { readonly api: string; readonly option: string }, why: string) {
    super(`${at.api}: option ${at.option} ${why}`, { ...at, operation: "createClient" });
  }
}

/** True for a `ConfigurationError` of any client. */
export function isConfigurationError(error: unknown): error is ConfigurationError {
  return hasCode(error, "configuration");
}
