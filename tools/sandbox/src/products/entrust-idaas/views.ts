import { instant } from "../../formats.js";
import type { JsonObject } from "../../json.js";
import type { Allowance, Bundle, EntitlementRecord, IdentityProviderRecord, OperationRecord, TenantRecord, UsageRecord } from "./state.js";

// Answers name every property of their model: what is unset is null and lists are empty, as in the vendor's examples.

export function tenantView(tenant: TenantRecord, tenantManagement: boolean): JsonObject {
  return {
    authenticationAccount: tenant.authenticationAccount,
    companyName: tenant.companyName,
    contractMode: tenant.contractMode,
    hostname: tenant.hostname,
    id: tenant.id,
    issuanceAccount: tenant.issuanceAccount,
    locked: tenant.locked,
    previousHostname: tenant.previousHostname,
    serviceProvider: tenant.serviceProvider,
    spIdp: tenantManagement,
  };
}

/** CreateTenantAsyncStatus: times appear as the states are reached. */
export function operationView(operation: OperationRecord): JsonObject {
  const begun = operation.state !== "SCHEDULED";
  const ended = begun && operation.state !== "PROCESSING";
  return {
    errorMessage: operation.errorMessage,
    id: operation.id,
    initTime: instant(operation.initTime),
    processingEndTime: ended ? instant(operation.processingEndTime) : null,
    processingStartTime: begun ? instant(operation.processingStartTime) : null,
    processingTime: ended ? operation.processingEndTime - operation.processingStartTime : null,
    state: operation.state,
    subject: operation.subject,
  };
}

export function entitlementView(entitlement: EntitlementRecord, tenant: TenantRecord): JsonObject {
  const { smsVoice, fleetManagement } = entitlement;
  // The trial's time and quantity are left out for production accounts.
  const trialOnly = tenant.contractMode === "TRIAL" ? {} : { quantity: null, startDate: null, endDate: null };
  const issuance = entitlement.issuance && { ...entitlement.issuance, ...trialOnly };
  return {
    additionalFeatures: entitlement.enhancedGeoLocation === null ? null : { enhancedGeoLocation: entitlement.enhancedGeoLocation },
    contractMode: tenant.contractMode,
    contractNumber: entitlement.contractNumber,
    customerId: entitlement.customerId,
    endDate: instant(entitlement.endDate),
    entitlementId: entitlement.entitlementId,
    flashPass: allowanceView(entitlement.flashPass),
    fleetManagement: fleetManagement && { addOn: "true", ...allowanceView(fleetManagement) },
    id: entitlement.entitlementUuid,
    idProofing: entitlement.idProofing.map((one) => ({
      billingType: one.billingType,
      consumed: null,
      endDate: instant(one.endDate),
      faceRecognitionType: null,
      quantity: one.quantity,
      startDate: instant(one.startDate),
    })),
    issuance: issuance && { addOn: issuance.addOn, ...allowanceView(issuance), serviceBundles: issuance.serviceBundles.map(bundleView) },
    payToPrint: null,
    printer: allowanceView(entitlement.printer),
    quantity: entitlement.quantity,
    remaining: entitlement.quantity - entitlement.used,
    smartLoginEnabled: entitlement.smartLoginEnabled,
    smsVoice: smsVoice && { allotment: null, ...allowanceView(smsVoice), renewalQuantity: smsVoice.renewalQuantity },
    startDate: instant(entitlement.startDate),
    status: entitlement.status,
    type: "USERS",
    userBundles: entitlement.userBundles.map(bundleView),
    usersBillingType: entitlement.usersBillingType,
  };
}

/** SpIdentityProvider; undefined is a tenant whose tenant management is off. */
export function identityProviderView(record: IdentityProviderRecord | undefined): JsonObject {
  return {
    clientId: record?.clientId ?? null,
    defaultMaxAge: record?.defaultMaxAge ?? null,
    displayConsent: record?.displayConsent ?? null,
    enabled: record !== undefined,
    initiateLoginUri: null,
    name: "Tenant Management",
  };
}

export function usageView(usage: UsageRecord): JsonObject {
  return {
    aggregationPeriod: "DAILY",
    bundleType: usage.bundleType,
    count: usage.count,
    endTime: instant(usage.endTime),
    id: usage.id,
    startTime: instant(usage.startTime),
    tenantId: usage.tenantId,
    trial: usage.trial,
    usageType: usage.usageType,
  };
}

function allowanceView(allowance: Allowance | null): JsonObject | null {
  return (
    allowance && {
      consumed: allowance.consumed,
      endDate: allowance.endDate === null ? null : instant(allowance.endDate),
      quantity: allowance.quantity,
      startDate: allowance.startDate === null ? null : instant(allowance.startDate),
    }
  );
}

function bundleView(bundle: Bundle): JsonObject {
  return { bundleType: bundle.bundleType, rank: bundle.rank, usageReportId: bundle.usageReportId };
}
