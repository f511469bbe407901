import { dateTime, twoLetters } from "../../formats.js";
import type { Infer, Shape } from "../../shape.js";

// The request models of release 5.36, constraint by constraint. Properties that a model does not name are ignored, as no model of the
// vendor forbids them. `null` is accepted nowhere: the vendor shows it in answers only.

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;
const int32 = { type: "integer" } as const;
const time = { type: "string", format: dateTime } as const;
const texts = { type: "array", items: text } as const;
const anyObject = { type: "object", properties: {} } as const;

const otpContactType = { type: "string", enum: ["NONE", "OTP_EMAIL", "OTP_SMS", "OTP_VOICE"] } as const;
const billingType = { type: "string", enum: ["PRE_PAID", "PAY_PER_USE"] } as const;
const entitlementType = { type: "string", enum: ["USERS", "TRANSACTIONS"] } as const;
const trialQuantity = { type: "integer", enum: [25, 100] } as const;
const quantity = { type: "integer", minimum: 1, maximum: 50_000_000 } as const;

/**
 * Models that requests and answers share: answers write what is not set as null, and what was read can be sent back. Everywhere else in a
 * request null is a value of the wrong type.
 */
const shared = { type: "object", nullIsUnset: true } as const;

const serviceBundle = {
  ...shared,
  properties: {
    bundleType: {
      type: "string",
      enum: ["ADVANCED", "ESSENTIALS", "PROFESSIONAL", "API", "STANDARD", "PLUS", "PREMIUM", "CONSUMER"],
      required: true,
    },
    rank: int32,
    usageReportId: text,
  },
} as const satisfies Shape;

/** EntitlementParms: no property is required by the model; creation asks for more. */
export const entitlementParms = {
  type: "object",
  properties: {
    additionalFeatures: { ...shared, properties: { enhancedGeoLocation: flag } },
    contractMode: { type: "string", enum: ["PRODUCTION", "TRIAL", "UNKNOWN"] },
    contractNumber: text,
    customerId: text,
    endDate: time,
    entitlementId: text,
    flashPass: { type: "object", properties: { quantity: trialQuantity } },
    fleetManagement: anyObject,
    idProofing: {
      type: "array",
      items: {
        type: "object",
        properties: {
          billingType: { ...billingType, required: true },
          endDate: { ...time, required: true },
          quantity,
          startDate: time,
        },
      },
    },
    issuance: {
      type: "object",
      properties: {
        addOn: text,
        endDate: time,
        quantity: trialQuantity,
        serviceBundles: { type: "array", items: serviceBundle },
        startDate: time,
      },
    },
    printer: anyObject,
    quantity,
    smartLoginEnabled: flag,
    smsVoice: { type: "object", properties: { endDate: time, quantity: int32, renewalQuantity: int32, startDate: time } },
    startDate: time,
    status: { type: "string", enum: ["ACTIVE", "INACTIVE", "TERMINATED"] },
    type: entitlementType,
    usageType: entitlementType,
    userBundles: { type: "array", items: serviceBundle },
    usersBillingType: billingType,
  },
} as const satisfies Shape;

const userParms = {
  type: "object",
  properties: {
    applyGracePeriod: flag,
    email: text,
    emailVerification: flag,
    externalId: text,
    externalSource: text,
    firstName: text,
    groups: texts,
    lastName: text,
    locale: {
      type: "string",
      enum: ["da", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "nb", "pl", "pt", "ru", "sv", "th", "tr", "zh-cn", "zh-tw"],
    },
    lock: flag,
    mobile: text,
    oauthRoles: texts,
    organizations: texts,
    phone: text,
    preferredOtpDelivery: { type: "string", enum: ["EMAIL", "SMS", "VOICE", "SYSTEM"] },
    preferredOtpDeliveryContactAttributes: { type: "map", values: text },
    registrationRequired: flag,
    securityId: text,
    state: { type: "string", enum: ["ACTIVE", "INACTIVE"] },
    userAliases: {
      type: "array",
      items: {
        ...shared,
        properties: { id: text, type: { type: "string", enum: ["CUSTOM", "DERIVED", "USERID"] }, userId: text, value: text },
      },
    },
    userAttributeValues: {
      type: "array",
      items: {
        ...shared,
        properties: {
          editable: flag,
          id: text,
          lastUpdate: time,
          userAttribute: {
            ...shared,
            properties: {
              id: text,
              mandatory: { ...flag, required: true },
              name: { ...text, required: true },
              systemDefined: { ...flag, required: true },
              type: otpContactType,
              unique: { ...flag, required: true },
            },
          },
          userAttributeId: text,
          userId: text,
          value: text,
        },
      },
    },
    userExtraAttributes: {
      type: "array",
      items: { ...shared, properties: { id: text, name: text, type: otpContactType, value: text } },
    },
    userId: text,
    userPrincipalName: text,
    verificationRequired: flag,
  },
} as const satisfies Shape;

/** CreateTenantParms. */
export const createTenantParms = {
  type: "object",
  properties: {
    adminApiApplication: {
      type: "object",
      properties: {
        allowLongLivedToken: flag,
        applicationTemplateId: text,
        description: text,
        ipListId: text,
        logo: text,
        name: { ...text, required: true },
        roleId: text,
        spRoleId: text,
      },
    },
    adminUser: { ...userParms, required: true },
    deliverWelcomeEmail: flag,
    entitlements: entitlementParms,
    tenant: {
      type: "object",
      required: true,
      properties: {
        authenticationAccount: flag,
        companyCountry: { type: "string", format: twoLetters },
        companyName: { ...text, required: true },
        companyState: { type: "string", format: twoLetters },
        domain: { ...text, required: true },
        issuanceAccount: flag,
        serviceProvider: flag,
      },
    },
  },
} as const satisfies Shape;

/** SearchParms. */
export const searchParms = {
  type: "object",
  properties: {
    attributes: texts,
    cursor: text,
    limit: { type: "integer", minimum: 1, maximum: 100 },
    orderByAttribute: {
      type: "object",
      properties: { ascending: { ...flag, required: true }, name: { ...text, required: true } },
    },
    searchByAttributes: {
      type: "array",
      items: {
        type: "object",
        properties: {
          name: { ...text, required: true },
          operator: {
            type: "string",
            enum: [
              "EQUALS",
              "NOT_EQUALS",
              "CONTAINS",
              "NOT_CONTAINS",
              "STARTS_WITH",
              "ENDS_WITH",
              "GREATER_THAN",
              "GREATER_THAN_OR_EQUAL",
              "LESS_THAN",
              "LESS_THAN_OR_EQUAL",
              "IN",
              "EXISTS",
              "NOT_EXISTS",
            ],
            required: true,
          },
          value: text,
        },
      },
    },
  },
} as const satisfies Shape;

/** AdminApiAuthentication. */
export const adminApiAuthentication = {
  type: "object",
  properties: {
    applicationId: { ...text, required: true },
    enableWebSession: flag,
    sharedSecret: { ...text, required: true },
  },
} as const satisfies Shape;

/** SpIdentityProviderParms. */
export const spIdentityProviderParms = {
  type: "object",
  properties: {
    createDefaultResourceRule: flag,
    defaultMaxAge: int32,
    disableSSODefaultResourceRule: flag,
    displayConsent: flag,
    enabled: { ...flag, required: true },
  },
} as const satisfies Shape;

export type CreateTenantParms = Infer<typeof createTenantParms>;
export type EntitlementParms = Infer<typeof entitlementParms>;
export type SearchParms = Infer<typeof searchParms>;
export type SearchCondition = NonNullable<SearchParms["searchByAttributes"]>[number];
export type SearchOrder = NonNullable<SearchParms["orderByAttribute"]>;
