import type { JsonObject } from "../../json.js";
import type { Hook } from "../../product.js";
import { stateOf, type ThalesSettings, type ThalesSite, type UserRecord } from "./state.js";

const takes = {
  type: "object",
  properties: { tenantId: { type: "string", required: true }, userName: { type: "string", required: true } },
} as const;

/** What users do with their cards, which the imitated operations only count. */
export const hooks: Readonly<Record<string, Hook<ThalesSettings>>> = {
  logIn: {
    summary: "A user of a tenant logs in; one whom the tenant does not know yet is made by that.",
    takes,
    run(site, input) {
      const { users } = stateOf(site);
      const { id, tenantId, userName } = named(site, input);
      const login = { lastLoginAt: site.clock.now(), loggedOut: false };
      if (users.get(id)) users.update(id, login);
      else users.insert({ id, tenantId, userName, createdAt: site.clock.now(), ...login });
      return { userName };
    },
  },
  logOut: {
    summary: "A user of a tenant ends the session.",
    takes,
    run(site, input) {
      const { users } = stateOf(site);
      const { id, userName } = named(site, input);
      if (!users.get(id)) throw new RangeError("the tenant has no such user");
      users.update(id, { loggedOut: true });
      return { userName };
    },
  },
};

/** Id of a user: names are compared without case. */
export const userId = (tenantId: string, userName: string): string => `${tenantId} ${userName.toLowerCase()}`;

function named(site: ThalesSite, input: JsonObject): Pick<UserRecord, "id" | "tenantId" | "userName"> {
  const tenant = stateOf(site).tenants.get(String(input["tenantId"]).toLowerCase());
  if (!tenant || tenant.system) throw new RangeError("there is no such tenant");
  const userName = String(input["userName"]);
  return { id: userId(tenant.id, userName), tenantId: tenant.id, userName };
}
