import { expect } from "vitest";
import { wellKnownTenants as ids } from "../../well-known.js";
import {
  type Answer,
  type Check,
  clientConfigPath,
  creation,
  formOf,
  keyPath,
  NOBODY,
  ok,
  refused,
  STATISTICS,
  SYSTEM,
  statisticsPath,
  type Target,
  tenantPath,
} from "../target.js";

const WITH_BODY = ["POST", "PUT"];

/** A path of the release notes for one of the page about tenants or statistics. */
const longer = (path: string) =>
  path.startsWith("/SystemTenant")
    ? `/IDPrimeVirtual${path}`
    : path.replace("/IDPrimeVirtual", "/IDPrimeVirtual/Provisioning/IDPrimeVirtual/UserStatistic");

/** What two answers must have in common: everything but what tells one request from another. */
const common = ({ status, body }: Answer) => ({ status, body: { ...body, tenantId: undefined, traceId: undefined } });

/** A form by hand, with whatever is wrong with it. */
const written = (text: string, type = "multipart/form-data; boundary=x") => ({ raw: text, headers: { "content-type": type } });

/** Expects that nothing of the world is changed by what happens in between. */
async function unchanged(t: Target, between: () => Promise<void>): Promise<void> {
  const before = JSON.stringify(t.sandbox.snapshot().store);
  await between();
  expect(JSON.stringify(t.sandbox.snapshot().store)).toBe(before);
}

export const requestChecks: readonly Check[] = [
  {
    item: 38,
    title: "the longer paths of the release notes answer like the shorter ones",
    async run(t) {
      const calls: readonly (readonly [string, string, Parameters<Target["call"]>[2]?])[] = [
        ["POST", SYSTEM, { body: creation({ tenantName: "" }) }],
        ["PUT", SYSTEM, { body: { tenantId: ids.linden, isSksMode: true } }],
        ["PUT", SYSTEM, { body: formOf({ tenantId: NOBODY }) }],
        ["POST", tenantPath(ids.linden), { body: creation() }],
        ["GET", `${SYSTEM}/TenantList`],
        ["GET", `${SYSTEM}/TenantList`, { as: null }],
        ["GET", tenantPath(ids.linden), { as: null }],
        ["GET", tenantPath(NOBODY), { as: null }],
        ["GET", clientConfigPath(ids.linden), { as: null }],
        ["GET", clientConfigPath(ids.linden, "V1.0"), { as: null }],
        ["GET", clientConfigPath(ids.linden, "V9"), { as: null }],
        ...STATISTICS.flatMap((name) => [
          ["GET", statisticsPath(ids.linden, name), { as: "tenant-administrator" }] as const,
          ["GET", statisticsPath(ids.linden, name), { as: "foreign" }] as const,
        ]),
      ];
      for (const [method, path, options] of calls) {
        const short = await t.call(method, path, options);
        const long = await t.call(method, longer(path), options);
        expect(long.body.traceId === undefined).toBe(short.status === 200);
        expect(common(long)).toEqual(common(short));
        expect(long.status).not.toBe(500);
      }
      expect(calls).toHaveLength(17);
      refused(await t.call("DELETE", longer(tenantPath(ids.linden))), 405, "method_not_allowed");
      const created = ok(await t.call("POST", longer(SYSTEM), { body: creation() }));
      expect((await t.list()).at(-1)).toEqual(created);
    },
  },
  {
    item: 40,
    title: "every error is a problem document that repeats its status",
    async run(t) {
      refused(await t.create(creation({ tenantName: undefined })), 400, "missing_parameter", "tenantName");
      refused(await t.create(creation(), { as: null }), 401, "key_missing");
      refused(await t.create(creation(), { as: "foreign" }), 403, "permission_required");
      refused(await t.call("GET", tenantPath(NOBODY)), 404, "tenant_not_found");
      refused(await t.call("GET", "/nowhere"), 404, "unknown_path");
      refused(await t.call("PATCH", SYSTEM), 405, "method_not_allowed");
      refused(await t.create(creation({ tenantName: "Linden Works" })), 409, "tenant_name_taken");
      const exchange = `/IDPrimeVirtual/Provisioning/V1.0/Tenants/${ids.system}/TenantExchangePublicKey`;
      refused(await t.call("GET", exchange), 501, "not_imitated");
      const [one, other] = [await t.call("GET", tenantPath(NOBODY)), await t.call("GET", tenantPath("1"))];
      expect(one.body.traceId).not.toBe(other.body.traceId);
    },
  },
  {
    title: "a body that is neither form nor JSON object, or is too large, is 400 and changes nothing",
    async run(t) {
      await unchanged(t, async () => {
        for (const method of WITH_BODY) {
          const send = (raw: BodyInit, type = "application/json") => t.call(method, SYSTEM, { raw, headers: { "content-type": type } });
          for (const raw of ["", "{", "{}}", "\ufeff{}", new Uint8Array([0x22, 0xff, 0x22])])
            refused(await send(raw), 400, "malformed_request", "$");
          for (const raw of ["null", "[]", '"text"', "1"]) refused(await send(raw), 400, "malformed_request", "$");
          for (const raw of ["[".repeat(10_000) + "]".repeat(10_000), `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`]) {
            refused(await send(raw), 400, "malformed_request", "$");
          }
          refused(await send(`{"a":"${"a".repeat(1_048_576)}"}`), 400, "request_too_large", "$");
          for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/json5", "multipart/mixed; boundary=x"]) {
            refused(await send("{}", type), 400, "unsupported_media_type", "$");
          }
          refused(await t.call(method, SYSTEM), 400, "unsupported_media_type", "$");
        }
      });
      ok(await t.call("POST", SYSTEM, { body: creation(), headers: { "content-type": "Application/JSON; charset=utf-8" } }));
    },
  },
  {
    title: "a form that is cut short, without a boundary or with something twice is 400 and changes nothing",
    async run(t) {
      const part = (name: string, value: string) => `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
      const values = Object.entries(creation({ tokenPolicies: "{}" })) as [string, string][];
      const whole = `${values.map(([name, value]) => part(name, value)).join("")}`;
      await unchanged(t, async () => {
        for (const text of ["", whole, `${whole}--x`, `${whole}--y--\r\n`, whole.replaceAll("--x", "--z")]) {
          refused(await t.call("POST", SYSTEM, written(text)), 400, "malformed_request", "$");
        }
        refused(await t.call("POST", SYSTEM, written(`${whole}--x--\r\n`, "multipart/form-data")), 400, "malformed_request", "$");
        const twice = `${whole}${part("tenantName", "Again")}--x--\r\n`;
        refused(await t.call("POST", SYSTEM, written(twice)), 400, "repeated_parameter", "tenantName");
        const broken = formOf(creation());
        broken.set("tokenPolicies", new Blob([new Uint8Array([0x7b, 0xff, 0x7d])]), "policies.json");
        refused(await t.create(broken), 400, "invalid_parameter_type", "tokenPolicies");
        const large = formOf(creation({ tenantName: "a".repeat(1_048_576) }));
        refused(await t.create(large), 400, "request_too_large", "$");
      });
      ok(await t.call("POST", SYSTEM, written(`${whole}--x--\r\n`)));
    },
  },
  {
    title: "values of the wrong type, null included, and empty texts are 400 and named",
    async run(t) {
      await unchanged(t, async () => {
        for (const [name, value] of [
          ["tenantName", 1],
          ["tenantName", null],
          ["idpClientSecret", {}],
          ["tenantType", true],
          ["isExportKeys", "true"],
          ["isSksMode", 1],
          ["isOfflineFallbackEnabled", null],
          ["idpConfigFilePath", {}],
          ["idpConfigFilePath", null],
          ["tokenPolicies", []],
          ["tokenPolicies", 1],
          ["swsConfigFilePath", {}],
        ] as const) {
          refused(await t.create(creation({ [name]: value })), 400, "invalid_parameter_type", name);
          refused(await t.update({ tenantId: ids.linden, [name]: value }), 400, "invalid_parameter_type", name);
        }
        refused(await t.update({ tenantId: 1 }), 400, "invalid_parameter_type", "tenantId");
        for (const name of ["tenantName", "idpClientSecret", "tenantType"]) {
          for (const value of ["", "  "]) {
            const values = creation({ [name]: value });
            for (const body of [values, formOf(values)]) refused(await t.create(body), 400, "empty_parameter", name);
          }
        }
        for (const name of ["idpConfigFilePath", "tokenPolicies"]) {
          for (const text of ["[]", "null", "1", '"{}"']) refused(await t.create(creation({ [name]: text })), 400, "invalid_json", name);
        }
      });
    },
  },
  {
    title: "what is not a parameter is ignored, and names of the language's own do no harm",
    async run(t) {
      const raw = JSON.stringify({ ...creation(), systemTenantId: NOBODY, TenantName: 1, constructor: 1 }).replace(
        "{",
        '{"__proto__":{"tenantName":"polluted","tenantId":1},',
      );
      const tenant = ok(await t.call("POST", SYSTEM, { raw }));
      expect(tenant.tenantName).toBe("Mango Mills");
      const form = formOf(creation({ tenantName: "Mango Two", tokenPolicies: '{"__proto__":{"a":1},"constructor":{}}' }));
      for (const name of ["__proto__", "constructor", "toString"]) form.append(name, "x");
      const { tenantId } = ok(await t.create(form));
      expect(JSON.stringify(t.stored(tenantId)["tokenPolicies"])).toBe('{"__proto__":{"a":1},"constructor":{}}');
      expect(({} as { a?: number }).a).toBeUndefined();
      const restored = JSON.parse(JSON.stringify(t.sandbox.snapshot()));
      t.sandbox.restore(restored);
      expect(JSON.stringify(t.sandbox.snapshot())).toBe(JSON.stringify(restored));
      refused(await t.call("POST", SYSTEM, { raw: '{"__proto__":{"tenantName":"x"}}' }), 400, "missing_parameter", "tenantName");
    },
  },
  {
    title: "what is wrong is told in this order: caller, path, request, state",
    async run(t) {
      refused(await t.call("POST", tenantPath(NOBODY), { as: null, raw: "{" }), 401, "key_missing");
      refused(await t.call("POST", tenantPath(NOBODY), { as: "foreign", raw: "{" }), 403, "permission_required");
      refused(await t.call("POST", tenantPath(NOBODY), { raw: "{" }), 404, "tenant_not_found");
      refused(await t.call("POST", tenantPath(ids.linden), { raw: "{" }), 403, "system_tenant_required");
      refused(await t.create(creation({ tenantName: "Linden Works", tenantType: "x" })), 400, "invalid_tenant_type");
      refused(await t.update({ tenantId: NOBODY, tenantType: "x" }), 400, "invalid_tenant_type");
      refused(await t.update({ tenantId: NOBODY, tenantName: "Linden Works" }), 404, "tenant_not_found");
      refused(await t.update({ tenantId: ids.system, tenantName: "Linden Works" }), 400, "system_tenant_unchangeable");
      refused(await t.call("POST", keyPath(NOBODY, "a", "V2"), { as: null }), 404, "version_not_found");
    },
  },
  {
    title: "a method that a path has not is 405 and told what it has, HEAD included; OPTIONS tells it without a key",
    async run(t) {
      for (const [path, allow] of [
        [SYSTEM, "POST, PUT, GET, OPTIONS"],
        [`${SYSTEM}/TenantList`, "GET, OPTIONS"],
        [clientConfigPath(ids.linden), "GET, OPTIONS"],
        [statisticsPath(ids.linden, "data"), "GET, OPTIONS"],
        [keyPath(ids.linden), "POST, OPTIONS"],
      ] as const) {
        for (const method of ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"].filter((one) => !allow.includes(one))) {
          const answer = await t.call(method, path);
          expect({ method, status: answer.status, allow: answer.headers.get("allow") }).toEqual({ method, status: 405, allow });
        }
        const options = await t.call("OPTIONS", path, { as: null });
        expect({ status: options.status, allow: options.headers.get("allow"), text: options.text }).toEqual({
          status: 204,
          allow,
          text: "",
        });
      }
    },
  },
];
