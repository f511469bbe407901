import { isJsonObject, type Json, type JsonObject } from "../../json.js";

/** Public halves of the identity provider's signing key, which newer configurations group under SigningKeys. */
const KEY_FIELDS = ["IdpPublicKeyModulus", "IdpPublicKeyExponent", "IdpKeyId"] as const;

/** Fields of the configuration that are kept. JwtAdminWhiteList is not among them: it may name people, and anybody can read the rest. */
const FIELDS = [
  "IdentityProvider",
  ...KEY_FIELDS,
  "IdpClientId",
  "IdpIssuerUrl",
  "IdpRedirectUrl",
  "RefreshTokenExpirationDuration",
  "JwtExpiration",
  "JwtGroupClaim",
  "JwtUserClaim",
  "IDPrimeVirtualAdmin",
  "IDPrimeVirtualUser",
  "OfflineTokenEnabledGroup",
  "IDPrimeVirtualProvisioningAdmin",
] as const;

/** What is kept of an IdP configuration: the fields that are known, where they are text or a number, and of keys the public half. */
export function keptIdpConfig(config: JsonObject): JsonObject {
  const keys = config["SigningKeys"];
  const kept = Array.isArray(keys)
    ? keys.filter(isJsonObject).map((one) => scalars(one, KEY_FIELDS))
    : isJsonObject(keys) && scalars(keys, KEY_FIELDS);
  return { ...scalars(config, FIELDS), ...(kept && { SigningKeys: kept }) };
}

/** The provider's name in the configuration, or an empty text. */
export function identityProvider(config: JsonObject): string {
  const named = config["IdentityProvider"];
  return typeof named === "string" ? named : "";
}

function scalars(from: JsonObject, names: readonly string[]): JsonObject {
  const isScalar = (value: Json | undefined) => typeof value === "string" || typeof value === "number";
  return Object.fromEntries(names.filter((name) => Object.hasOwn(from, name) && isScalar(from[name])).map((name) => [name, from[name]!]));
}
