import { type Answer, json } from "../../answer.js";
import type { JsonObject } from "../../json.js";
import { byStatus } from "../../rule.js";
import { adminUserView } from "./admin-user.js";
import { changedEntitlement, entitlementFacts } from "./entitlement-change.js";
import { type CreateTenantParms, createTenantParms } from "./models.js";
import { readBody } from "./request.js";
import { type CreationFacts, creationRules, synchronousCreationRules } from "./rules/creation.js";
import { type EntitlementFacts, entitlementRules } from "./rules/entitlement.js";
import {
  type ContractMode,
  type CreationPlan,
  type EntitlementRecord,
  type EntrustCall,
  type EntrustSite,
  hostnameTaken,
  stateOf,
  type TenantRecord,
} from "./state.js";
import type { Caller } from "./tokens.js";
import { tenantView } from "./views.js";

/** Id and name of the only application template that matters here. */
const TEMPLATE = { id: "00000000-0000-4000-8000-00000000000a", name: "Administration API" };

const rulesLater = byStatus<CreationFacts & EntitlementFacts>({ ...creationRules, ...entitlementRules });
const rulesNow = byStatus<CreationFacts & EntitlementFacts>({ ...creationRules, ...entitlementRules, ...synchronousCreationRules });

/** createTenantUsingPOST */
export function createTenant(call: EntrustCall, caller: Caller): Answer {
  return json(200, completeCreation(call.site, planCreation(call, caller, "now")));
}

/**
 * Checks a creation and decides everything about it; changes nothing.
 *
 * @throws {Refusal} 400 or 409
 */
export function planCreation(call: EntrustCall, { provider }: Caller, when: "now" | "later"): CreationPlan {
  const { site } = call;
  const state = stateOf(site);
  const parms = readBody(call, createTenantParms);
  const domain = parms.tenant.domain.toLowerCase();
  const hostname = provider.hostname.replace(/^[^.]*/, () => domain);
  const kind = kindOf(parms, provider);
  // What a creation without entitlements gets is our choice; its contract mode is then the provider's kind.
  const standard = { contractMode: provider.contractMode === "TRIAL" ? "TRIAL" : "PRODUCTION", quantity: 1 } as const;
  const wanted = parms.entitlements ?? standard;
  const contractMode = wanted.contractMode as ContractMode;
  const blank = blankEntitlement(site.clock.now(), state.entitlements.get(provider.id)!);
  site.enforce(when === "now" ? rulesNow : rulesLater, {
    ...entitlementFacts(site, { provider, parms: wanted, contractMode, before: blank, creating: true }),
    creation: parms,
    provider,
    issuance: kind.issuanceAccount,
    domain,
    domainTaken: hostnameTaken(state, hostname),
  });

  const id = site.ids.uuid();
  return {
    tenant: {
      id,
      parentId: provider.id,
      companyName: parms.tenant.companyName,
      hostname,
      previousHostname: null,
      contractMode,
      locked: false,
      serviceProvider: parms.tenant.serviceProvider ?? false,
      ...kind,
    },
    entitlement: { ...changedEntitlement(blank, wanted, site.clock.now()), id, entitlementUuid: site.ids.uuid(), used: 1 },
    application: planApplication(site, parms.adminApiApplication, id),
    adminUser: adminUserView(site, parms.adminUser),
  };
}

/** Carries a plan out and answers the CreateTenantResult. */
export function completeCreation(site: EntrustSite, plan: CreationPlan): JsonObject {
  const state = stateOf(site);
  const tenant = { ...plan.tenant, order: site.ids.sequence() };
  state.tenants.insert(tenant);
  state.entitlements.insert(plan.entitlement);
  if (plan.application) state.applications.insert(plan.application.record);
  return { adminApiApplication: plan.application?.view ?? null, adminUser: plan.adminUser, tenant: tenantView(tenant, false) };
}

/** Nobody's entitlement, before its parameters: from now to the end of the provider's own. */
export function blankEntitlement(now: number, contract: Pick<EntitlementRecord, "endDate">): EntitlementRecord {
  return {
    id: "",
    entitlementUuid: "",
    quantity: 0,
    used: 0,
    startDate: Math.floor(now / 1000) * 1000,
    endDate: contract.endDate,
    status: "ACTIVE",
    contractNumber: null,
    customerId: null,
    entitlementId: null,
    usersBillingType: "PRE_PAID",
    smartLoginEnabled: null,
    enhancedGeoLocation: null,
    userBundles: [],
    issuance: null,
    idProofing: [],
    flashPass: null,
    fleetManagement: null,
    printer: null,
    smsVoice: null,
  };
}

/** Children of the root provider choose their kind; all others inherit it. */
function kindOf({ tenant }: CreateTenantParms, provider: TenantRecord): Pick<TenantRecord, "authenticationAccount" | "issuanceAccount"> {
  if (provider.parentId !== null) {
    return { authenticationAccount: provider.authenticationAccount, issuanceAccount: provider.issuanceAccount };
  }
  return { authenticationAccount: tenant.authenticationAccount ?? true, issuanceAccount: tenant.issuanceAccount ?? false };
}

function planApplication(
  site: EntrustSite,
  parms: CreateTenantParms["adminApiApplication"],
  tenantId: string,
): CreationPlan["application"] {
  if (!parms) return null;
  const record = { id: site.ids.uuid(), tenantId, sharedSecret: site.ids.secret(32), providerPermissions: null };
  return {
    record,
    view: {
      allowLongLivedToken: parms.allowLongLivedToken ?? null,
      applicationTemplate: TEMPLATE.name,
      applicationTemplateId: parms.applicationTemplateId ?? TEMPLATE.id,
      description: parms.description ?? null,
      id: record.id,
      ipListId: parms.ipListId ?? null,
      lastAuthnDate: null,
      logo: parms.logo ?? null,
      name: parms.name,
      roleId: parms.roleId ?? null,
      sharedSecret: record.sharedSecret,
      spRoleId: null,
    },
  };
}
