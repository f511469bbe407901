import { type Answer, json } from "../../answer.js";
import { linked, unlinked } from "./answers.js";
import { newPerson } from "./models.js";
import { listed } from "./person-list.js";
import { personView, tenantPersonView } from "./person-view.js";
import { readBody, readQuery } from "./request.js";
import { deviceRules } from "./rules/list.js";
import { membershipRules, newPersonRules, personRules, userIdRules } from "./rules/person.js";
import { type ImagewareCall, linkId, type PersonRecord, type State, stateOf, type TenantRecord } from "./state.js";

/** getTenantUser: with what the person has enrolled, here and anywhere. */
export function getTenantUser(call: ImagewareCall, tenant: TenantRecord): Answer {
  const person = member(call, tenant);
  return json(200, tenantPersonView(stateOf(call.site), person, tenant.id));
}

/** listTenantUsers */
export function listTenantUsers(call: ImagewareCall, tenant: TenantRecord): Answer {
  const state = stateOf(call.site);
  return listed(call, () => state.persons.list().filter((one) => isMember(state, tenant.id, one.id)));
}

/** createTenantUser: the person is new on the server, and belongs to the tenant. */
export function createTenantUser(call: ImagewareCall, tenant: TenantRecord): Answer {
  const { site } = call;
  const state = stateOf(site);
  const { userId } = readBody(call, newPerson);
  site.enforce(newPersonRules, { userId, strictUserId: site.settings.strictUserId, holder: personOf(state, userId) });
  const person = { id: site.ids.uuid(), userId };
  state.persons.insert(person);
  state.memberships.insert({ id: linkId(tenant.id, person.id) });
  return json(201, personView(state, person));
}

/** associateTenantUser: anybody on the server can be linked, in whichever tenant they were created. */
export function associateTenantUser(call: ImagewareCall, tenant: TenantRecord): Answer {
  const state = stateOf(call.site);
  const person = named(call);
  const isNew = !isMember(state, tenant.id, person.id);
  if (isNew) state.memberships.insert({ id: linkId(tenant.id, person.id) });
  return linked(isNew);
}

/** disassociateTenantUser: the person stays, and so does what was enrolled. */
export function disassociateTenantUser(call: ImagewareCall, tenant: TenantRecord): Answer {
  const person = member(call, tenant);
  stateOf(call.site).memberships.delete(linkId(tenant.id, person.id));
  return unlinked();
}

/** findPersons: one person by userId, or a list of all persons of the server. */
export function findPersons(call: ImagewareCall): Answer {
  const state = stateOf(call.site);
  const query = readQuery(call, ["userId", "deviceId"]);
  call.site.enforce(deviceRules, { query });
  const userId = query.get("userId");
  if (userId === null) return listed(call, () => state.persons.list());
  const found = personOf(state, userId);
  call.site.enforce(userIdRules, { found });
  return json(200, personView(state, found!));
}

/** getPerson */
export const getPerson = (call: ImagewareCall): Answer => json(200, personView(stateOf(call.site), named(call)));

/** Whether a person belongs to a tenant. */
export const isMember = (state: State, tenantCode: string, personId: string): boolean =>
  state.memberships.get(linkId(tenantCode, personId)) !== undefined;

/** The person that the path names. @throws {Refusal} 404 */
function named(call: ImagewareCall): PersonRecord {
  const person = stateOf(call.site).persons.get(call.params["person_uuid"]!.toLowerCase());
  call.site.enforce(personRules, { person });
  return person!;
}

/** The person that the path names, as a member of the tenant. @throws {Refusal} 404 */
function member(call: ImagewareCall, tenant: TenantRecord): PersonRecord {
  const person = named(call);
  call.site.enforce(membershipRules, { member: isMember(stateOf(call.site), tenant.id, person.id) });
  return person;
}

/** Who has a userId, whatever the case. */
const personOf = (state: State, userId: string): PersonRecord | undefined =>
  state.persons.list().find((one) => one.userId.toLowerCase() === userId.toLowerCase());
