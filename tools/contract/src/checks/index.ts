import type { Check } from "../check.js";
import { acceptedAsDescribed } from "./accepted-as-described.js";
import { authEnforced } from "./auth-enforced.js";
import { contentType } from "./content-type.js";
import { declaredStatus } from "./declared-status.js";
import { goneAfterDelete } from "./gone-after-delete.js";
import { noServerError } from "./no-server-error.js";
import { notDisclosed } from "./not-disclosed.js";
import { refusedAsDescribed } from "./refused-as-described.js";
import { responseBody } from "./response-body.js";
import { roundTrip } from "./round-trip.js";
import { undeclaredMethod } from "./undeclared-method.js";
import { undeclaredProperty } from "./undeclared-property.js";
import { unlistedValue } from "./unlisted-value.js";

/** All checks, in the order in which their findings are reported. */
export const CHECKS: readonly Check[] = [
  noServerError,
  authEnforced,
  acceptedAsDescribed,
  refusedAsDescribed,
  goneAfterDelete,
  notDisclosed,
  roundTrip,
  undeclaredMethod,
  declaredStatus,
  contentType,
  responseBody,
  undeclaredProperty,
  unlistedValue,
];
