import { type ClientOptions, createClient } from "@gatehouse/runtime";
import type { EntrustIdaas, EntrustIdaasCredentials } from "./generated/client.js";
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
  type Token,
  type TokenStore,
  type TransportError,
} from "@gatehouse/runtime";
export type * from "./generated/client.js";
export type * from "./generated/models.js";

/**
 * A client of Entrust Identity as a Service, for the tenants of a service provider.
 *
 * It signs in by itself, before the first call that needs it and again when the token has expired or is refused.
 *
 * @throws {ConfigurationError} for options that cannot work, such as credentials for a plain `http:` address that is not this machine.
 *
 * @example
 * const idaas = createEntrustIdaas({
 *   baseUrl: "https://customer.us.trustedauth.com",
 *   credentials: {
 *     applicationId: process.env["ENTRUST_IDAAS_APPLICATION_ID"]!,
 *     sharedSecret: process.env["ENTRUST_IDAAS_SHARED_SECRET"]!,
 *   },
 * });
 * for await (const tenant of idaas.listTenants.items({ body: {} })) console.log(tenant.hostname);
 */
export function createEntrustIdaas(options: ClientOptions<EntrustIdaasCredentials>): EntrustIdaas {
  return createClient<EntrustIdaas>(api, options);
}
