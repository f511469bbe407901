import { type ClientOptions, createClient } from "@gatehouse/runtime";
import type { ThalesIdpv, ThalesIdpvCredentials } from "./generated/client.js";
import { api } from "./generated/operations.js";

export {
  type ApiError,
  type CallOptions,
  type ClientOptions,
  type GatehouseError,
  isApiError,
  isGatehouseError,
  type NoOtherStatus,
  type Result,
  type TransportError,
} from "@gatehouse/runtime";
export type * from "./generated/client.js";
export type * from "./generated/models.js";

/**
 * A client of an IDPrime Virtual server, for its tenants and the statistics of their users.
 *
 * It sends its one key with every operation that needs one and with no other. Who works as system administrator, as a tenant's administrator
 * and for the identity provider's group that may generate keys has three keys, and a client for each.
 *
 * @throws {ConfigurationError} for options that cannot work, such as a key for a plain `http:` address that is not this machine.
 *
 * @example
 * const idpv = createThalesIdpv({
 *   baseUrl: "https://idpv.linden.example",
 *   credentials: { apiKey: process.env["THALES_IDPV_API_KEY"]! },
 * });
 * const { tenantListForAdmin } = await idpv.listTenants({ tenantId: process.env["THALES_IDPV_SYSTEM_TENANT_ID"]! });
 */
export function createThalesIdpv(options: ClientOptions<ThalesIdpvCredentials>): ThalesIdpv {
  return createClient<ThalesIdpv>(api, options);
}
