import { expect } from "vitest";
import {
  APARTMENT,
  apartmentPath,
  type Check,
  done,
  facePath,
  IDENTIFIER,
  IDENTIFIERS,
  identifier,
  identifierPath,
  ok,
  profileOfPath,
  profilePath,
  refused,
  TIME_PROFILE,
  unbindPath,
  V1,
} from "../target.js";

/** Every operation with a JSON body. */
const WITH_BODY: readonly (readonly [string, string])[] = [
  ["POST", IDENTIFIER],
  ["PATCH", identifierPath(1)],
  ["DELETE", IDENTIFIERS],
  ["POST", TIME_PROFILE],
  ["PATCH", profilePath(1)],
  ["POST", APARTMENT],
  ["PATCH", apartmentPath(1)],
];
const NOT_JSON = "Wrong JSON body";
const nested = (levels: number) => `${'{"lock":'.repeat(levels)}1${"}".repeat(levels)}`;

export const requestChecks: readonly Check[] = [
  {
    title: "a body that is no JSON object, nested too deep, too large or of another type is refused everywhere, and changes nothing",
    async run(t) {
      const before = JSON.stringify(t.sandbox.snapshot().store["basip-panel/identifiers"]);
      for (const [method, path] of WITH_BODY) {
        const bodies = ["", "{", "{}}", "undefined", "\ufeff{}", nested(10_000), "[".repeat(10_000), "null", "[]", '"text"', "1"];
        for (const raw of [...bodies, new Uint8Array([0x22, 0xff, 0x22])]) refused(await t.call(method, path, { raw }), 400, NOT_JSON);
        for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/json5"]) {
          refused(await t.call(method, path, { raw: JSON.stringify(identifier()), headers: { "content-type": type } }), 400, NOT_JSON);
        }
        refused(await t.call(method, path, { raw: JSON.stringify({ ...identifier(), a: "a".repeat(1_048_576) }) }), 400, NOT_JSON);
        refused(await t.call(method, path), 400, NOT_JSON);
      }
      refused(await t.call("POST", IDENTIFIER, { raw: `"${"a".repeat(9 * 1_048_576)}"` }), 400, NOT_JSON);
      expect(JSON.stringify(t.sandbox.snapshot().store["basip-panel/identifiers"])).toBe(before);
      const headers = { "content-type": "Application/JSON; charset=utf-8" };
      ok(await t.call("POST", IDENTIFIER, { raw: JSON.stringify(identifier()), headers }));
    },
  },
  {
    title: "a body where none belongs is passed over, whatever it is",
    async run(t) {
      for (const raw of ["{}", "{", nested(10_000), "a".repeat(2_000_000)]) {
        done(await t.call("POST", identifierPath(4, "/passes/reset"), { raw }));
        done(await t.call("POST", profileOfPath(4, 1), { raw, headers: { "content-type": "text/plain" } }));
        done(await t.call("DELETE", profileOfPath(4, 1), { raw }));
      }
    },
  },
  {
    title: "who may not call is told before what is wrong with the request",
    async run(t) {
      refused(await t.call("PATCH", identifierPath(999), { as: null, raw: "{" }), 401, "Log In");
      refused(await t.call("PATCH", identifierPath(999), { as: "manager", raw: "{" }), 403, "Administrator rights required");
      refused(await t.call("PATCH", identifierPath(999), { raw: "{" }), 400, "Wrong Identifier uid");
      refused(await t.call("POST", facePath(1), { as: null, raw: "{" }), 401, "Log In");
    },
  },
  {
    title: "numbers that open doors stay out of the request log, and passwords",
    async run(t) {
      ok(await t.call("POST", IDENTIFIER, { body: identifier({ identifier_type: "inputCode", identifier_number: "90817263" }) }));
      const filter = "filter_field=identifier_number&filter_type=equal&filter_format=string&filter_value=90817263";
      ok(await t.call("GET", `${IDENTIFIERS}?${filter}`));
      await t.login({ username: "admin", password: "E10ADC3949BA59ABBE56E057F20F883E" });
      const log = JSON.stringify(t.sandbox.requests).toLowerCase();
      expect(log).toContain("identifier_owner");
      for (const secret of ["90817263", "e10adc39", "123456"]) expect(log).not.toContain(secret);
    },
  },
  {
    title: "the password is kept as its MD5 and never as it is",
    async run(t) {
      const world = JSON.stringify(t.sandbox.snapshot());
      expect(world).toContain("e10adc3949ba59abbe56e057f20f883e");
      for (const password of ['"123456"', "sandbox-manager"]) expect(world).not.toContain(password);
    },
  },
  {
    title: "an undeclared method on a known path is 405 with Allow, HEAD included, and OPTIONS says what there is",
    async run(t) {
      const expected: readonly (readonly [string, string])[] = [
        ["/api/info", "GET, OPTIONS"],
        [`${V1}/login`, "GET, OPTIONS"],
        [`${V1}/logout`, "POST, GET, OPTIONS"],
        [IDENTIFIER, "POST, OPTIONS"],
        [IDENTIFIERS, "GET, DELETE, OPTIONS"],
        [identifierPath(1), "GET, PATCH, DELETE, OPTIONS"],
        [profileOfPath(1, 1), "POST, DELETE, OPTIONS"],
        [unbindPath(1), "POST, OPTIONS"],
      ];
      for (const [path, allow] of expected) {
        for (const method of ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "PROPFIND"].filter((one) => !allow.includes(one))) {
          const answer = await t.call(method, path);
          expect({ method, status: answer.status, allow: answer.headers.get("allow") }).toEqual({ method, status: 405, allow });
          if (method !== "HEAD") expect(answer.body).toEqual({ error: expect.stringContaining(allow) });
        }
        const options = await t.call("OPTIONS", path, { as: null });
        expect([options.status, options.headers.get("allow"), options.text]).toEqual([200, allow, ""]);
      }
    },
  },
  {
    title: "what the panel has and the sandbox has not is 501 and named; what neither has is 404",
    async run(t) {
      for (const [method, path] of [
        ["GET", `${V1}/access/identifier/items/link`],
        ["PUT", `${V1}/access/identifiers`],
        ["GET", `${V1}/log/items`],
        ["GET", `${V1}/access/general/lock/open/remote/accepted/1`],
      ] as const) {
        const answer = await t.call(method, path);
        expect([answer.status, answer.body]).toEqual([501, { error: expect.stringContaining(method) }]);
      }
      for (const path of ["/", "/api", `${V1}/`, "/api/v0/access/identifier/items", `${V1}/access/identifiers/item/1`]) {
        const answer = await t.call("GET", path);
        expect([answer.status, answer.body]).toEqual([404, { error: expect.stringContaining("2.15.0") }]);
      }
    },
  },
];
