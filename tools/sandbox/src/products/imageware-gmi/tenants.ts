import { type Answer, json } from "../../answer.js";
import type { Json } from "../../json.js";
import { tenantUpdate } from "./models.js";
import { readBody } from "./request.js";
import { tenantUpdateRules } from "./rules/tenant.js";
import { type ImagewareCall, stateOf, type TenantRecord } from "./state.js";

/** getTenant */
export const getTenant = (_call: ImagewareCall, tenant: TenantRecord): Answer => json(200, view(tenant));

/** updateTenant: what the body leaves out stays as it is. */
export function updateTenant(call: ImagewareCall, tenant: TenantRecord): Answer {
  const { code, name, maxIdentities, defaultPostBack } = readBody(call, tenantUpdate);
  call.site.enforce(tenantUpdateRules, { pathCode: tenant.id, bodyCode: code });
  const change = {
    ...(name !== undefined && { name }),
    ...(maxIdentities !== undefined && { maxIdentities }),
    ...(defaultPostBack !== undefined && { defaultPostBack }),
  };
  return json(200, view(stateOf(call.site).tenants.update(tenant.id, change)));
}

const view = ({ id, name, maxIdentities, defaultPostBack }: TenantRecord): Json => ({ name, code: id, maxIdentities, defaultPostBack });
