import { tenantRules } from "./rules/path.js";
import { stateOf, type TenantRecord, type ThalesCall } from "./state.js";

/**
 * The tenant with this id, which may be spelt in capitals.
 *
 * @throws {Refusal} 404
 */
export function knownTenant({ site }: ThalesCall, id: string): TenantRecord {
  const tenant = stateOf(site).tenants.get(id.toLowerCase());
  site.enforce(tenantRules, { tenant });
  return tenant!;
}
