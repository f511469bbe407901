import { milliseconds } from "../../formats.js";
import type { EntitlementParms } from "./models.js";
import type { EntitlementFacts, Span } from "./rules/entitlement.js";
import {
  type Allowance,
  type ContractMode,
  type EntitlementRecord,
  type EntrustSite,
  stateOf,
  type TenantRecord,
  unassigned,
} from "./state.js";

/** The entitlement with what the request gives put over it; what it leaves out stays. */
export function changedEntitlement(before: EntitlementRecord, parms: EntitlementParms, now: number): EntitlementRecord {
  const { issuance, smsVoice, flashPass } = parms;
  const unlimited: Allowance = { quantity: null, consumed: 0, startDate: null, endDate: null };
  return {
    ...before,
    quantity: parms.quantity ?? before.quantity,
    startDate: time(parms.startDate) ?? before.startDate,
    endDate: time(parms.endDate) ?? before.endDate,
    status: parms.status ?? before.status,
    contractNumber: parms.contractNumber ?? before.contractNumber,
    customerId: parms.customerId ?? before.customerId,
    entitlementId: parms.entitlementId ?? before.entitlementId,
    usersBillingType: parms.usersBillingType ?? before.usersBillingType,
    smartLoginEnabled: parms.smartLoginEnabled ?? before.smartLoginEnabled,
    enhancedGeoLocation: parms.additionalFeatures?.enhancedGeoLocation ?? before.enhancedGeoLocation,
    userBundles: parms.userBundles ? bundles(parms.userBundles) : before.userBundles,
    issuance: issuance
      ? {
          ...allowance(before.issuance, issuance, now),
          addOn: issuance.addOn ?? before.issuance?.addOn ?? null,
          serviceBundles: issuance.serviceBundles ? bundles(issuance.serviceBundles) : (before.issuance?.serviceBundles ?? []),
        }
      : before.issuance,
    idProofing: parms.idProofing
      ? parms.idProofing.map((one) => ({
          billingType: one.billingType,
          quantity: one.quantity ?? null,
          startDate: time(one.startDate) ?? now,
          endDate: milliseconds(one.endDate),
        }))
      : before.idProofing,
    flashPass: flashPass ? allowance(before.flashPass, flashPass, now) : before.flashPass,
    fleetManagement: parms.fleetManagement ? (before.fleetManagement ?? unlimited) : before.fleetManagement,
    printer: parms.printer ? (before.printer ?? unlimited) : before.printer,
    smsVoice: smsVoice
      ? {
          ...allowance(before.smsVoice, smsVoice, now),
          renewalQuantity: smsVoice.renewalQuantity ?? before.smsVoice?.renewalQuantity ?? null,
        }
      : before.smsVoice,
  };
}

/** What the rules need to know about a change. */
export function entitlementFacts(
  site: EntrustSite,
  change: {
    readonly provider: TenantRecord;
    readonly parms: EntitlementParms;
    readonly contractMode: ContractMode;
    readonly before: EntitlementRecord;
    readonly creating: boolean;
  },
): EntitlementFacts {
  const { provider, parms, before } = change;
  const state = stateOf(site);
  const now = site.clock.now();
  const after = changedEntitlement(before, parms, now);
  const span = (
    name: string,
    given: { readonly startDate?: string } | undefined,
    result: Pick<Allowance, "startDate" | "endDate">,
  ): Span[] => (given ? [{ name, start: result.startDate ?? now, end: result.endDate, startGiven: given.startDate !== undefined }] : []);
  return {
    parms,
    creating: change.creating,
    spans: [
      ...span("", parms, after),
      ...(after.issuance ? span("issuance.", parms.issuance, after.issuance) : []),
      ...(after.smsVoice ? span("smsVoice.", parms.smsVoice, after.smsVoice) : []),
      ...(parms.idProofing ?? []).flatMap((_, index) => {
        const { startDate, endDate } = after.idProofing[index]!;
        return [{ name: `idProofing[${index}].`, start: startDate, end: endDate, startGiven: false }];
      }),
    ],
    now,
    contract: state.entitlements.get(provider.id)!,
    contractMode: change.contractMode,
    providerMode: provider.contractMode,
    more: after.quantity - before.quantity,
    left: unassigned(state, provider),
  };
}

/** A quantity for a time that the request changes; a time that was never given begins now. */
function allowance(
  before: Allowance | null,
  parms: { readonly quantity?: number; readonly startDate?: string; readonly endDate?: string },
  now: number,
): Allowance {
  return {
    quantity: parms.quantity ?? before?.quantity ?? null,
    consumed: before?.consumed ?? 0,
    startDate: time(parms.startDate) ?? before?.startDate ?? Math.floor(now / 1000) * 1000,
    endDate: time(parms.endDate) ?? before?.endDate ?? null,
  };
}

function bundles(given: NonNullable<EntitlementParms["userBundles"]>): EntitlementRecord["userBundles"] {
  return given.map((one) => ({ bundleType: one.bundleType, rank: one.rank ?? null, usageReportId: one.usageReportId ?? null }));
}

const time = (text: string | undefined): number | undefined => (text === undefined ? undefined : milliseconds(text));
