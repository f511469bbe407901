import { type Answer, empty, json } from "../../answer.js";
import { byStatus } from "../../rule.js";
import { changedEntitlement, entitlementFacts } from "./entitlement-change.js";
import { entitlementParms } from "./models.js";
import { readBody } from "./request.js";
import {
  type EntitlementChangeFacts,
  type EntitlementFacts,
  entitlementChangeRules,
  entitlementHeldRules,
  entitlementRules,
  entitlementTypeRules,
} from "./rules/entitlement.js";
import { type EntrustCall, stateOf } from "./state.js";
import { ownTenant } from "./tenants.js";
import type { Caller } from "./tokens.js";
import { entitlementView } from "./views.js";

/** getTenantEntitlementsUsingGET: a bare array with the one entitlement that works. */
export function getEntitlements(call: EntrustCall, caller: Caller): Answer {
  return json(200, [heldBy(call, caller)]);
}

/** getTenantEntitlementUsingGET */
export function getEntitlement(call: EntrustCall, caller: Caller): Answer {
  const type = call.params["type"]!;
  call.site.enforce(entitlementTypeRules, { type });
  const view = heldBy(call, caller);
  call.site.enforce(entitlementHeldRules, { type });
  return json(200, view);
}

const rulesOfChange = byStatus<EntitlementFacts & EntitlementChangeFacts>({ ...entitlementRules, ...entitlementChangeRules });

/** setTenantEntitlementUsingPUT: what the request names changes, the rest stays. */
export function setEntitlement(call: EntrustCall, caller: Caller): Answer {
  const { site } = call;
  const state = stateOf(site);
  const parms = readBody(call, entitlementParms);
  const tenant = ownTenant(call, caller, call.params["tenantid"]!);
  const before = state.entitlements.get(tenant.id)!;
  const provider = state.tenants.get(tenant.parentId ?? tenant.id)!;
  const contractMode = parms.contractMode ?? tenant.contractMode;

  site.enforce(rulesOfChange, {
    ...entitlementFacts(site, { provider, parms, contractMode, before, creating: false }),
    modeBefore: tenant.contractMode,
    used: before.used,
  });
  const { id: _, ...after } = changedEntitlement(before, parms, site.clock.now());
  state.entitlements.update(tenant.id, after);
  if (contractMode !== tenant.contractMode) state.tenants.update(tenant.id, { contractMode });
  return empty();
}

function heldBy(call: EntrustCall, caller: Caller) {
  const tenant = ownTenant(call, caller, call.params["tenantid"]!);
  return entitlementView(stateOf(call.site).entitlements.get(tenant.id)!, tenant);
}
