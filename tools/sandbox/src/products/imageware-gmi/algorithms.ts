import type { Answer } from "../../answer.js";
import { linked, unlinked } from "./answers.js";
import { algorithmLink } from "./models.js";
import { readBody } from "./request.js";
import { algorithmLinkRules, algorithmRules, livenessLinkRules } from "./rules/algorithm.js";
import { type AlgorithmLinkRecord, type ImagewareCall, type Licence, linkId, stateOf, type TenantRecord } from "./state.js";

/** associateAlgorithm: a later licence replaces the one before, and its livenesses stay. */
export function associateAlgorithm(call: ImagewareCall, tenant: TenantRecord): Answer {
  const { algorithmLinks } = stateOf(call.site);
  const licence = call.body.size === 0 ? null : licenceOf(readBody(call, algorithmLink).licenseData);
  const { id, code, link } = named(call, tenant);
  if (link) algorithmLinks.update(id, { licence });
  else algorithmLinks.insert({ id, tenantCode: tenant.id, code, licence, livenesses: [] });
  return linked(!link);
}

/** disassociateAlgorithm: its livenesses go with it, and what was enrolled stays. */
export function disassociateAlgorithm(call: ImagewareCall, tenant: TenantRecord): Answer {
  const { id, link } = named(call, tenant);
  call.site.enforce(algorithmLinkRules, { link });
  stateOf(call.site).algorithmLinks.delete(id);
  return unlinked();
}

/** associateLiveness */
export function associateLiveness(call: ImagewareCall, tenant: TenantRecord): Answer {
  const { id, livenesses, liveness } = livenessNamed(call, tenant);
  const isNew = !livenesses.includes(liveness);
  if (isNew) stateOf(call.site).algorithmLinks.update(id, { livenesses: [...livenesses, liveness] });
  return linked(isNew);
}

/** disassociateLiveness */
export function disassociateLiveness(call: ImagewareCall, tenant: TenantRecord): Answer {
  const { id, livenesses, liveness } = livenessNamed(call, tenant);
  call.site.enforce(livenessLinkRules, { linked: livenesses.includes(liveness) });
  stateOf(call.site).algorithmLinks.update(id, { livenesses: livenesses.filter((one) => one !== liveness) });
  return unlinked();
}

/** The algorithm that the path names, and the tenant's link to it if there is one. @throws {Refusal} 404 */
function named(call: ImagewareCall, tenant: TenantRecord): { id: string; code: string; link: AlgorithmLinkRecord | undefined } {
  const { svrgrp_code: serverGroup, alg_code: code, liveness_code: liveness } = call.params;
  call.site.enforce(algorithmRules, { serverGroup: serverGroup!, algorithm: code!, liveness });
  const id = linkId(tenant.id, code!);
  return { id, code: code!, link: stateOf(call.site).algorithmLinks.get(id) };
}

/** The liveness that the path names, and those that the tenant's algorithm has. @throws {Refusal} 404 */
function livenessNamed(call: ImagewareCall, tenant: TenantRecord): { id: string; livenesses: readonly string[]; liveness: string } {
  const { id, link } = named(call, tenant);
  call.site.enforce(algorithmLinkRules, { link });
  return { id, livenesses: link!.livenesses, liveness: call.params["liveness_code"]! };
}

/** A licence without what the body has beside it. */
function licenceOf(given: Licence | undefined): Licence | null {
  if (given === undefined) return null;
  const { info, maxIdentities, expireDate } = given;
  return {
    ...(info !== undefined && { info }),
    ...(maxIdentities !== undefined && { maxIdentities }),
    ...(expireDate !== undefined && { expireDate }),
  };
}
