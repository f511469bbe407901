import { type Answer, empty } from "../../answer.js";
import { namedApartment } from "./apartments.js";
import { namedIdentifier } from "./identifiers.js";
import { attachmentRules, unbindRules } from "./rules/apartment.js";
import { type PanelCall, stateOf } from "./state.js";
import { namedTimeProfile } from "./time-profiles.js";

/** attachTimeProfile: a second time changes nothing. */
export function attachTimeProfile(call: PanelCall): Answer {
  const { id, timeProfileIds } = namedIdentifier(call);
  const profile = namedTimeProfile(call);
  if (!timeProfileIds.includes(profile.id)) {
    stateOf(call.site).identifiers.update(id, { timeProfileIds: [...timeProfileIds, profile.id] });
  }
  return empty();
}

/** detachTimeProfile: one that is not attached stays so. */
export function detachTimeProfile(call: PanelCall): Answer {
  const { id, timeProfileIds } = namedIdentifier(call);
  const profile = namedTimeProfile(call);
  stateOf(call.site).identifiers.update(id, { timeProfileIds: timeProfileIds.filter((one) => one !== profile.id) });
  return empty();
}

/** attachIdentifierToApartment: to one at most. */
export function attachToApartment(call: PanelCall): Answer {
  const apartment = namedApartment(call);
  const identifier = namedIdentifier(call);
  call.site.enforce(attachmentRules, { identifier, apartment });
  stateOf(call.site).identifiers.update(identifier.id, { apartmentId: apartment.id });
  return empty();
}

/** unbindIdentifierFromApartment */
export function unbindFromApartment(call: PanelCall): Answer {
  const state = stateOf(call.site);
  const identifier = state.identifiers.get(call.params["identifier-uid"]!);
  call.site.enforce(unbindRules, { identifier });
  state.identifiers.update(identifier!.id, { apartmentId: null });
  return empty();
}
