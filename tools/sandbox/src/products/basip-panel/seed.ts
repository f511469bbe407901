import { accounts } from "./accounts.js";
import { limitsOf, passesLeft } from "./limits.js";
import { md5Hex } from "./md5.js";
import type { IdentifierUpdate } from "./models.js";
import { type IdentifierRecord, nextUid, type PanelSite, type State, stateOf } from "./state.js";
import { wellKnownUids as uids } from "./well-known.js";

const DAY = 86_400;

/** Residents with a card and nothing else; there are enough for a third page of ten. */
const CARDS = [
  "Anton Brandl",
  "Beatriz Calvo",
  "Chidi Eze",
  "Dorota Filip",
  "Emre Gencer",
  "Farah Haddad",
  "Goran Ilic",
  "Hana Jelinek",
  "Ivo Kolar",
  "Jana Lindqvist",
  "Kenji Mori",
  "Lea Novak",
  "Marek Oravec",
  "Nadia Petit",
  "Oskar Quist",
  "Petra Rossi",
  "Rui Santos",
  "Sofia Tamm",
  "Tomas Urban",
];

/** A fresh panel: 24 identifiers, two apartments, two time profiles, and who can log in. */
export function seed(site: PanelSite): void {
  const state = stateOf(site);
  for (const kind of ["identifiers", "apartments", "timeProfiles"] as const) state.counters.insert({ id: kind, last: 0 });
  addAccounts(state);
  addTimeProfiles(site, state);
  for (const room of [1, 2]) {
    state.apartments.insert({
      id: nextUid(state, "apartments"),
      address: { building: 1, unit: 1, floor: 1, room },
      name: `Linden ${room}`,
      residents: room + 1,
      photoPath: null,
      routePath: null,
    });
  }
  addIdentifiers(site, state);
}

function addAccounts(state: State): void {
  for (const { credentials, accountType, token } of accounts) {
    const { username: id, password } = credentials;
    state.users.insert({ id, passwordMd5: md5Hex(password), accountType });
    // Long past on any clock.
    if (token) state.tokens.insert({ id: token, userId: id, expiresAt: Date.UTC(2020, 0, 1) });
  }
}

function addTimeProfiles(site: PanelSite, state: State): void {
  const midnight = Math.floor(site.clock.now() / 1000 / DAY) * DAY;
  const weekly = (days: readonly string[]) => ({
    repeat_enable: true,
    repeat_format: {
      repeat_type: "custom",
      repeat_end: { format: "never" },
      repeat_custom: { repeat_point_type: "week", repeat_looper: 1, repeat_options: days },
    },
  });
  state.timeProfiles.insert({
    id: nextUid(state, "timeProfiles"),
    name: "Work week",
    timeOptions: { is_all_day: false, date_from: midnight + 8 * 3600, date_to: midnight + 18 * 3600 },
    repeatOptions: weekly(["MON", "TUE", "WED", "THU", "FRI"]),
  });
  state.timeProfiles.insert({
    id: nextUid(state, "timeProfiles"),
    name: "Weekend",
    timeOptions: { is_all_day: true, date_from: midnight, date_to: midnight + DAY - 1 },
    repeatOptions: weekly(["SAT", "SUN"]),
  });
}

function addIdentifiers(site: PanelSite, state: State): void {
  const add = (
    ownerName: string,
    type: string,
    number: string,
    { valid, ...given }: Partial<IdentifierRecord> & { readonly valid?: IdentifierUpdate["valid"] } = {},
  ) => {
    const limits = limitsOf(valid);
    state.identifiers.insert({
      id: nextUid(state, "identifiers"),
      ownerName,
      ownerType: "owner",
      type,
      number,
      lock: "first",
      limits,
      passesLeft: passesLeft(limits),
      apartmentId: null,
      timeProfileIds: [],
      face: "none",
      ...given,
    });
  };
  const now = Math.floor(site.clock.now() / 1000);
  add("Mira Okafor", "card", "12345678", { apartmentId: uids.apartmentUid, timeProfileIds: [uids.timeProfileUid], lock: "all" });
  add("Parcel courier", "qr", "6f1d3a52-7c94-4e0b-8a2f-95d1c07be384", { ownerType: "guest" });
  add("Yusuf Arslan", "face_id", "", { face: "awaited" });
  add("Window cleaner", "inputCode", "4821", {
    ownerType: "guest",
    valid: { time: { is_permanent: true }, passes: { is_permanent: false, max_passes: 3 } },
  });
  add("Lift engineer", "ukey", "1c-3b-4a", {
    ownerType: "guest",
    lock: "second",
    valid: { time: { is_permanent: false, from: now - 182 * DAY, to: now + 183 * DAY }, passes: { is_permanent: true } },
  });
  for (const [index, name] of CARDS.entries()) add(name, "card", String(50_000_001 + index * 7));
}
