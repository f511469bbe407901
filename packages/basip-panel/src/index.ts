import { type ClientOptions, createClient } from "@gatehouse/runtime";
import { md5 } from "@noble/hashes/legacy.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { BasipPanel, BasipPanelCredentials } from "./generated/client.js";
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
 * A client of one BAS-IP Android panel, for its identifiers, time profiles and apartments.
 *
 * It signs in by itself, before the first call that needs it and again when the token has expired or is refused. The password is yours as
 * you type it into the panel's web page; what goes over the wire is its MD5, as the panel wants it.
 *
 * @throws {ConfigurationError} for options that cannot work, such as credentials for a plain `http:` address without `allowInsecure`.
 *
 * @example
 * const panel = createBasipPanel({
 *   baseUrl: "http://192.168.1.90",
 *   allowInsecure: true, // the panel is in our own network and has no certificate
 *   credentials: { username: "admin", password: process.env["BASIP_PANEL_PASSWORD"]! },
 * });
 * for await (const { identifier_uid, identifier_owner } of panel.listIdentifiers.items()) console.log(identifier_uid, identifier_owner.name);
 */
export function createBasipPanel(options: ClientOptions<BasipPanelCredentials>): BasipPanel {
  return createClient<BasipPanel>(api, options, { "md5-hex": (password) => bytesToHex(md5(utf8ToBytes(password))) });
}
