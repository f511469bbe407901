import type { Check } from "../target.js";
import { algorithmChecks } from "./algorithms.js";
import { applicationChecks } from "./applications.js";
import { listChecks } from "./lists.js";
import { personChecks } from "./persons.js";
import { requestChecks } from "./requests.js";
import { tenantChecks } from "./tenants.js";
import { tokenChecks } from "./tokens.js";

/** Every behaviour of the product that is checked, in-process and over HTTP. */
export const checks: readonly Check[] = [
  ...tokenChecks,
  ...tenantChecks,
  ...personChecks,
  ...listChecks,
  ...applicationChecks,
  ...algorithmChecks,
  ...requestChecks,
];
