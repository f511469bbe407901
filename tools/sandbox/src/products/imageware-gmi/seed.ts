import { accounts } from "./accounts.js";
import { type ImagewareSite, type Licence, linkId, type State, stateOf } from "./state.js";
import { wellKnown } from "./well-known.js";

const LINDEN = wellKnown.tenantCode;
const ROWAN = wellKnown.foreignTenantCode;

/** Members of LindenWorks, enough for several pages. */
const MEMBERS: readonly (readonly [id: string, userId: string])[] = [
  [wellKnown.personUuid, "mira.okafor@linden.example"],
  [wellKnown.enrolledPersonUuid, "jonas.weber@linden.example"],
  ["1b0d7c52-3e8f-4a16-9c41-60d2f7a8e935", "Tomas.Novak@linden.example"],
  ["2e94a8f1-7c05-4d3b-8f62-b1970c5d46ea", "aiko.tanaka@linden.example"],
  ["37f5d1c0-a6b9-4e82-91d4-08c3e2f7b56a", "lena+night@linden.example"],
  ["5a68e2b7-0d14-4f97-a3c8-d95b7e10f284", "rafael.costa@linden.example"],
  ["60c1f94d-b872-4a5e-8e09-3f46d7a2c15b", "ines.moreau@linden.example"],
  ["7d2b05e8-46fc-4193-b7a5-e80c19d3f762", "omar.haddad@linden.example"],
  ["90e7c3a4-1f58-4b6d-9d20-57a8f4b1e6c3", "greta.lindqvist@linden.example"],
  ["a4b96f02-d3e1-4c78-85fb-16e0c7d92a48", "samuel.osei@linden.example"],
  ["b85c0d19-6a27-4e9f-b3d6-f4721e8a5c0d", "nadia.petrova@linden.example"],
  ["d61e4a83-95cb-4f02-8a17-2bc9f0e6d374", "liam.byrne@linden.example"],
  ["e09f72b5-c84d-4136-97ea-6d15a3b8f0c2", "yara.silva@linden.example"],
  ["f37a8c6e-2b90-4d5f-a84c-91e6d0b7f523", "victor.hugo-lane@linden.example"],
];

const OUTSIDERS: readonly (readonly [id: string, userId: string])[] = [
  [wellKnown.outsiderPersonUuid, "ada.lund@rowan.example"],
  ["0f6d2b94-e81a-4c53-b6f7-a27c5d90e318", "noor.aziz@rowan.example"],
];

/** A fresh world: two tenants, their persons, applications and algorithms, and the clients that call. */
export function seed(site: ImagewareSite): void {
  const state = stateOf(site);
  state.tenants.insert({ id: LINDEN, name: "Linden Works", maxIdentities: 5000, defaultPostBack: null });
  state.tenants.insert({ id: ROWAN, name: "Rowan Health", maxIdentities: 800, defaultPostBack: "https://rowan.example/verified" });
  addPersons(state, LINDEN, MEMBERS);
  addPersons(state, ROWAN, OUTSIDERS);
  const face = { tenantCode: LINDEN, personId: wellKnown.enrolledPersonUuid, bioType: 40 };
  state.enrolments.insert({
    ...face,
    id: linkId(face.tenantCode, face.personId, face.bioType),
    enrollTimestamp: Date.UTC(2025, 9, 3, 9, 30),
  });

  state.applications.insert({ id: wellKnown.appCode, name: "Linden Door", validationType: "email" });
  state.applications.insert({ id: wellKnown.unlinkedAppCode, name: "Linden Vault", validationType: "tenant" });
  state.applications.insert({ id: wellKnown.foreignAppCode, name: "Rowan Desk", validationType: "tenant" });
  state.applicationLinks.insert({ id: linkId(LINDEN, wellKnown.appCode) });
  state.applicationLinks.insert({ id: linkId(ROWAN, wellKnown.foreignAppCode) });

  addAlgorithm(state, wellKnown.algCode, { info: "all doors", maxIdentities: 5000, expireDate: Date.UTC(2027, 0, 1) }, [
    wellKnown.livenessCode,
  ]);
  addAlgorithm(state, "htpalm", { info: "server room", maxIdentities: 40, expireDate: Date.UTC(2026, 6, 1) }, []);
  addClients(state);
}

function addPersons(state: State, tenantCode: string, persons: readonly (readonly [id: string, userId: string])[]): void {
  for (const [id, userId] of persons) {
    state.persons.insert({ id, userId });
    state.memberships.insert({ id: linkId(tenantCode, id) });
  }
}

const addAlgorithm = (state: State, code: string, licence: Licence, livenesses: readonly string[]) =>
  state.algorithmLinks.insert({ id: linkId(LINDEN, code), tenantCode: LINDEN, code, licence, livenesses });

function addClients(state: State): void {
  for (const { credentials, tenantCode, administrator, token } of accounts) {
    const { clientId, clientSecret: secret } = credentials;
    state.clients.insert({ id: clientId, secret, tenantCode, administrator });
    if (token) state.tokens.insert({ id: token, clientId, expiresAt: Date.UTC(2024, 4, 6) });
  }
}
