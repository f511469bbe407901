import { type Answer, json } from "../../answer.js";
import { keyHash } from "./hashes.js";
import { knownTenant } from "./known-tenant.js";
import { keyRules, permissionRules } from "./rules/access.js";
import { versionRules } from "./rules/path.js";
import { noBodyRules } from "./rules/request.js";
import { type KeyRecord, type Permission, stateOf, type ThalesCall } from "./state.js";

const DAY = 86_400_000;

/**
 * The key of a call that opens `permission`.
 *
 * @throws {Refusal} 401 or 403
 */
export function authorise({ site, request }: ThalesCall, permission: Permission): KeyRecord {
  const presented = (request.header("authorization") ?? "").trim().replace(/^bearer(\s+|$)/i, "");
  const key = stateOf(site).keys.get(keyHash(presented));
  const expired = key?.expires === true && site.clock.now() >= key.createdAt + site.settings.apiKeyExpiryInDays * DAY;
  site.enforce(keyRules, { presented, key, expired });
  site.enforce(permissionRules, { key: key!, permission });
  return key!;
}

/** GenerateApiKey: the answer is the only place where the key ever stands. */
export function generateApiKey(call: ThalesCall): Answer {
  const { site, params, body } = call;
  site.enforce(versionRules, { version: params["version"]! });
  authorise(call, "provisioning-administrator");
  const tenant = knownTenant(call, params["tenantId"]!);
  site.enforce(noBodyRules, { body });
  const apiKey = site.ids.secret(32);
  const keyName = params["keyName"]!;
  stateOf(site).keys.insert({
    id: keyHash(apiKey),
    keyName,
    tenantId: tenant.id,
    permission: tenant.system ? "system-administrator" : "tenant-administrator",
    createdAt: site.clock.now(),
    expires: true,
  });
  return json(200, { apiKey, keyName, tenantId: tenant.id });
}
