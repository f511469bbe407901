import type { Check } from "../target.js";
import { accessChecks } from "./access.js";
import { apartmentChecks } from "./apartments.js";
import { attachmentChecks } from "./attachments.js";
import { faceChecks } from "./faces.js";
import { identifierChecks } from "./identifiers.js";
import { listChecks } from "./lists.js";
import { requestChecks } from "./requests.js";
import { timeProfileChecks } from "./time-profiles.js";

/** Every behaviour of the product that is checked, in-process and over HTTP. */
export const checks: readonly Check[] = [
  ...accessChecks,
  ...identifierChecks,
  ...faceChecks,
  ...attachmentChecks,
  ...listChecks,
  ...apartmentChecks,
  ...timeProfileChecks,
  ...requestChecks,
];
