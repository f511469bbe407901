import type { Check } from "../target.js";
import { keyChecks } from "./keys.js";
import { requestChecks } from "./requests.js";
import { statisticsChecks } from "./statistics.js";
import { tenantChecks } from "./tenants.js";

/** Every behaviour of the product that is checked, in-process and over HTTP. */
export const checks: readonly Check[] = [...tenantChecks, ...keyChecks, ...statisticsChecks, ...requestChecks];
