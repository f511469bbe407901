import { type Answer, empty, json } from "../../answer.js";
import type { Json, JsonObject } from "../../json.js";
import { knownPart } from "./known-part.js";
import { type ListKind, listPage } from "./list.js";
import { type TimeProfileParms, timeProfile as timeProfileModel } from "./models.js";
import { formOf, readRepetition, repetitionIn, repetitionViolations } from "./repetition.js";
import { readBody } from "./request.js";
import { timeProfileContentRules, timeProfileRules } from "./rules/time-profile.js";
import { nextUid, type PanelCall, stateOf, type TimeProfileRecord } from "./state.js";
import { timeProfileView } from "./views.js";

/**
 * The time profile that the path names.
 *
 * @throws {Refusal} 400
 */
export function namedTimeProfile({ site, params }: PanelCall): TimeProfileRecord {
  const timeProfile = stateOf(site).timeProfiles.get(params["timeprofile-uid"]!);
  site.enforce(timeProfileRules, { timeProfile });
  return timeProfile!;
}

/** createTimeProfile */
export function createTimeProfile(call: PanelCall): Answer {
  const state = stateOf(call.site);
  const content = allowedContent(call);
  const id = nextUid(state, "timeProfiles");
  state.timeProfiles.insert({ ...content, id });
  return json(200, { uid: Number(id) });
}

/** getTimeProfile */
export function getTimeProfile(call: PanelCall): Answer {
  return json(200, timeProfileView(stateOf(call.site), namedTimeProfile(call)));
}

/** updateTimeProfile: a whole replacement. */
export function updateTimeProfile(call: PanelCall): Answer {
  const { id } = namedTimeProfile(call);
  stateOf(call.site).timeProfiles.update(id, allowedContent(call));
  return empty();
}

/** deleteTimeProfile: it leaves the identifiers it was attached to. */
export function deleteTimeProfile(call: PanelCall): Answer {
  const state = stateOf(call.site);
  const { id } = namedTimeProfile(call);
  for (const one of state.identifiers.list()) {
    const timeProfileIds = one.timeProfileIds.filter((other) => other !== id);
    if (timeProfileIds.length < one.timeProfileIds.length) state.identifiers.update(one.id, { timeProfileIds });
  }
  state.timeProfiles.delete(id);
  return empty();
}

const list: ListKind<TimeProfileRecord> = {
  uid: "time_profile_uid",
  sorts: {
    time_profile_uid: ({ id }) => Number(id),
    date_from: ({ timeOptions }) => timeOptions.date_from,
    date_to: ({ timeOptions }) => timeOptions.date_to,
    name: ({ name }) => name.toLowerCase(),
  },
  filters: {
    name: { format: "string", types: { equal: ({ name }, value) => name === value } },
    // Called equal and shown as "since" and "until".
    date_from: { format: "integer", types: { equal: ({ timeOptions }, value) => timeOptions.date_from >= value } },
    date_to: { format: "integer", types: { equal: ({ timeOptions }, value) => timeOptions.date_to <= value } },
  },
};

/** listTimeProfiles */
export function listTimeProfiles(call: PanelCall): Answer {
  const state = stateOf(call.site);
  return json(
    200,
    listPage(call, list, state.timeProfiles.list(), (one) => ({ link_id: null, ...timeProfileView(state, one) })),
  );
}

function allowedContent(call: PanelCall): Omit<TimeProfileRecord, "id"> {
  const parms = readBody(call, timeProfileModel, repetitionViolations);
  const options = repetitionIn(parms as unknown as Json);
  call.site.enforce(timeProfileContentRules, { repeat: parms.repeat_options.repeat_format, repetition: readRepetition(options) });
  const { name, time_options, repeat_options } = knownPart(timeProfileModel, parms as unknown as Json) as unknown as TimeProfileParms;
  return {
    name,
    timeOptions: time_options as TimeProfileRecord["timeOptions"],
    repeatOptions: options === undefined ? (repeat_options as unknown as JsonObject) : withOptions(repeat_options, options),
  };
}

/** Puts the options back that the model leaves out. */
function withOptions(repeat: TimeProfileParms["repeat_options"], options: Json): JsonObject {
  const { repeat_format: format } = repeat;
  const custom = { ...format?.repeat_custom, repeat_options: knownPart(formOf(options), options) };
  return { ...repeat, repeat_format: { ...format, repeat_custom: custom } } as unknown as JsonObject;
}
