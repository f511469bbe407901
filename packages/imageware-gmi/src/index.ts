import { type ClientOptions, createClient } from "@gatehouse/runtime";
import type { ImagewareGmi, ImagewareGmiCredentials } from "./generated/client.js";
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
  type Token,
  type TokenStore,
  type TransportError,
} from "@gatehouse/runtime";
export type * from "./generated/client.js";
export type * from "./generated/models.js";

/**
 * A client of ImageWare Authenticate, for the users, applications and algorithms of a tenant.
 *
 * It fetches a token by itself, before the first call and again when the token has expired or is refused. `baseUrl` is one address where user
 * server and GMI server share it, else `{ user, gmi }`. The paths begin with `/v1` and `/v2`, so an address is mostly an origin.
 *
 * @throws {ConfigurationError} for options that cannot work, such as credentials for a plain `http:` address that is not this machine.
 *
 * @example
 * const gmi = createImagewareGmi({
 *   baseUrl: { user: "https://users.example", gmi: "https://gmi.example" },
 *   credentials: {
 *     clientId: process.env["IMAGEWARE_GMI_CLIENT_ID"]!,
 *     clientSecret: process.env["IMAGEWARE_GMI_CLIENT_SECRET"]!,
 *   },
 * });
 * for await (const { userId } of gmi.listTenantUsers.items({ tenantCode: "LindenWorks" })) console.log(userId);
 */
export function createImagewareGmi(options: ClientOptions<ImagewareGmiCredentials>): ImagewareGmi {
  return createClient<ImagewareGmi>(api, options);
}
