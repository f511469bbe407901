import type { JsonObject } from "../../json.js";
import { accounts } from "./accounts.js";
import { keyHash, tenantSecretHash } from "./hashes.js";
import { userId } from "./hooks.js";
import { FLAGS, type State, stateOf, type TenantRecord, type ThalesSite } from "./state.js";
import { type WellKnownTenant, wellKnownTenants } from "./well-known.js";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const policies: JsonObject = {
  UserPinPolicy: { MaxRetries: 5, IsMustChange: false },
  AdminPinPolicy: { MaxRetries: 5, IsMustChange: false },
  OfflineTokenPolicy: { ValidityDurationInHours: 120, PrivateKeyExportLevel: "All" },
};

/** A fresh world: what SetupTenant leaves behind, two tenants, and people who use them. */
export function seed(site: ThalesSite): void {
  const state = stateOf(site);
  addTenant(site, state, "system", { system: true, tenantName: "System", idpConfig: configuration(site, "Generic", "system") });
  addTenant(site, state, "linden", { tenantName: "Linden Works", idpConfig: configuration(site, "Okta", "linden") });
  addTenant(site, state, "rowan", {
    tenantName: "Rowan Health",
    tenantType: "SWS",
    idpConfig: configuration(site, "STA", "rowan"),
    swsConfigHash: tenantSecretHash(wellKnownTenants.rowan, "{}"),
  });
  addKeys(site, state);
  addUsers(site, state);
}

function addTenant(
  site: ThalesSite,
  state: State,
  name: WellKnownTenant,
  given: Partial<TenantRecord> & { readonly tenantName: string },
): void {
  const id = wellKnownTenants[name];
  state.tenants.insert({
    id,
    system: false,
    tenantType: "IDPV",
    idpClientSecretHash: tenantSecretHash(id, site.ids.secret(32)),
    idpClientSecretEncrypted: false,
    flags: Object.fromEntries(FLAGS.map((flag) => [flag, flag === "isAutoCardCreationEnabled"])) as TenantRecord["flags"],
    idpConfig: {},
    tokenPolicies: policies,
    swsConfigHash: null,
    ...given,
  });
}

function configuration(site: ThalesSite, provider: string, name: WellKnownTenant): JsonObject {
  return {
    IdentityProvider: provider,
    IdpClientId: site.ids.uuid(),
    IdpIssuerUrl: `https://login.${name}.example`,
    IdpRedirectUrl: "https://idpv.example/redirect",
    RefreshTokenExpirationDuration: "480",
    JwtExpiration: "0000001e",
    JwtGroupClaim: "groups",
    JwtUserClaim: "preferred_username",
    IDPrimeVirtualAdmin: "IDPV_Admins",
    IDPrimeVirtualUser: "IDPV_Users",
    OfflineTokenEnabledGroup: "IDPV_OfflineEnabled",
    IDPrimeVirtualProvisioningAdmin: "IDPV_ProvAdmins",
    SigningKeys: { IdpPublicKeyModulus: site.ids.secret(256), IdpPublicKeyExponent: "AQAB", IdpKeyId: `${name}-1` },
  };
}

function addKeys(site: ThalesSite, state: State): void {
  for (const { name, credentials, permission, tenant } of accounts) {
    state.keys.insert({
      id: keyHash(credentials.apiKey),
      keyName: name,
      tenantId: wellKnownTenants[tenant],
      permission,
      createdAt: site.clock.now() - (name === "expired" ? 400 * DAY : 0),
      expires: permission !== "provisioning-administrator",
    });
  }
}

/** Ages in milliseconds before the world begins; null is a user who never logged in. */
const users: readonly (readonly [
  tenant: WellKnownTenant,
  userName: string,
  created: number,
  lastLogin: number | null,
  loggedOut?: true,
])[] = [
  ["linden", "asha.linden", 300 * DAY, HOUR],
  ["linden", "bruno.linden", 280 * DAY, 2 * HOUR],
  ["linden", "chen.linden", 120 * DAY, 3 * HOUR, true],
  ["linden", "dalia.linden", 90 * DAY, 12 * DAY],
  ["linden", "emeka.linden", 200 * DAY, 45 * DAY],
  ["linden", "freya.linden", 700 * DAY, 410 * DAY, true],
  ["linden", "goran.linden", 60 * DAY, null],
  ["linden", "hana.linden", 2 * DAY, null],
  ["rowan", "imani.rowan", 150 * DAY, HOUR],
  ["rowan", "jonas.rowan", 150 * DAY, 90 * DAY],
];

function addUsers(site: ThalesSite, state: State): void {
  const now = site.clock.now();
  for (const [tenant, userName, created, lastLogin, loggedOut = false] of users) {
    const tenantId = wellKnownTenants[tenant];
    const lastLoginAt = lastLogin === null ? null : now - lastLogin;
    state.users.insert({ id: userId(tenantId, userName), tenantId, userName, createdAt: now - created, lastLoginAt, loggedOut });
  }
}
