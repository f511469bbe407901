import { expect } from "vitest";
import { md5Hex } from "../../md5.js";
import {
  APARTMENTS,
  type Check,
  done,
  IDENTIFIERS,
  identifier,
  identifierPath,
  ok,
  refused,
  type Target,
  TIME_PROFILES,
  V1,
} from "../target.js";

/** The MD5 of the factory password. */
const MD5 = "E10ADC3949BA59ABBE56E057F20F883E";
const TWO_HOURS = 7_200_000;
const loggedIn = async (t: Target) => `Bearer ${ok(await t.login({ username: "admin", password: MD5 })).token}`;
const basic = (text: string) => `Basic ${Buffer.from(text).toString("base64")}`;

export const accessChecks: readonly Check[] = [
  {
    item: 1,
    title: "name and MD5 in the query answer a token and the kind of account",
    async run(t) {
      const body = ok(await t.login({ username: "admin", password: MD5 }));
      expect(body).toEqual({ token: expect.stringMatching(/^[0-9a-f]{40}$/), account_type: "admin" });
      ok(await t.call("GET", IDENTIFIERS, { authorization: `Bearer ${body.token}` }));
      const manager = ok(await t.login({ username: "manager", password: md5Hex("sandbox-manager") }));
      expect(manager.account_type).toBe("manager");
      expect(manager.token).not.toBe(body.token);
    },
  },
  {
    item: 2,
    title: "the MD5 is taken in capitals and in small letters",
    async run(t) {
      for (const password of [MD5, MD5.toLowerCase()]) ok(await t.login({ username: "admin", password }));
    },
  },
  {
    item: 3,
    title: "a login that does not match is 400, and so is one that lacks a parameter",
    async run(t) {
      const wrong = "Wrong login or password";
      for (const password of [md5Hex("1234567"), "123456", "", "undefined"]) {
        refused(await t.login({ username: "admin", password }), 400, wrong);
      }
      for (const username of ["nobody", "Admin", "__proto__", ""]) refused(await t.login({ username, password: MD5 }), 400, wrong);
      for (const query of [{}, { username: "admin" }, { password: MD5 }]) refused(await t.login(query), 400, "Required parameters missed");
    },
  },
  {
    item: 4,
    title: "no token, an unknown one and one that was logged out are 401",
    async run(t) {
      refused(await t.call("GET", identifierPath(1), { as: null }), 401, "Log In");
      for (const authorization of ["Bearer unknown", "Bearer", "unknown", "Digest username=admin", "Bearer a b"]) {
        refused(await t.call("GET", identifierPath(1), { authorization }), 401, "Log In");
      }
      const [kept, byPost, byGet] = [await loggedIn(t), await loggedIn(t), await loggedIn(t)];
      for (const [method, authorization] of [
        ["POST", byPost],
        ["GET", byGet],
      ] as const) {
        done(await t.call(method, `${V1}/logout`, { authorization }));
        refused(await t.call("GET", identifierPath(1), { authorization }), 401, "Log In");
        refused(await t.call(method, `${V1}/logout`, { authorization }), 401, "Log In");
        refused(await t.call(method, `${V1}/logout`, { as: null }), 401, "Log In");
      }
      ok(await t.call("GET", identifierPath(1), { authorization: kept }));
      refused(await t.call("GET", identifierPath(1), { authorization: `${kept} more` }), 401, "Log In");
    },
  },
  {
    item: 5,
    title: "a token dies two hours after its login, or when the setting says",
    async run(t) {
      const authorization = await loggedIn(t);
      t.sandbox.clock.advance(TWO_HOURS - 1);
      ok(await t.call("GET", identifierPath(1), { authorization }));
      t.sandbox.clock.advance(1);
      refused(await t.call("GET", identifierPath(1), { authorization }), 401, "Log In");
      const { token } = t.sandbox.products[0]!.accounts.find((one) => one.name === "expired")!;
      refused(await t.call("GET", identifierPath(1), { authorization: `Bearer ${token}` }), 401, "Log In");
      ok(await t.call("GET", identifierPath(1), { as: "expired" }));
      t.sandbox.configure("basip-panel", { tokenLifetimeMs: 1000 });
      const short = await loggedIn(t);
      t.sandbox.clock.advance(1000);
      refused(await t.call("GET", identifierPath(1), { authorization: short }), 401, "Log In");
    },
  },
  {
    item: 6,
    title: "Basic with the plain password is accepted in place of a token",
    async run(t) {
      ok(await t.call("GET", identifierPath(1), { authorization: basic("admin:123456") }));
      ok(await t.call("GET", identifierPath(1), { authorization: basic("admin:123456").replace("Basic", "basic") }));
      for (const text of ["admin:1234567", "admin", "", ":", "nobody:123456", `admin:${MD5}`]) {
        refused(await t.call("GET", identifierPath(1), { authorization: basic(text) }), 401, "Log In");
      }
      for (const authorization of ["Basic", "Basic !!!", "Basic /////w=="]) {
        refused(await t.call("GET", identifierPath(1), { authorization }), 401, "Log In");
      }
      done(await t.call("POST", `${V1}/logout`, { authorization: basic("admin:123456") }));
    },
  },
  {
    item: 7,
    title: "a manager is told 403, and may log out",
    async run(t) {
      const administrator = "Administrator rights required";
      for (const path of [identifierPath(1), IDENTIFIERS, APARTMENTS, TIME_PROFILES]) {
        refused(await t.call("GET", path, { as: "manager" }), 403, administrator);
      }
      refused(await t.call("GET", identifierPath(1), { authorization: basic("manager:sandbox-manager") }), 403, administrator);
      refused(await t.call("POST", `${V1}/access/identifier`, { as: "manager", body: identifier() }), 403, administrator);
      refused(await t.call("DELETE", identifierPath(1), { as: "manager" }), 403, administrator);
      ok(await t.call("GET", identifierPath(1)));
      done(await t.call("POST", `${V1}/logout`, { as: "manager" }));
    },
  },
  {
    title: "several tokens of one user live side by side",
    async run(t) {
      const [first, second] = [await loggedIn(t), await loggedIn(t)];
      for (const authorization of [first, second, first]) ok(await t.call("GET", identifierPath(1), { authorization }));
    },
  },
  {
    title: "what kind of panel it is, everybody is told",
    async run(t) {
      const info = ok(await t.call("GET", "/api/info", { as: null }));
      expect(info).toMatchObject({ api_version: expect.stringMatching(/^2\.\d+\.\d+$/), device_type: "panel", device_model: "AA-14FB" });
      expect(info.device_serial_number).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      expect((await t.call("GET", `${V1}/info`)).status).toBe(404);
    },
  },
];
