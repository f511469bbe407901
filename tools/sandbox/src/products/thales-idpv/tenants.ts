import { type Answer, json } from "../../answer.js";
import type { JsonObject } from "../../json.js";
import { byStatus } from "../../rule.js";
import { tenantSecretHash } from "./hashes.js";
import { identityProvider, keptIdpConfig } from "./idp-config.js";
import { authorise } from "./keys.js";
import { knownTenant } from "./known-tenant.js";
import { ENCRYPTED_HEADER, readParameters, type TenantParameters } from "./parameters.js";
import { systemTenantRules, versionRules } from "./rules/path.js";
import { type TargetFacts, type TenantFacts, targetRules, tenantChangeRules } from "./rules/tenant.js";
import { FLAGS, stateOf, type TenantRecord, type TenantType, type ThalesCall } from "./state.js";

/** The only state a tenant is ever in here; the vendor publishes no value. */
const TENANT_STATUS = "Active";

const changeRules = byStatus<TenantFacts & TargetFacts>({ ...tenantChangeRules, ...targetRules });

/** CreateTenant */
export function createTenant(call: ThalesCall): Answer {
  inSystemTenant(call, call.params["tenantId"]!);
  const parameters = readParameters(call, ["tenantName", "idpClientSecret", "idpConfigFilePath", "tokenPolicies"]);
  call.site.enforce(tenantChangeRules, tenantFacts(call, parameters, undefined));
  const blank: TenantRecord = {
    id: call.site.ids.uuid(),
    system: false,
    tenantName: "",
    tenantType: "IDPV",
    idpClientSecretHash: "",
    idpClientSecretEncrypted: false,
    flags: Object.fromEntries(FLAGS.map((flag) => [flag, false])) as TenantRecord["flags"],
    idpConfig: {},
    tokenPolicies: {},
    swsConfigHash: null,
  };
  const tenant = { ...blank, ...changeOf(call, parameters, blank) };
  stateOf(call.site).tenants.insert(tenant);
  return json(200, tenantView(tenant));
}

/** UpdateTenant: what is not sent stays. */
export function updateTenant(call: ThalesCall): Answer {
  inSystemTenant(call, call.params["tenantId"]!);
  const parameters = readParameters(call, ["tenantId"]);
  const { tenants } = stateOf(call.site);
  const target = tenants.get(parameters.tenantId.toLowerCase());
  call.site.enforce(changeRules, { ...tenantFacts(call, parameters, target), target });
  return json(200, tenantView(tenants.update(target!.id, changeOf(call, parameters, target!))));
}

/** The tenants in the order of their creation, without the system tenant. */
export function listTenants(call: ThalesCall): Answer {
  inSystemTenant(call, call.params["systemTenantId"]!);
  const tenants = stateOf(call.site)
    .tenants.list()
    .filter((one) => !one.system);
  return json(200, { tenantListForAdmin: tenants.map(tenantView) });
}

/** GetTenant: open to everybody. */
export function getTenant(call: ThalesCall): Answer {
  return json(200, tenantView(knownTenant(call, call.params["tenantId"]!)));
}

/** The configuration that a client needs: open to everybody. */
export function getTenantClientConfig(call: ThalesCall): Answer {
  call.site.enforce(versionRules, { version: call.params["version"]! });
  const tenant = knownTenant(call, call.params["tenantId"]!);
  return json(200, { tenantId: tenant.id, ...tenant.idpConfig });
}

function tenantView(tenant: TenantRecord): JsonObject {
  return {
    tenantId: tenant.id,
    tenantName: tenant.tenantName,
    tenantType: tenant.tenantType,
    idpProvider: identityProvider(tenant.idpConfig),
    tenantStatus: TENANT_STATUS,
  };
}

/** @throws {Refusal} 401, 403 or 404 */
function inSystemTenant(call: ThalesCall, id: string): void {
  authorise(call, "system-administrator");
  call.site.enforce(systemTenantRules, { tenant: knownTenant(call, id) });
}

function tenantFacts({ site, request }: ThalesCall, parameters: TenantParameters, target: TenantRecord | undefined): TenantFacts {
  const { tenantName, tenantType, idpConfigFilePath, swsConfigFilePath } = parameters;
  const sameName = (one: TenantRecord) => one.tenantName.toLowerCase() === tenantName?.toLowerCase();
  return {
    wantedType: tenantType,
    sws: tenantType?.toUpperCase() === "SWS",
    swsConfigured: swsConfigFilePath !== undefined || typeof target?.swsConfigHash === "string",
    idpConfig: idpConfigFilePath,
    encrypted: request.header(ENCRYPTED_HEADER),
    nameTaken: stateOf(site)
      .tenants.list()
      .some((one) => one.id !== target?.id && sameName(one)),
  };
}

function changeOf({ request }: ThalesCall, parameters: TenantParameters, before: TenantRecord): Partial<Omit<TenantRecord, "id">> {
  const { tenantName, tenantType, idpClientSecret, idpConfigFilePath, tokenPolicies, swsConfigFilePath } = parameters;
  const flags = Object.fromEntries(FLAGS.map((flag) => [flag, parameters[flag] ?? before.flags[flag]])) as TenantRecord["flags"];
  return {
    flags,
    ...(tenantName !== undefined && { tenantName }),
    ...(tenantType !== undefined && { tenantType: tenantType.toUpperCase() as TenantType }),
    ...(idpClientSecret !== undefined && {
      idpClientSecretHash: tenantSecretHash(before.id, idpClientSecret),
      idpClientSecretEncrypted: request.header(ENCRYPTED_HEADER) === "true",
    }),
    ...(idpConfigFilePath !== undefined && { idpConfig: keptIdpConfig(idpConfigFilePath) }),
    ...(tokenPolicies !== undefined && { tokenPolicies }),
    ...(swsConfigFilePath !== undefined && { swsConfigHash: tenantSecretHash(before.id, JSON.stringify(swsConfigFilePath)) }),
  };
}
