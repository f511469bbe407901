import type { RuleTable } from "../../rule.js";
import { accountRules, credentialRules, permissionRules, tokenRules } from "./rules/access.js";
import { bodyRules } from "./rules/body.js";
import { creationRules, synchronousCreationRules } from "./rules/creation.js";
import { entitlementChangeRules, entitlementHeldRules, entitlementRules, entitlementTypeRules } from "./rules/entitlement.js";
import { searchRules, usageSearchRules } from "./rules/search.js";
import { deletionRules, operationRules, resultRules, tenantRules } from "./rules/tenant.js";

/** Every refusal of this product, by name. */
export const rules: RuleTable = {
  ...tokenRules,
  ...credentialRules,
  ...accountRules,
  ...permissionRules,
  ...bodyRules,
  ...creationRules,
  ...synchronousCreationRules,
  ...entitlementRules,
  ...entitlementChangeRules,
  ...entitlementTypeRules,
  ...entitlementHeldRules,
  ...tenantRules,
  ...deletionRules,
  ...operationRules,
  ...resultRules,
  ...searchRules,
  ...usageSearchRules,
};
