import type { RuleTable } from "../../rule.js";
import { callerRules, loginRules, roleRules } from "./rules/access.js";
import { apartmentContentRules, apartmentRules, attachmentRules, unbindRules } from "./rules/apartment.js";
import { bodyRules } from "./rules/body.js";
import { faceRules } from "./rules/face.js";
import { identifierContentRules, identifierRules, limitsCompleteRules, qrRules, windowRules } from "./rules/identifier.js";
import { listRules } from "./rules/list.js";
import { timeProfileContentRules, timeProfileRules } from "./rules/time-profile.js";

/** Every refusal of this product, by name. */
export const rules: RuleTable = {
  ...loginRules,
  ...callerRules,
  ...roleRules,
  ...bodyRules,
  ...identifierRules,
  ...identifierContentRules,
  ...limitsCompleteRules,
  ...windowRules,
  ...faceRules,
  ...qrRules,
  ...apartmentRules,
  ...apartmentContentRules,
  ...attachmentRules,
  ...unbindRules,
  ...timeProfileRules,
  ...timeProfileContentRules,
  ...listRules,
};
