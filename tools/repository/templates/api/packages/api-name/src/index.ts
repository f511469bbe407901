import { type ClientOptions, createClient } from "@gatehouse/runtime";
import type { ApiName, ApiNameCredentials } from "./generated/client.js";
import { api } from "./generated/operations.js";

export {
  type ApiError,
  type CallOptions,
  type ClientOptions,
  type GatehouseError,
  isApiError,
  isGatehouseError,
  type Job,
  type NoOtherStatus,
  type Result,
  type TransportError,
} from "@gatehouse/runtime";
export type * from "./generated/client.js";
export type * from "./generated/models.js";

/**
 * A client of Api Name.
 *
 * @throws {ConfigurationError} for options that cannot work, such as credentials for a plain `http:` address that is not this machine.
 *
 * @example
 * const client = createApiName({
 *   baseUrl: process.env["API_NAME_URL"]!,
 *   credentials: { apiKey: process.env["API_NAME_API_KEY"]! },
 * });
 * console.log((await client.getStatus()).state);
 */
export function createApiName(options: ClientOptions<ApiNameCredentials>): ApiName {
  return createClient<ApiName>(api, options);
}
