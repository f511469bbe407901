import { expect } from "vitest";
import { wellKnownTenants as ids } from "../../well-known.js";
import { type Check, NOBODY, ok, refused, STATISTICS, statisticsPath, type Target } from "../target.js";

const DAY = 86_400_000;
const API = "thales-idpv";

type User = { readonly userName: string };
const users = async (t: Target, name: string): Promise<readonly (User & Record<string, unknown>)[]> =>
  ok(await t.call("GET", statisticsPath(ids.linden, name), { authorization: await freshKey(t) }));
const names = async (t: Target, name: string) => (await users(t, name)).map(({ userName }) => userName.split(".")[0]);

/** A key of Linden Works that is young whatever the time. */
const freshKey = async (t: Target): Promise<string> =>
  ok(await t.call("POST", `/IDPrimeVirtual/ApiManager/V1/Tenants/${ids.linden}/ApiKey/fresh`, { as: "provisioning" })).apiKey;

const logIn = (t: Target, userName: string) => t.sandbox.hook(API, "logIn", { tenantId: ids.linden, userName });

export const statisticsChecks: readonly Check[] = [
  {
    item: 29,
    title: "active users are those with a session, until it ends by itself or by the user",
    async run(t) {
      const now = t.sandbox.clock.now();
      const active = await users(t, "activeUsers");
      expect(active.map(({ userName }) => userName)).toEqual(["asha.linden", "bruno.linden"]);
      for (const user of active) {
        expect(Object.keys(user).sort()).toEqual(["loginTime", "sessionEndTime", "userName"]);
        expect(Date.parse(String(user["loginTime"]))).toBeLessThan(now);
        expect(Date.parse(String(user["sessionEndTime"])) - Date.parse(String(user["loginTime"]))).toBe(480 * 60_000);
      }
      t.sandbox.clock.advance(6 * 3_600_000);
      expect(await names(t, "activeUsers")).toEqual(["asha"]);
      logIn(t, "EMEKA.linden");
      t.sandbox.hook(API, "logOut", { tenantId: ids.linden, userName: "emeka.linden" });
      expect(await names(t, "activeUsers")).toEqual(["asha"]);
      logIn(t, "emeka.linden");
      logIn(t, "ines.linden");
      expect(await names(t, "activeUsers")).toEqual(["asha", "emeka", "ines"]);
      t.sandbox.hook(API, "logOut", { tenantId: ids.linden, userName: "emeka.linden" });
      expect(await names(t, "activeUsers")).toEqual(["asha", "ines"]);
      t.sandbox.configure(API, { sessionMinutes: 60 });
      expect(await names(t, "activeUsers")).toEqual(["ines"]);
    },
  },
  {
    item: 30,
    title: "users not logged in are those whose last login is older than 30 days, and the days can be set",
    async run(t) {
      const away = await users(t, "notLoggedInUser");
      expect(away.map(({ userName, daysWithoutLogin }) => [userName, daysWithoutLogin])).toEqual([
        ["emeka.linden", 45],
        ["freya.linden", 410],
        ["goran.linden", 60],
      ]);
      expect(away.map((one) => one["lastLoginTime"] === null)).toEqual([false, false, true]);
      logIn(t, "goran.linden");
      expect(await names(t, "notLoggedInUser")).toEqual(["emeka", "freya"]);
      t.sandbox.clock.advance(18 * DAY);
      expect(await names(t, "notLoggedInUser")).toEqual(["emeka", "freya"]);
      t.sandbox.clock.advance(1000);
      expect(await names(t, "notLoggedInUser")).toEqual(["dalia", "emeka", "freya"]);
      t.sandbox.configure(API, { notLoggedInDays: 100 });
      expect(await names(t, "notLoggedInUser")).toEqual(["freya"]);
    },
  },
  {
    item: 31,
    title: "notLoggedInUser is spelt in the singular",
    async run(t) {
      ok(await t.call("GET", statisticsPath(ids.linden, "notLoggedInUser"), { as: "tenant-administrator" }));
      for (const name of ["notLoggedInUsers", "NotLoggedInUser", "activeUser", ""]) {
        refused(await t.call("GET", statisticsPath(ids.linden, name), { as: "tenant-administrator" }), 404, "unknown_path");
      }
    },
  },
  {
    item: 32,
    title: "the user data cover every user of the tenant, and none of another",
    async run(t) {
      const data = await users(t, "data");
      expect(data.map(({ userName }) => userName.split(".")[0])).toEqual([
        "asha",
        "bruno",
        "chen",
        "dalia",
        "emeka",
        "freya",
        "goran",
        "hana",
      ]);
      for (const user of data) {
        expect(Object.keys(user).sort()).toEqual(["createdTime", "hasActiveSession", "lastLoginTime", "userName"]);
      }
      expect(data.map((one) => one["hasActiveSession"])).toEqual([true, true, false, false, false, false, false, false]);
      logIn(t, "ines.linden");
      expect((await users(t, "data")).at(-1)).toMatchObject({ userName: "ines.linden", hasActiveSession: true });
      const foreign = ok(await t.call("GET", statisticsPath(ids.rowan, "data"), { as: "foreign" }));
      expect(foreign.map((one: User) => one.userName)).toEqual(["imani.rowan", "jonas.rowan"]);
    },
  },
  {
    item: 33,
    title: "statistics without a key are 401, with another tenant's 403, of an unknown tenant 404",
    async run(t) {
      for (const name of STATISTICS) {
        refused(await t.call("GET", statisticsPath(ids.linden, name), { as: null }), 401, "key_missing");
        refused(await t.call("GET", statisticsPath(ids.linden, name), { as: "foreign" }), 403, "foreign_tenant");
        refused(await t.call("GET", statisticsPath(NOBODY, name), { as: "tenant-administrator" }), 404, "tenant_not_found");
        for (const id of [ids.linden, ids.system]) refused(await t.call("GET", statisticsPath(id, name)), 403, "permission_required");
      }
    },
  },
  {
    title: "people come and go only where there is a tenant for them",
    async run(t) {
      for (const tenantId of [NOBODY, ids.system]) {
        expect(() => t.sandbox.hook(API, "logIn", { tenantId, userName: "x" })).toThrow("there is no such tenant");
      }
      expect(() => t.sandbox.hook(API, "logOut", { tenantId: ids.linden, userName: "x" })).toThrow("the tenant has no such user");
      expect(() => t.sandbox.hook(API, "logIn", { tenantId: ids.linden })).toThrow("userName is required");
      expect(await names(t, "data")).toHaveLength(8);
    },
  },
];
