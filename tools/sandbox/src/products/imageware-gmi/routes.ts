import type { Answer } from "../../answer.js";
import type { NotImitated, Operation } from "../../product.js";
import { associateAlgorithm, associateLiveness, disassociateAlgorithm, disassociateLiveness } from "./algorithms.js";
import { TOKEN_PATH } from "./answers.js";
import { associateApplication, disassociateApplication, getTenantApplication, listTenantApplications } from "./applications.js";
import {
  associateTenantUser,
  createTenantUser,
  disassociateTenantUser,
  findPersons,
  getPerson,
  getTenantUser,
  listTenantUsers,
} from "./persons.js";
import { emptyBodyRules } from "./rules/body.js";
import type { ImagewareCall, ImagewareSettings, TenantRecord } from "./state.js";
import { getTenant, updateTenant } from "./tenants.js";
import { administered, identify, issueToken } from "./tokens.js";

type Handle = Operation<ImagewareSettings>["handle"];
type OnTenant = (call: ImagewareCall, tenant: TenantRecord) => Answer;

/** An operation on the tenant of the path, for its administrators. */
const onTenantWithBody =
  (handle: OnTenant): Handle =>
  (call) =>
    handle(call, administered(call));

const onTenant = (handle: OnTenant): Handle =>
  onTenantWithBody((call, tenant) => {
    call.site.enforce(emptyBodyRules, { body: call.body });
    return handle(call, tenant);
  });

/** An operation on the whole server, for everybody with a token. */
const onServer =
  (handle: (call: ImagewareCall) => Answer): Handle =>
  (call) => {
    identify(call);
    call.site.enforce(emptyBodyRules, { body: call.body });
    return handle(call);
  };

const GMI = "/v2/gmiserver";
const TENANT = `${GMI}/tenant/{tenant_code}` as const;
const PERSON = `${TENANT}/person/{person_uuid}` as const;
const APPLICATION = `${TENANT}/app/{app_code}` as const;
// The vendor prints no server group but "main"; a parameter, so that another one is refused by a rule.
const ALGORITHM = `${TENANT}/svrgrp/{svrgrp_code}/alg/{alg_code}` as const;
const LIVENESS = `${ALGORITHM}/liveness/{liveness_code}` as const;

/** The operations that are imitated. The vendor gives them no ids; these are ours. */
export const operations: readonly Operation<ImagewareSettings>[] = [
  { id: "issueToken", method: "POST", path: TOKEN_PATH, handle: issueToken },
  { id: "getTenant", method: "GET", path: TENANT, handle: onTenant(getTenant) },
  { id: "updateTenant", method: "PUT", path: "/v1/tenant/{tenant_code}", handle: onTenantWithBody(updateTenant) },
  { id: "getTenantUser", method: "GET", path: PERSON, handle: onTenant(getTenantUser) },
  { id: "listTenantUsers", method: "GET", path: `${TENANT}/person`, handle: onTenant(listTenantUsers) },
  { id: "createTenantUser", method: "POST", path: `${TENANT}/person`, handle: onTenantWithBody(createTenantUser) },
  { id: "associateTenantUser", method: "PUT", path: PERSON, handle: onTenant(associateTenantUser) },
  { id: "disassociateTenantUser", method: "DELETE", path: PERSON, handle: onTenant(disassociateTenantUser) },
  { id: "listTenantApplications", method: "GET", path: `${TENANT}/app`, handle: onTenant(listTenantApplications) },
  { id: "getTenantApplication", method: "GET", path: APPLICATION, handle: onTenant(getTenantApplication) },
  { id: "associateApplication", method: "PUT", path: APPLICATION, handle: onTenant(associateApplication) },
  { id: "disassociateApplication", method: "DELETE", path: APPLICATION, handle: onTenant(disassociateApplication) },
  { id: "associateAlgorithm", method: "PUT", path: ALGORITHM, handle: onTenantWithBody(associateAlgorithm) },
  { id: "associateLiveness", method: "PUT", path: LIVENESS, handle: onTenant(associateLiveness) },
  { id: "disassociateLiveness", method: "DELETE", path: LIVENESS, handle: onTenant(disassociateLiveness) },
  { id: "disassociateAlgorithm", method: "DELETE", path: ALGORITHM, handle: onTenant(disassociateAlgorithm) },
  { id: "findPersons", method: "GET", path: `${GMI}/person`, handle: onServer(findPersons) },
  { id: "getPerson", method: "GET", path: `${GMI}/person/{person_uuid}`, handle: onServer(getPerson) },
];

const DEVICE = "devices are not imitated";
const MESSAGE = "messages to devices are not imitated";
const CAPTURE = "captures come through the hook enrol";

/** Neighbours of these operations that the vendor has and the sandbox has not. */
export const notImitated: readonly NotImitated[] = [
  { method: "GET", path: `${GMI}/person/{person_uuid}/tenant`, why: "the vendor shows nothing of its answer" },
  { method: "DELETE", path: `${GMI}/person/{person_uuid}`, why: "persons are only unlinked here" },
  { method: "GET", path: `${GMI}/app/{app_code}/person`, why: "the vendor shows nothing of its answer" },
  { method: "POST", path: `${GMI}/app/{app_code}/device/{device_id}/register`, why: DEVICE },
  { method: "POST", path: `${GMI}/app/{app_code}/device/{device_id}/code/{verification_code}/validate`, why: DEVICE },
  { method: "GET", path: `${TENANT}/person/registration`, why: DEVICE },
  { method: "DELETE", path: `${PERSON}/app/{app_code}/device/{device_id}`, why: DEVICE },
  { method: "POST", path: `${APPLICATION}/template/{template_code}/person/{person_uuid}/message`, why: MESSAGE },
  { method: "GET", path: `${PERSON}/app/{app_code}/message/first`, why: MESSAGE },
  { method: "GET", path: `${PERSON}/app/{app_code}/message`, why: MESSAGE },
  { method: "GET", path: `${PERSON}/app/{app_code}/message/{message_uuid}`, why: MESSAGE },
  { method: "POST", path: `${PERSON}/app/{app_code}/message/{message_uuid}/reject`, why: MESSAGE },
  { method: "POST", path: `${PERSON}/app/{app_code}/message/{message_uuid}/verify`, why: CAPTURE },
  { method: "GET", path: `${PERSON}/app/{app_code}/enroll`, why: CAPTURE },
  { method: "POST", path: `${PERSON}/app/{app_code}/enroll`, why: CAPTURE },
];
