import { type Answer, empty, json } from "../../answer.js";
import { type ListKind, listPage } from "./list.js";
import { type ApartmentParms, apartment as apartmentModel } from "./models.js";
import { readBody } from "./request.js";
import { apartmentContentRules, apartmentRules } from "./rules/apartment.js";
import { type Address, type ApartmentRecord, nextUid, type PanelCall, type PanelSite, stateOf } from "./state.js";
import { apartmentView } from "./views.js";

/**
 * The apartment that the path names.
 *
 * @throws {Refusal} 400
 */
export function namedApartment({ site, params }: PanelCall): ApartmentRecord {
  const apartment = stateOf(site).apartments.get(params["apartment-uid"]!);
  site.enforce(apartmentRules, { apartment });
  return apartment!;
}

/** createApartment */
export function createApartment(call: PanelCall): Answer {
  const state = stateOf(call.site);
  const content = allowedContent(call.site, readBody(call, apartmentModel));
  const id = nextUid(state, "apartments");
  state.apartments.insert({ photoPath: null, routePath: null, ...content, id });
  return json(200, { uid: Number(id) });
}

/** getApartment */
export function getApartment(call: PanelCall): Answer {
  return json(200, apartmentView(stateOf(call.site), namedApartment(call)));
}

/** updateApartment: all that a creation needs. */
export function updateApartment(call: PanelCall): Answer {
  const { id } = namedApartment(call);
  stateOf(call.site).apartments.update(id, allowedContent(call.site, readBody(call, apartmentModel), id));
  return empty();
}

/** deleteApartment: its identifiers stay, and hang on none. */
export function deleteApartment(call: PanelCall): Answer {
  const state = stateOf(call.site);
  const { id } = namedApartment(call);
  for (const one of state.identifiers.list()) if (one.apartmentId === id) state.identifiers.update(one.id, { apartmentId: null });
  state.apartments.delete(id);
  return empty();
}

const text = ({ building, unit, floor, room }: Address) => `${building}-${unit}-${floor}-${room}`;
const sortable = ({ building, unit, floor, room }: Address) =>
  [building, unit, floor, room].map((one) => String(one).padStart(4, "0")).join();

const list: ListKind<ApartmentRecord> = {
  uid: "apartment_uid",
  sorts: {
    apartment_uid: ({ id }) => Number(id),
    apartment_address: ({ address }) => sortable(address),
    apartment_name: ({ name }) => name.toLowerCase(),
    residents: ({ residents }) => residents,
  },
  filters: {
    apartment_name: { format: "string", types: { equal: ({ name }, value) => name === value } },
    apartment_address: { format: "string", types: { equal: ({ address }, value) => text(address) === value } },
    residents: {
      format: "integer",
      types: {
        less: ({ residents }, value) => residents < value,
        equal: ({ residents }, value) => residents === value,
        more: ({ residents }, value) => residents > value,
      },
    },
  },
};

/** listApartments */
export function listApartments(call: PanelCall): Answer {
  const state = stateOf(call.site);
  return json(
    200,
    listPage(call, list, state.apartments.list(), (one) => apartmentView(state, one)),
  );
}

function allowedContent(site: PanelSite, parms: ApartmentParms, id?: string) {
  const { apartment_address: given, apartment_name: name, residents, photo_path: photoPath, route_path: routePath } = parms;
  const address: Address = { building: given.building, unit: given.unit, floor: given.floor, room: given.room };
  const others = stateOf(site)
    .apartments.list()
    .filter((one) => one.id !== id);
  site.enforce(apartmentContentRules, { address, name, taken: others.some((one) => text(one.address) === text(address)) });
  return {
    address,
    name,
    residents: residents.count,
    ...(photoPath !== undefined && { photoPath }),
    ...(routePath !== undefined && { routePath }),
  };
}
