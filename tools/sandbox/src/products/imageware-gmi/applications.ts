import { type Answer, json } from "../../answer.js";
import type { Json } from "../../json.js";
import { linked, unlinked } from "./answers.js";
import { applicationLinkRules, applicationRules } from "./rules/application.js";
import { type ApplicationRecord, type ImagewareCall, linkId, stateOf, type TenantRecord } from "./state.js";

/** listTenantApplications */
export function listTenantApplications(call: ImagewareCall, tenant: TenantRecord): Answer {
  const { applications, applicationLinks } = stateOf(call.site);
  const own = applications.list().filter((one) => applicationLinks.get(linkId(tenant.id, one.id)));
  return json(200, own.map(view));
}

/** getTenantApplication */
export function getTenantApplication(call: ImagewareCall, tenant: TenantRecord): Answer {
  const { applications } = stateOf(call.site);
  const code = call.params["app_code"]!;
  call.site.enforce(applicationLinkRules, { linked: isLinked(call, tenant, code) });
  return json(200, view(applications.get(code)!));
}

/** associateApplication: any application of the server can be linked. */
export function associateApplication(call: ImagewareCall, tenant: TenantRecord): Answer {
  const { applications, applicationLinks } = stateOf(call.site);
  const code = call.params["app_code"]!;
  call.site.enforce(applicationRules, { application: applications.get(code) });
  const isNew = !isLinked(call, tenant, code);
  if (isNew) applicationLinks.insert({ id: linkId(tenant.id, code) });
  return linked(isNew);
}

/** disassociateApplication: the application itself stays. */
export function disassociateApplication(call: ImagewareCall, tenant: TenantRecord): Answer {
  const code = call.params["app_code"]!;
  call.site.enforce(applicationLinkRules, { linked: isLinked(call, tenant, code) });
  stateOf(call.site).applicationLinks.delete(linkId(tenant.id, code));
  return unlinked();
}

const isLinked = (call: ImagewareCall, tenant: TenantRecord, code: string): boolean =>
  stateOf(call.site).applicationLinks.get(linkId(tenant.id, code)) !== undefined;

/** What a client's copy of the record has, unset as it is by default, without keys and certificates. */
const view = ({ id, name, validationType }: ApplicationRecord): Json => ({
  code: id,
  name,
  validationType,
  validationInfo: "",
  validationSuccessInfo: "",
  validationFailInfo: "",
  validationFromAlias: "",
  environment: null,
  alertSound: null,
  alertText: null,
});
