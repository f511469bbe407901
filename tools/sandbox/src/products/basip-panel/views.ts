import type { JsonObject } from "../../json.js";
import type { ApartmentRecord, IdentifierRecord, State, TimeProfileRecord } from "./state.js";

/** Identifier: without a uid of its own. */
export function identifierView(state: State, identifier: IdentifierRecord): JsonObject {
  const { limits } = identifier;
  const apartment = identifier.apartmentId === null ? undefined : state.apartments.get(identifier.apartmentId);
  return {
    identifier_owner: { name: identifier.ownerName, type: identifier.ownerType },
    identifier_type: identifier.type,
    identifier_number: identifier.number,
    lock: identifier.lock,
    valid: {
      time: { is_permanent: limits.time.permanent, ...set({ from: limits.time.from, to: limits.time.to }) },
      passes: { is_permanent: limits.passes.permanent, ...set({ max_passes: limits.passes.max }) },
    },
    apartment: {
      uid: apartment ? Number(apartment.id) : -1,
      link_id: null,
      ...(apartment && { logical_address: apartment.address }),
    },
    time_profiles: references(identifier.timeProfileIds),
    additional: { passes_left: identifier.passesLeft },
  };
}

/** ApartmentDetail. Whatever is no code on the keypad counts as physical. */
export function apartmentView(state: State, apartment: ApartmentRecord): JsonObject {
  const attached = state.identifiers.list().filter((one) => one.apartmentId === apartment.id);
  const isCode = ({ type }: IdentifierRecord) => type === "inputCode";
  return {
    apartment_address: apartment.address,
    apartment_name: apartment.name,
    residents: { count: apartment.residents },
    ...set({ photo_path: apartment.photoPath, route_path: apartment.routePath }),
    identifiers: {
      physicals: references(attached.filter((one) => !isCode(one)).map(({ id }) => id)),
      input_numbers: references(attached.filter(isCode).map(({ id }) => id)),
    },
    forward: { exist: false, uid_item: -1 },
  };
}

/** TimeProfile, with the identifiers it is attached to. */
export function timeProfileView(state: State, profile: TimeProfileRecord): JsonObject {
  const attached = state.identifiers.list().filter((one) => one.timeProfileIds.includes(profile.id));
  const uids = attached.map(({ id }) => Number(id));
  return {
    name: profile.name,
    time_options: profile.timeOptions,
    repeat_options: profile.repeatOptions,
    identifiers: { uid_items: uids, count: uids.length },
  };
}

/** Nothing has a link id here: no management server has given one. */
const references = (ids: readonly string[]): JsonObject => ({ uid_items: ids.map(Number), link_ids: [], count: ids.length });

/** The properties that have a value. */
const set = (properties: Readonly<Record<string, string | number | null>>): JsonObject =>
  Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null));
