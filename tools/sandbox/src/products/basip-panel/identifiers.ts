import { type Answer, empty, json } from "../../answer.js";
import { sameness } from "./identifier-number.js";
import { limitsOf, missingLimit, passesLeft } from "./limits.js";
import { type ListKind, listPage } from "./list.js";
import { type IdentifierCreate, identifierCreate, identifierUpdate, uidItems } from "./models.js";
import { qrPng } from "./qr-image.js";
import { readBody } from "./request.js";
import {
  type IdentifierFacts,
  identifierContentRules,
  identifierRules,
  limitsCompleteRules,
  qrRules,
  windowRules,
} from "./rules/identifier.js";
import { type IdentifierRecord, nextUid, type PanelCall, type PanelSite, type State, stateOf } from "./state.js";
import { identifierView } from "./views.js";

/**
 * The identifier that the path names.
 *
 * @throws {Refusal} 400
 */
export function namedIdentifier({ site, params }: PanelCall): IdentifierRecord {
  const identifier = stateOf(site).identifiers.get(params["identifier-uid"]!);
  site.enforce(identifierRules, { identifier });
  return identifier!;
}

/** createIdentifier */
export function createIdentifier(call: PanelCall): Answer {
  const { site } = call;
  const state = stateOf(site);
  const parms = readBody(call, identifierCreate);
  const limits = limitsOf(parms.valid);
  site.enforce(identifierContentRules, factsOf(site, parms));
  site.enforce(windowRules, { limits });
  const id = nextUid(state, "identifiers");
  const isFace = parms.identifier_type === "face_id";
  state.identifiers.insert({
    id,
    ...baseOf(parms),
    // What a face is called before it is there counts for nothing, and might be a face: it is not kept.
    number: isFace ? "" : parms.identifier_number,
    limits,
    passesLeft: passesLeft(limits),
    apartmentId: null,
    timeProfileIds: [],
    face: isFace ? "awaited" : "none",
  });
  return json(200, { uid: Number(id) });
}

/** getIdentifier */
export function getIdentifier(call: PanelCall): Answer {
  return json(200, identifierView(stateOf(call.site), namedIdentifier(call)));
}

/** updateIdentifier: all of the base, and the limits where they are given. */
export function updateIdentifier(call: PanelCall): Answer {
  const { site } = call;
  const before = namedIdentifier(call);
  const parms = readBody(call, identifierUpdate);
  site.enforce(identifierContentRules, factsOf(site, parms, before));
  site.enforce(limitsCompleteRules, { missing: missingLimit(parms.valid) });
  const limits = parms.valid ? limitsOf(parms.valid) : before.limits;
  site.enforce(windowRules, { limits });
  stateOf(site).identifiers.update(before.id, {
    ...baseOf(parms),
    number: before.face === "awaited" ? before.number : parms.identifier_number,
    limits,
    passesLeft: passesLeft(limits, before),
  });
  return empty();
}

/** deleteIdentifier */
export function deleteIdentifier(call: PanelCall): Answer {
  remove(stateOf(call.site), namedIdentifier(call));
  return empty();
}

/** deleteIdentifiers: those there are; the others are passed over. */
export function deleteIdentifiers(call: PanelCall): Answer {
  const state = stateOf(call.site);
  for (const uid of readBody(call, uidItems).uid_items) {
    const identifier = state.identifiers.get(String(uid));
    if (identifier) remove(state, identifier);
  }
  return empty();
}

/** resetIdentifierPasses: nothing to do where passes are not counted. */
export function resetIdentifierPasses(call: PanelCall): Answer {
  const identifier = namedIdentifier(call);
  stateOf(call.site).identifiers.update(identifier.id, { passesLeft: passesLeft(identifier.limits) });
  return empty();
}

/** getIdentifierQr: a PNG of the number; a `locale` changes nothing in it. */
export function getIdentifierQr(call: PanelCall): Answer {
  const identifier = namedIdentifier(call);
  call.site.enforce(qrRules, { identifier });
  return { status: 200, headers: { "content-type": "image/png" }, body: qrPng(identifier.number) };
}

const list: ListKind<IdentifierRecord> = {
  uid: "identifier_uid",
  sorts: {
    identifier_uid: ({ id }) => Number(id),
    name: ({ ownerName }) => ownerName.toLowerCase(),
    identifier_type: ({ type }) => type.toLowerCase(),
    identifier_number: ({ number }) => number.toLowerCase(),
    lock: ({ lock }) => lock,
  },
  filters: {
    identifier_number: { format: "string", types: { equal: ({ number }, value) => number === value } },
    name: { format: "string", types: { equal: ({ ownerName }, value) => ownerName === value } },
  },
};

/** listIdentifiers */
export function listIdentifiers(call: PanelCall): Answer {
  const state = stateOf(call.site);
  return json(
    200,
    listPage(call, list, state.identifiers.list(), (one) => identifierView(state, one)),
  );
}

function baseOf(parms: IdentifierCreate): Pick<IdentifierRecord, "ownerName" | "ownerType" | "type" | "lock"> {
  const { identifier_owner: owner, identifier_type: type, lock } = parms;
  return { ownerName: owner.name, ownerType: owner.type, type, lock };
}

function factsOf(
  site: PanelSite,
  parms: Pick<IdentifierCreate, "identifier_type" | "identifier_number">,
  before?: IdentifierRecord,
): IdentifierFacts {
  const { identifier_type: type, identifier_number: number } = parms;
  const sought = sameness(type, number);
  const others = stateOf(site)
    .identifiers.list()
    .filter((one) => one.type === type && one.id !== before?.id);
  return {
    type,
    number,
    before,
    taken: (type !== "face_id" || before?.face === "held") && others.some((one) => sameness(type, one.number) === sought),
    faceRecognition: site.settings.faceRecognition,
  };
}

/** Apartments and time profiles know their identifiers from these: what is deleted has left them too. */
function remove(state: State, { id }: IdentifierRecord): void {
  state.identifiers.delete(id);
  state.faceJobs.delete(id);
}
