import type { RuleTable } from "../../rule.js";
import { keyRules, permissionRules, statisticsRules } from "./rules/access.js";
import { systemTenantRules, tenantRules, versionRules } from "./rules/path.js";
import { bodyRules, noBodyRules, parameterRules } from "./rules/request.js";
import { targetRules, tenantChangeRules } from "./rules/tenant.js";

/** Every refusal of this product, by name. */
export const rules: RuleTable = {
  ...versionRules,
  ...keyRules,
  ...permissionRules,
  ...tenantRules,
  ...systemTenantRules,
  ...statisticsRules,
  ...bodyRules,
  ...noBodyRules,
  ...parameterRules,
  ...tenantChangeRules,
  ...targetRules,
};
