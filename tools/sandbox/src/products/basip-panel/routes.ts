import type { NotImitated, Operation } from "../../product.js";
import { administrator, login, logout } from "./access.js";
import { createApartment, deleteApartment, getApartment, listApartments, updateApartment } from "./apartments.js";
import { attachTimeProfile, attachToApartment, detachTimeProfile, unbindFromApartment } from "./attachments.js";
import { getDeviceInfo } from "./device.js";
import { uploadFace } from "./faces.js";
import {
  createIdentifier,
  deleteIdentifier,
  deleteIdentifiers,
  getIdentifier,
  getIdentifierQr,
  listIdentifiers,
  resetIdentifierPasses,
  updateIdentifier,
} from "./identifiers.js";
import type { PanelSettings } from "./state.js";
import { createTimeProfile, deleteTimeProfile, getTimeProfile, listTimeProfiles, updateTimeProfile } from "./time-profiles.js";

type PanelOperation = Operation<PanelSettings>;
type Route = readonly [id: string, method: string, path: `/${string}`, handle: PanelOperation["handle"]];

const V1 = "/api/v1";
const IDENTIFIER = `${V1}/access/identifier/item/{identifier-uid}` as const;
const TIME_PROFILE = `${V1}/access/timeprofile/item/{timeprofile-uid}` as const;
const APARTMENT = `${V1}/apartment/item/{apartment-uid}` as const;

const open: readonly Route[] = [
  ["getDeviceInfo", "GET", "/api/info", getDeviceInfo],
  ["login", "GET", `${V1}/login`, login],
  // The two sources for it disagree on the method.
  ["logout", "POST", `${V1}/logout`, logout],
  ["logoutByGet", "GET", `${V1}/logout`, logout],
];

const administrators: readonly Route[] = [
  ["createIdentifier", "POST", `${V1}/access/identifier`, createIdentifier],
  ["listIdentifiers", "GET", `${V1}/access/identifier/items`, listIdentifiers],
  ["deleteIdentifiers", "DELETE", `${V1}/access/identifier/items`, deleteIdentifiers],
  ["getIdentifier", "GET", IDENTIFIER, getIdentifier],
  ["updateIdentifier", "PATCH", IDENTIFIER, updateIdentifier],
  ["deleteIdentifier", "DELETE", IDENTIFIER, deleteIdentifier],
  ["resetIdentifierPasses", "POST", `${IDENTIFIER}/passes/reset`, resetIdentifierPasses],
  ["uploadIdentifierFace", "POST", `${V1}/access/identifier/item/face/file/{identifier-uid}`, uploadFace],
  ["getIdentifierQr", "GET", `${IDENTIFIER}/qr`, getIdentifierQr],
  ["attachTimeProfile", "POST", `${IDENTIFIER}/timeprofile/{timeprofile-uid}`, attachTimeProfile],
  ["detachTimeProfile", "DELETE", `${IDENTIFIER}/timeprofile/{timeprofile-uid}`, detachTimeProfile],
  ["attachIdentifierToApartment", "POST", `${APARTMENT}/identifier/{identifier-uid}`, attachToApartment],
  ["unbindIdentifierFromApartment", "POST", `${V1}/apartment/item/unbind/identifier/{identifier-uid}`, unbindFromApartment],
  ["createTimeProfile", "POST", `${V1}/access/timeprofile`, createTimeProfile],
  ["listTimeProfiles", "GET", `${V1}/access/timeprofile/items`, listTimeProfiles],
  ["getTimeProfile", "GET", TIME_PROFILE, getTimeProfile],
  ["updateTimeProfile", "PATCH", TIME_PROFILE, updateTimeProfile],
  ["deleteTimeProfile", "DELETE", TIME_PROFILE, deleteTimeProfile],
  ["createApartment", "POST", `${V1}/apartment`, createApartment],
  ["listApartments", "GET", `${V1}/apartment/items`, listApartments],
  ["getApartment", "GET", APARTMENT, getApartment],
  ["updateApartment", "PATCH", APARTMENT, updateApartment],
  ["deleteApartment", "DELETE", APARTMENT, deleteApartment],
];

/** The operations that are imitated. The vendor has no ids for them: these are ours. */
export const operations: readonly PanelOperation[] = [
  ...open.map(([id, method, path, handle]) => ({ id, method, path, handle })),
  ...administrators.map(([id, method, path, handle]) => ({ id, method, path, handle: administrator(handle) })),
];

const missing = (why: string, routes: readonly (readonly [method: string, path: string])[]): readonly NotImitated[] =>
  routes.map(([method, path]) => ({ method, path: `${V1}${path}`, why }));

/** Neighbours of these operations that the panel has and the sandbox has not. */
export const notImitated: readonly NotImitated[] = [
  ...missing("no management server gives link ids here", [
    ["GET", "/access/identifier/items/link"],
    ["POST", "/access/identifier/items/link"],
    ["DELETE", "/access/identifier/items/link"],
  ]),
  ...missing("only the newest pages have calls by number", [
    ["PUT", "/access/identifiers"],
    ["DELETE", "/access/identifiers"],
  ]),
  ...missing("only its name is public", [
    ["DELETE", "/access/timeprofile/items"],
    ["DELETE", "/apartment/items"],
    ["POST", "/apartment/item/{apartment-uid}/photo"],
  ]),
  ...missing("there is no lock to open", [["GET", "/access/general/lock/open/remote/accepted/{lock-number}"]]),
  ...missing("the panel's own settings are fixed", [
    ["GET", "/access/general/unlock/input/code"],
    ["POST", "/access/general/unlock/input/code"],
    ["GET", "/access/general/unlock/card/master"],
    ["POST", "/access/general/unlock/card/master"],
    ["POST", "/access/general/wiegand/type"],
    ["POST", "/access/general/remote/control/settings"],
  ]),
  ...missing("the panel keeps no log", [
    ["GET", "/log/items"],
    ["POST", "/system/data/clear"],
  ]),
];
