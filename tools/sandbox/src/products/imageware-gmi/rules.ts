import type { RuleTable } from "../../rule.js";
import { bearerRules, rightsRules } from "./rules/access.js";
import { algorithmLinkRules, algorithmRules, livenessLinkRules } from "./rules/algorithm.js";
import { applicationLinkRules, applicationRules } from "./rules/application.js";
import { bodyRules, emptyBodyRules } from "./rules/body.js";
import { deviceRules, listRules, queryRules } from "./rules/list.js";
import { membershipRules, newPersonRules, personRules, userIdRules } from "./rules/person.js";
import { tenantUpdateRules } from "./rules/tenant.js";
import { clientRules, grantRules } from "./rules/token.js";

/** Every refusal of this product, by name. */
export const rules: RuleTable = {
  ...clientRules,
  ...grantRules,
  ...bearerRules,
  ...rightsRules,
  ...emptyBodyRules,
  ...bodyRules,
  ...tenantUpdateRules,
  ...queryRules,
  ...listRules,
  ...deviceRules,
  ...newPersonRules,
  ...userIdRules,
  ...personRules,
  ...membershipRules,
  ...applicationRules,
  ...applicationLinkRules,
  ...algorithmRules,
  ...algorithmLinkRules,
  ...livenessLinkRules,
};
