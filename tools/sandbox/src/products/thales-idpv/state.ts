import type { Json, JsonObject } from "../../json.js";
import { type Call, perSite, type Site } from "../../product.js";
import type { Collection } from "../../store.js";

/** Settings of this product. */
export type ThalesSettings = {
  /** Days from its generation until an API key is refused. */
  readonly apiKeyExpiryInDays: number;
  /** Days without a login after which a user counts as not logged in. */
  readonly notLoggedInDays: number;
  /** Minutes that a user's session lasts. */
  readonly sessionMinutes: number;
};

export type ThalesSite = Site<ThalesSettings>;
export type ThalesCall = Call<ThalesSettings>;

/** What a key opens. A key has exactly one of them; the words are ours. */
export type Permission = "system-administrator" | "tenant-administrator" | "provisioning-administrator";

/** An API key, or an access token that may make some. Its id is the hash of what is sent: the key itself is kept nowhere. */
export interface KeyRecord {
  readonly id: string;
  readonly keyName: string;
  /** The tenant under which it was made. */
  readonly tenantId: string;
  readonly permission: Permission;
  readonly createdAt: number;
  /** False: an access token of the identity provider, which does not age here. */
  readonly expires: boolean;
}

export type TenantType = "IDPV" | "SWS";

/** The switches of a tenant, by the vendor's names. */
export const FLAGS = [
  "isExportKeys",
  "isSksMode",
  "isAutoCardCreationEnabled",
  "isAutoRefreshSigningKeyEnabled",
  "isOfflineFallbackEnabled",
  "isAutoOfflineBundleDownloadEnabled",
] as const;

export type Flag = (typeof FLAGS)[number];

/** A tenant, the system tenant included. */
export interface TenantRecord {
  readonly id: string;
  /** Whether it is the one whose keys manage the others. */
  readonly system: boolean;
  readonly tenantName: string;
  readonly tenantType: TenantType;
  /** Hash of the client secret as it was sent; nothing needs the secret itself. */
  readonly idpClientSecretHash: string;
  /** Whether the caller said that the secret came encrypted. */
  readonly idpClientSecretEncrypted: boolean;
  readonly flags: Readonly<Record<Flag, boolean>>;
  /** The fields of the configuration file that are known not to be secret. */
  readonly idpConfig: JsonObject;
  readonly tokenPolicies: Json;
  /** Hash of the SWS configuration, of which no field is known; null without one. */
  readonly swsConfigHash: string | null;
}

/** Somebody who uses virtual cards of a tenant. */
export interface UserRecord {
  readonly id: string;
  readonly tenantId: string;
  readonly userName: string;
  readonly createdAt: number;
  /** Null: never. */
  readonly lastLoginAt: number | null;
  /** Whether the user ended the session that began with the last login. */
  readonly loggedOut: boolean;
}

/** The collections of this product. */
export interface State {
  readonly tenants: Collection<TenantRecord>;
  readonly keys: Collection<KeyRecord>;
  readonly users: Collection<UserRecord>;
}

export const stateOf = perSite(
  (site: ThalesSite): State => ({
    tenants: site.store.collection("tenants"),
    keys: site.store.collection("keys"),
    users: site.store.collection("users"),
  }),
);
