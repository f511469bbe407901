import { instant } from "../../formats.js";
import type { JsonObject } from "../../json.js";
import type { CreateTenantParms } from "./models.js";
import type { EntrustSite } from "./state.js";

/**
 * The first administrator as the creation hands it out: English and active whatever was asked for, what was given, and otherwise lists
 * that are empty and scalars that are null.
 */
export function adminUserView(site: EntrustSite, parms: CreateTenantParms["adminUser"]): JsonObject {
  const id = site.ids.uuid();
  const now = instant(Math.floor(site.clock.now() / 1000) * 1000);
  const alias = (type: string, value: string) => ({ id: site.ids.uuid(), type, userId: id, value });
  const custom = (parms.userAliases ?? []).flatMap((one) => (one.value == null ? [] : [alias("CUSTOM", one.value)]));
  return {
    alternateEmails: [],
    authenticatorLockoutStatus: [],
    directoryDN: null,
    directoryId: null,
    directoryName: null,
    directoryObjectGUID: null,
    directoryType: null,
    email: parms.email || null,
    externalId: parms.externalId || null,
    externalSource: parms.externalSource || null,
    fidoTokens: [],
    firstName: parms.firstName ?? null,
    frozen: null,
    frozenGracePeriod: null,
    grids: [],
    groups: [],
    id,
    lastAuthTime: null,
    lastModified: now,
    lastName: parms.lastName ?? null,
    locale: "en",
    locked: false,
    lockedAuthenticatorTypes: [],
    lockedAuthenticators: [],
    lockoutExpiry: null,
    magicLinkEnabled: null,
    migrated: null,
    mobile: parms.mobile ?? null,
    oauthRoles: [],
    organizations: [],
    otpCreateTime: null,
    passwordExpirationTime: null,
    phone: parms.phone ?? null,
    preferredOtpDelivery: parms.preferredOtpDelivery ?? null,
    preferredOtpDeliveryContactAttributes: parms.preferredOtpDeliveryContactAttributes ?? null,
    registrationEnabled: null,
    registrationRequired: null,
    securityId: parms.securityId ?? null,
    showNotification: null,
    smartCredentials: [],
    state: "ACTIVE",
    tempAccessCode: null,
    tokens: [],
    type: "MGMT_UI",
    userAliases: [alias("USERID", parms.userId ?? ""), ...custom],
    userAttributeValues: [],
    userCreationTime: now,
    userExtraAttributes: [],
    userId: parms.userId ?? null,
    userPrincipalName: parms.userPrincipalName ?? null,
    verificationEnabled: null,
    verificationRequired: null,
  };
}
