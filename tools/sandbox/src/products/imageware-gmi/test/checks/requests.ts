import { expect } from "vitest";
import { product } from "../../index.js";
import { wellKnown as ids } from "../../well-known.js";
import {
  type Answer,
  algorithm,
  type Check,
  DOCUMENTED_GRANT,
  denied,
  empty,
  LICENCE,
  NOBODY,
  ON_TENANT,
  ok,
  PERSONS,
  refused,
  TENANT,
  TOKEN,
  UPDATE,
} from "../target.js";

/** Every operation with a JSON body. */
const WITH_BODY: readonly (readonly [method: string, path: string])[] = [
  ["PUT", UPDATE],
  ["POST", `${TENANT}/person`],
  ["PUT", algorithm(ids.unlinkedAlgCode)],
];

const nested = (levels: number) => `${"[".repeat(levels)}1${"]".repeat(levels)}`;

export const requestChecks: readonly Check[] = [
  {
    item: 39,
    title: "no call needs GMI-URL or GMI-SIGN, and none minds them",
    async run(t) {
      const allCalls = async (headers: Record<string, string>) => {
        t.sandbox.reset();
        const login = await t.call("POST", `${TOKEN}?${DOCUMENTED_GRANT}`, { authorization: t.basic(), headers });
        const answers: Answer[] = [login];
        const authorization = `Bearer ${ok(login).access_token}`;
        for (const [method, path, body] of ON_TENANT) {
          answers.push(await t.call(method, path(ids.tenantCode), { authorization, body, headers }));
        }
        return answers.map(({ status, text }) => ({ status, text }));
      };
      const without = await allCalls({});
      expect(without).toHaveLength(16);
      expect(without.filter(({ status }) => status >= 300)).toEqual([]);
      expect(await allCalls({ "gmi-url": "https://gmi.example/v2/gmiserver", "gmi-sign": "c2lnbmF0dXJl" })).toEqual(without);
    },
  },
  {
    item: 40,
    title: "a refusal carries an errorId of its own and a list of code and description",
    async run(t) {
      const refusals = [
        ["PUT", UPDATE, { maxIdentities: -1 }],
        ["GET", `${TENANT}/person?pageSize=0`],
        ["GET", "/v2/gmiserver/tenant/RowanHealth"],
        ["GET", `${TENANT}/person/${NOBODY}`],
        ["GET", `${TENANT}/person/${NOBODY}`],
        ["GET", `${PERSONS}?userId=nobody`],
        ["POST", `${TENANT}/person`, { userId: "mira.okafor@linden.example" }],
        ["PATCH", TENANT],
        ["GET", "/v2/gmiserver/nowhere"],
      ] as const;
      const answers: Answer[] = [];
      for (const [method, path, body] of refusals) answers.push(await t.call(method, path, { body }));
      expect(answers.map((one) => one.status)).toEqual([400, 400, 403, 404, 404, 404, 409, 405, 404]);
      for (const answer of answers) {
        const [{ code }] = answer.body.errors;
        expect(code).toMatch(/^gmi(\.[a-z]+)+$/);
        refused(answer, answer.status, code);
        expect(answer.headers.get("content-type")).toBe("application/json");
      }
      expect(new Set(answers.map((one) => one.body.errorId)).size).toBe(answers.length);
    },
  },
  {
    title: "a body that is no JSON object, nested too deep, too large or of another media type is 400 and changes nothing",
    async run(t) {
      const headers = { "content-type": "application/json" };
      await t.unchanged(async () => {
        for (const [method, path] of WITH_BODY) {
          const bad = ["{", "{}}", "undefined", "\ufeff{}", new Uint8Array([0x22, 0xff, 0x22]), nested(10_000)];
          for (const raw of [...bad, `{"userId":"deep@new.example","more":${nested(10_000)}}`]) {
            refused(await t.call(method, path, { headers, raw }), 400, "gmi.body.malformed");
          }
          for (const raw of ["null", "[]", '"text"', "1"]) {
            refused(await t.call(method, path, { headers, raw }), 400, "gmi.value.type");
          }
          for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/json5"]) {
            const raw = '{"userId":"typed@new.example"}';
            refused(await t.call(method, path, { raw, headers: { "content-type": type } }), 400, "gmi.body.media.type");
          }
          const large = `{"userId":"large@new.example","more":"${"a".repeat(1_048_576)}"}`;
          refused(await t.call(method, path, { headers, raw: large }), 400, "gmi.body.too.large");
        }
      });
      const raw = JSON.stringify(LICENCE);
      const typed = { raw, headers: { "content-type": "Application/JSON; charset=utf-8" } };
      empty(await t.call("PUT", algorithm(ids.unlinkedAlgCode), typed), 201);
    },
  },
  {
    title: "a body is required by all but the algorithm's licence",
    async run(t) {
      refused(await t.call("POST", `${TENANT}/person`), 400, "gmi.body.media.type");
      refused(await t.call("PUT", UPDATE), 400, "gmi.body.media.type");
      const headers = { "content-type": "application/json" };
      refused(await t.call("POST", `${TENANT}/person`, { headers, raw: "" }), 400, "gmi.body.malformed");
    },
  },
  {
    title: "a body where none belongs is 400 and changes nothing",
    async run(t) {
      const bodiless = ON_TENANT.filter(([method, , body]) => method !== "GET" && body === undefined);
      expect(bodiless).toHaveLength(7);
      await t.unchanged(async () => {
        for (const [method, path] of bodiless) {
          for (const raw of ["{}", "null", " ", nested(10_000), "a".repeat(1_048_577)]) {
            const headers = { "content-type": "application/json" };
            refused(await t.call(method, path(ids.tenantCode), { headers, raw }), 400, "gmi.body.unexpected");
          }
        }
      });
    },
  },
  {
    title: "properties that a model does not name are ignored, and none of them reaches a prototype",
    async run(t) {
      const poison = '"__proto__":{"userId":"proto@new.example","name":"proto"},"constructor":{"prototype":{"polluted":1}}';
      const headers = { "content-type": "application/json" };
      refused(await t.call("POST", `${TENANT}/person`, { headers, raw: `{${poison}}` }), 400, "gmi.value.missing");
      const created = await t.call("POST", `${TENANT}/person`, { headers, raw: `{${poison},"userId":"own@new.example"}` });
      expect(created.body).toEqual({ id: expect.any(String), userId: "own@new.example", data: null });
      const tenant = ok(await t.call("PUT", UPDATE, { headers, raw: `{${poison},"extra":1}` }));
      expect(tenant).toEqual({ name: "Linden Works", code: ids.tenantCode, maxIdentities: 5000, defaultPostBack: null });
      empty(await t.call("PUT", algorithm(ids.unlinkedAlgCode), { headers, raw: `{"licenseData":{${poison}}}` }), 201);
      const algorithms = (await t.hook("algorithms", { tenantCode: ids.tenantCode })) as { code: string; licenseData: object }[];
      expect(algorithms.find((one) => one.code === ids.unlinkedAlgCode)?.licenseData).toEqual({});
      expect(({} as { polluted?: number }).polluted).toBeUndefined();
    },
  },
  {
    title: "who calls is told before whose tenant it is, that before what is wrong with the request, and that before the state",
    async run(t) {
      denied(await t.call("POST", "/v2/gmiserver/tenant/Nobody/person", { as: null, raw: "{" }), 401, "unauthorized");
      refused(await t.call("POST", "/v2/gmiserver/tenant/RowanHealth/person", { raw: "{" }), 403, "gmi.tenant.forbidden");
      refused(await t.call("PUT", `${TENANT}/person/${NOBODY}`, { raw: "{" }), 400, "gmi.body.unexpected");
      refused(await t.call("PUT", algorithm("nothing"), { body: [] }), 400, "gmi.value.type");
      denied(await t.call("POST", TOKEN, { as: null, raw: "{" }), 401, "invalid_client");
    },
  },
  {
    title: "an undeclared method on a known path is 405 with Allow, HEAD included",
    async run(t) {
      const expected: readonly (readonly [string, string])[] = [
        [TOKEN, "POST, OPTIONS"],
        [TENANT, "GET, OPTIONS"],
        [UPDATE, "PUT, OPTIONS"],
        [`${TENANT}/person`, "GET, POST, OPTIONS"],
        [`${TENANT}/person/${ids.personUuid}`, "GET, PUT, DELETE, OPTIONS"],
        [algorithm(), "PUT, DELETE, OPTIONS"],
        [PERSONS, "GET, OPTIONS"],
      ];
      for (const [path, allow] of expected) {
        for (const method of ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"].filter((one) => !allow.split(", ").includes(one))) {
          const answer = await t.call(method, path);
          expect({ method, status: answer.status, allow: answer.headers.get("allow") }).toEqual({ method, status: 405, allow });
        }
        const probe = await t.call("OPTIONS", path, { as: null });
        expect([probe.status, probe.headers.get("allow"), probe.text]).toEqual([200, allow, ""]);
      }
      denied(await t.call("GET", `${TOKEN}?${DOCUMENTED_GRANT}`, { authorization: t.basic() }), 405, "method_not_allowed");
    },
  },
  {
    title: "what the vendor has and the sandbox has not is 501 and named, also where a person's UUID could stand",
    async run(t) {
      for (const { method, path } of product.notImitated) {
        const asked = path.replace("{tenant_code}", ids.tenantCode).replaceAll(/\{\w+\}/g, ids.personUuid);
        expect(refused(await t.call(method, asked), 501, "gmi.not.imitated")).toContain(`${method} ${path}`);
      }
      expect(product.notImitated.some(({ path }) => path.endsWith("/person/registration"))).toBe(true);
    },
  },
];
