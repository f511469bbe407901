import type { Rules } from "../../../rule.js";
import type { EntitlementParms } from "../models.js";
import type { ContractMode, EntitlementRecord } from "../state.js";

/** A time span as it would be after the request. */
export interface Span {
  readonly name: string;
  readonly start: number;
  readonly end: number | null;
  /** Whether the request gives the start. */
  readonly startGiven: boolean;
}

export interface EntitlementFacts {
  readonly parms: EntitlementParms;
  readonly creating: boolean;
  readonly spans: readonly Span[];
  readonly now: number;
  /** What the service provider itself may use. */
  readonly contract: EntitlementRecord;
  readonly contractMode: ContractMode;
  /** Contract mode of the service provider. */
  readonly providerMode: ContractMode;
  /** By how many entitlements the tenant would have more than now. */
  readonly more: number;
  /** How many the provider has left. */
  readonly left: number;
}

const DAY = 86_400_000;

/** Rules that hold for the entitlements of a creation and for a later change of them. */
export const entitlementRules: Rules<EntitlementFacts> = {
  "entitlement-type-users": {
    checklist: [36],
    status: 400,
    errorCode: "unsupported_entitlement_type",
    basis: "documented",
    refuses: ({ parms }) =>
      (parms.type ?? parms.usageType ?? "USERS") === "USERS"
        ? undefined
        : "entitlements of type TRANSACTIONS are not supported – expected USERS",
  },
  "entitlement-end-after-start": {
    checklist: [35],
    status: 400,
    errorCode: "invalid_end_date",
    basis: "documented",
    refuses({ spans }) {
      const wrong = spans.find((span) => span.end !== null && span.end <= span.start);
      return wrong && `${wrong.name}endDate must be after its startDate`;
    },
  },
  "entitlement-start-not-in-future": {
    checklist: [],
    status: 400,
    errorCode: "invalid_start_date",
    basis: "documented",
    refuses({ spans, now }) {
      const wrong = spans.find((span) => span.startGiven && span.start > now);
      return wrong && `${wrong.name}startDate must not be in the future`;
    },
  },
  "entitlement-within-contract": {
    checklist: [35],
    status: 400,
    errorCode: "end_date_after_contract",
    basis: "documented",
    refuses({ spans, contract }) {
      const own = spans.find((span) => span.name === "");
      return own?.end && own.end > contract.endDate
        ? "endDate must not be after the end of the service provider's own entitlement"
        : undefined;
    },
  },
  "issuance-trial-30-days": {
    checklist: [],
    status: 400,
    errorCode: "invalid_end_date",
    basis: "documented",
    refuses({ spans }) {
      const issuance = spans.find((span) => span.name === "issuance.");
      return issuance?.end && issuance.end - issuance.start > 30 * DAY
        ? "issuance.endDate must be at most 30 days after its startDate"
        : undefined;
    },
  },
  "issuance-bundle-count": {
    checklist: [22],
    status: 400,
    errorCode: "invalid_service_bundles",
    basis: "documented",
    refuses({ parms, creating }) {
      const count = parms.issuance?.serviceBundles?.length;
      if (!parms.issuance || (!creating && count === undefined)) return undefined;
      if (creating) return count === 1 ? undefined : "issuance.serviceBundles must hold exactly one service bundle";
      return count === 0 ? "issuance.serviceBundles must hold at least one service bundle" : undefined;
    },
  },
  "issuance-bundle-supported": {
    checklist: [],
    status: 400,
    errorCode: "unsupported_service_bundle",
    basis: "documented",
    refuses({ parms, contract }) {
      const supported = contract.issuance?.serviceBundles.map((one) => one.bundleType) ?? [];
      const foreign = parms.issuance?.serviceBundles?.find((one) => !supported.includes(one.bundleType));
      return foreign && `the service provider's contract does not support the bundle ${foreign.bundleType}`;
    },
  },
  "id-proofing-quantity": {
    checklist: [],
    status: 400,
    errorCode: "missing_attribute",
    basis: "documented",
    refuses: ({ parms }) =>
      parms.idProofing?.some((one) => one.billingType === "PRE_PAID" && one.quantity === undefined)
        ? "idProofing with billingType PRE_PAID needs a quantity"
        : undefined,
  },
  "trial-provider-trials-only": {
    checklist: [25],
    status: 409,
    errorCode: "trial_service_provider",
    basis: "documented",
    refuses: ({ contractMode, providerMode }) =>
      providerMode === "TRIAL" && contractMode === "PRODUCTION" ? "a trial service provider can have trial tenants only" : undefined,
  },
  "provider-quota": {
    checklist: [],
    status: 409,
    errorCode: "not_enough_entitlements",
    basis: "documented",
    refuses: ({ more, left }) => (more > left ? `the service provider has ${left} entitlements left` : undefined),
  },
};

export interface EntitlementChangeFacts {
  readonly parms: EntitlementParms;
  readonly modeBefore: ContractMode;
  readonly used: number;
}

/** Rules of a change only; all of them are our choices. */
export const entitlementChangeRules: Rules<EntitlementChangeFacts> = {
  "contract-mode-not-unknown": {
    checklist: [],
    status: 400,
    errorCode: "invalid_contract_mode",
    basis: "ours",
    refuses: ({ parms }) => (parms.contractMode === "UNKNOWN" ? "contractMode must be TRIAL or PRODUCTION" : undefined),
  },
  "contract-mode-not-back-to-trial": {
    checklist: [],
    status: 409,
    errorCode: "not_a_trial",
    basis: "ours",
    refuses: ({ parms, modeBefore }) =>
      parms.contractMode === "TRIAL" && modeBefore !== "TRIAL" ? "a production tenant cannot become a trial tenant" : undefined,
  },
  "quantity-not-below-used": {
    checklist: [],
    status: 409,
    errorCode: "entitlements_in_use",
    basis: "ours",
    refuses: ({ parms, used }) =>
      parms.quantity !== undefined && parms.quantity < used ? `quantity must not be below the ${used} entitlements in use` : undefined,
  },
};

export interface EntitlementTypeFacts {
  readonly type: string;
}

/** The path's enum. */
export const entitlementTypeRules: Rules<EntitlementTypeFacts> = {
  "entitlement-type-known": {
    checklist: [],
    status: 400,
    errorCode: "invalid_entitlement_type",
    basis: "documented",
    refuses: ({ type }) => (type === "USERS" || type === "TRANSACTIONS" ? undefined : "the type must be USERS or TRANSACTIONS"),
  },
};

/** `TRANSACTIONS` is in the path's enum, and only `USERS` works. */
export const entitlementHeldRules: Rules<EntitlementTypeFacts> = {
  "entitlement-held": {
    checklist: [34],
    status: 404,
    errorCode: "entitlement_not_found",
    basis: "documented",
    refuses: ({ type }) => (type === "TRANSACTIONS" ? "the tenant has no entitlement of this type – only USERS is supported" : undefined),
  },
};
