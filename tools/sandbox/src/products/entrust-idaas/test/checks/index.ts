import type { Check } from "../target.js";
import { creationChecks } from "./creation.js";
import { entitlementChecks } from "./entitlements.js";
import { loginChecks } from "./login.js";
import { requestChecks } from "./requests.js";
import { searchChecks } from "./search.js";
import { tenantChecks } from "./tenants.js";

/** Every behaviour of the product that is checked, in-process and over HTTP. */
export const checks: readonly Check[] = [
  ...loginChecks,
  ...creationChecks,
  ...tenantChecks,
  ...searchChecks,
  ...entitlementChecks,
  ...requestChecks,
];
