import { type Answer, empty, json } from "../../answer.js";
import { searchParms } from "./models.js";
import { readBody } from "./request.js";
import { deletionRules, tenantRules } from "./rules/tenant.js";
import { type Search, searchPage } from "./search.js";
import { flag, oneOf, shortText } from "./search-attributes.js";
import { descendants, type EntrustCall, isBelow, type State, stateOf, type TenantRecord } from "./state.js";
import type { Caller } from "./tokens.js";
import { tenantView } from "./views.js";

/**
 * A tenant of the calling provider: any account below it.
 *
 * @throws {Refusal} 404
 */
export function ownTenant(call: EntrustCall, caller: Caller, id: string): TenantRecord {
  const state = stateOf(call.site);
  const tenant = state.tenants.get(id);
  const own = tenant !== undefined && isBelow(state, tenant, caller.provider.id);
  call.site.enforce(tenantRules, { tenant, own });
  return tenant!;
}

/** getTenantUsingGET */
export function getTenant(call: EntrustCall, caller: Caller): Answer {
  return json(200, view(stateOf(call.site), ownTenant(call, caller, call.params["id"]!)));
}

/** lockTenantUsingPUT: sub-tenants are locked with it. */
export const lockTenant = (call: EntrustCall, caller: Caller): Answer => setLocked(call, caller, true);

/** unlockTenantUsingPUT: reverses it for all of them. */
export const unlockTenant = (call: EntrustCall, caller: Caller): Answer => setLocked(call, caller, false);

/** removeTenantUsingDELETE: final, with everything that belongs to the tenant. */
export function removeTenant(call: EntrustCall, caller: Caller): Answer {
  const state = stateOf(call.site);
  const tenant = ownTenant(call, caller, call.params["id"]!);
  call.site.enforce(deletionRules, { tenant });
  const applications = state.applications.list().filter((one) => one.tenantId === tenant.id);
  for (const token of state.tokens.list()) if (applications.some((one) => one.id === token.applicationId)) state.tokens.delete(token.id);
  for (const application of applications) state.applications.delete(application.id);
  for (const usage of state.usage.list()) if (usage.tenantId === tenant.id) state.usage.delete(usage.id);
  state.identityProviders.delete(tenant.id);
  state.entitlements.delete(tenant.id);
  state.tenants.delete(tenant.id);
  return empty();
}

const text = shortText(["EQUALS", "NOT_EQUALS", "CONTAINS", "NOT_CONTAINS", "STARTS_WITH", "ENDS_WITH"]);

const search = (state: State): Search<TenantRecord> => ({
  name: "tenants",
  startTimeNeeded: false,
  table: {
    hostname: text,
    companyName: text,
    contractMode: oneOf(["PRODUCTION", "TRIAL", "UNKNOWN"], true),
    locked: flag(true),
    serviceProvider: flag(true),
    authenticationAccount: flag(true),
    issuanceAccount: flag(true),
    spIdp: flag(true),
  },
  keys: (tenant) => ({
    hostname: tenant.hostname.toLowerCase(),
    companyName: tenant.companyName.toLowerCase(),
    contractMode: tenant.contractMode.toLowerCase(),
    locked: tenant.locked,
    serviceProvider: tenant.serviceProvider,
    authenticationAccount: tenant.authenticationAccount,
    issuanceAccount: tenant.issuanceAccount,
    spIdp: state.identityProviders.get(tenant.id) !== undefined,
  }),
});

/** getTenantsPageUsingPOST */
export function getTenantsPage(call: EntrustCall, { provider }: Caller): Answer {
  const state = stateOf(call.site);
  const parms = readBody(call, searchParms);
  const tenants = descendants(state, provider.id);
  return json(
    200,
    searchPage(call.site, search(state), provider.id, parms, tenants, (tenant) => view(state, tenant)),
  );
}

function setLocked(call: EntrustCall, caller: Caller, locked: boolean): Answer {
  const state = stateOf(call.site);
  const tenant = ownTenant(call, caller, call.params["id"]!);
  for (const one of [tenant, ...descendants(state, tenant.id)]) state.tenants.update(one.id, { locked });
  return empty();
}

const view = (state: State, tenant: TenantRecord) => tenantView(tenant, state.identityProviders.get(tenant.id) !== undefined);
