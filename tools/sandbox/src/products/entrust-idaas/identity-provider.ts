import { type Answer, json } from "../../answer.js";
import { spIdentityProviderParms } from "./models.js";
import { readBody } from "./request.js";
import { type EntrustCall, stateOf } from "./state.js";
import { ownTenant } from "./tenants.js";
import type { Caller } from "./tokens.js";
import { identityProviderView } from "./views.js";

/** getSpIdentityProviderUsingGET: a tenant whose tenant management was never enabled answers `enabled: false`. */
export function getIdentityProvider(call: EntrustCall, caller: Caller): Answer {
  const tenant = ownTenant(call, caller, call.params["id"]!);
  return json(200, identityProviderView(stateOf(call.site).identityProviders.get(tenant.id)));
}

/** setSpIdentityProviderUsingPUT: what the request leaves out stays as it was, or at its default. */
export function setIdentityProvider(call: EntrustCall, caller: Caller): Answer {
  const { identityProviders } = stateOf(call.site);
  const parms = readBody(call, spIdentityProviderParms);
  const tenant = ownTenant(call, caller, call.params["id"]!);
  const before = identityProviders.get(tenant.id);
  if (!parms.enabled) {
    identityProviders.delete(tenant.id);
    return json(200, identityProviderView(undefined));
  }
  const change = {
    defaultMaxAge: parms.defaultMaxAge ?? before?.defaultMaxAge ?? null,
    displayConsent: parms.displayConsent ?? before?.displayConsent ?? false,
  };
  if (before) identityProviders.update(tenant.id, change);
  else identityProviders.insert({ id: tenant.id, clientId: call.site.ids.uuid(), ...change });
  return json(200, identityProviderView(identityProviders.get(tenant.id)));
}
