import { expect } from "vitest";
import { wellKnownTenants as ids } from "../../well-known.js";
import { type Check, CREATE_ASYNC, creation, done, identityProviderPath, ok, PAGED, refused, TENANTS, USAGE } from "../target.js";

const LOGIN = "/api/web/v1/adminapi/authenticate";

/** Every operation with a body. */
const WITH_BODY: readonly (readonly [string, string])[] = [
  ["POST", LOGIN],
  ["POST", CREATE_ASYNC],
  ["POST", TENANTS],
  ["POST", PAGED],
  ["POST", USAGE],
  ["PUT", `${TENANTS}/${ids.tenant}/entitlements`],
  ["PUT", identityProviderPath(ids.tenant)],
];

export const requestChecks: readonly Check[] = [
  {
    title: "a body that is no JSON object, too large or of another media type is 400, everywhere",
    async run(t) {
      for (const [method, path] of WITH_BODY) {
        for (const raw of ["", "{", "{}}", "undefined", "\ufeff{}", new Uint8Array([0x22, 0xff, 0x22])]) {
          refused(await t.call(method, path, { raw }), 400, "malformed_request");
        }
        for (const raw of ["null", "[]", '"text"', "1"]) refused(await t.call(method, path, { raw }), 400, "invalid_attribute_type");
        for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/json5"]) {
          refused(await t.call(method, path, { raw: "{}", headers: { "content-type": type } }), 400, "unsupported_media_type");
        }
        refused(await t.call(method, path, { raw: `{"a":"${"a".repeat(1_048_576)}"}` }), 400, "request_too_large");
      }
      ok(await t.call("POST", PAGED, { raw: "{}", headers: { "content-type": "Application/JSON; charset=utf-8" } }));
    },
  },
  {
    title: "a request without a body is 400 where one is required",
    async run(t) {
      for (const [method, path] of WITH_BODY) refused(await t.call(method, path), 400, "unsupported_media_type");
    },
  },
  {
    title: "wrong JSON types are refused at any depth, null included",
    async run(t) {
      for (const [path, body] of [
        [PAGED, { limit: "10" }],
        [PAGED, { limit: 1.5 }],
        [PAGED, { limit: null }],
        [PAGED, { searchByAttributes: {} }],
        [PAGED, { attributes: [1] }],
        [PAGED, { searchByAttributes: [{ name: "locked", operator: "EQUALS", value: true }] }],
        [PAGED, { orderByAttribute: { name: "hostname", ascending: "true" } }],
        [TENANTS, creation({ tenant: { serviceProvider: "yes" } })],
        [TENANTS, creation({ adminUser: { email: null } })],
        [TENANTS, creation({ adminUser: { groups: "a" } })],
        [TENANTS, creation({ adminUser: { preferredOtpDeliveryContactAttributes: { OTP_EMAIL: 1 } } })],
        [TENANTS, creation({ adminUser: { preferredOtpDeliveryContactAttributes: [] } })],
        [TENANTS, { ...creation(), deliverWelcomeEmail: "no" }],
        [LOGIN, { applicationId: 1, sharedSecret: "x" }],
      ] as const) {
        refused(await t.call("POST", path, { body }), 400, "invalid_attribute_type");
      }
    },
  },
  {
    title: "null means not set in the models that answers have too, so that what was read can be sent back",
    async run(t) {
      const bundle = { bundleType: "PLUS", rank: null, usageReportId: null };
      const path = `${TENANTS}/${ids.tenant}/entitlements`;
      done(await t.call("PUT", path, { body: { userBundles: [bundle], additionalFeatures: { enhancedGeoLocation: null } } }));
      expect(ok(await t.call("GET", `${path}/USERS`)).userBundles).toEqual([bundle]);
      const aliases = { userAliases: [{ id: null, type: "CUSTOM", userId: null, value: null }] };
      ok(await t.call("POST", TENANTS, { body: creation({ adminUser: aliases }) }));
      refused(await t.call("PUT", path, { body: { userBundles: [{ ...bundle, bundleType: null }] } }), 400, "invalid_attribute_type");
    },
  },
  {
    title: "values outside an enum, a format or 32 bits are refused",
    async run(t) {
      const bad = (parts: Parameters<typeof creation>[0], errorCode: string) =>
        t.call("POST", TENANTS, { body: creation(parts) }).then((answer) => refused(answer, 400, errorCode));
      await bad({ adminUser: { locale: "FR" } }, "invalid_attribute_value");
      await bad({ adminUser: { state: "active" } }, "invalid_attribute_value");
      await bad({ entitlements: { contractMode: "FREE" } }, "invalid_attribute_value");
      await bad({ entitlements: { userBundles: [{ bundleType: "ENTERPRISE" }] } }, "invalid_attribute_value");
      await bad({ entitlements: { flashPass: { quantity: 26 } } }, "invalid_attribute_value");
      await bad({ entitlements: { endDate: "2030-01-01" } }, "invalid_attribute_format");
      await bad({ entitlements: { endDate: "2030-02-30T00:00:00Z" } }, "invalid_attribute_format");
      await bad({ tenant: { companyCountry: "CAN" } }, "invalid_attribute_format");
      await bad({ tenant: { companyState: "Ontario" } }, "invalid_attribute_format");
      await bad({ entitlements: { smsVoice: { quantity: 2 ** 31 } } }, "attribute_out_of_range");
      await bad({ entitlements: { userBundles: [{}] } }, "missing_attribute");
    },
  },
  {
    title: "properties that a model does not name are ignored",
    async run(t) {
      const raw = JSON.stringify({ ...creation(), extra: 1, constructor: 1 }).replace("{", '{"__proto__":{"companyName":1},');
      const { tenant } = ok(await t.call("POST", TENANTS, { raw }));
      expect(tenant.companyName).toBe("Mango Mills");
      expect(tenant).not.toHaveProperty("extra");
    },
  },
  {
    title: "an undeclared method on a known path is 405 with Allow, HEAD included",
    async run(t) {
      const expected: readonly (readonly [string, string])[] = [
        [LOGIN, "POST, OPTIONS"],
        [PAGED, "POST, OPTIONS"],
        [`${TENANTS}/${ids.tenant}`, "GET, DELETE, OPTIONS"],
        [`${TENANTS}/${ids.tenant}/entitlements`, "GET, PUT, OPTIONS"],
        [`${TENANTS}/${ids.tenant}/entitlements/USERS`, "GET, OPTIONS"],
      ];
      for (const [path, allow] of expected) {
        for (const method of ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "PROPFIND"].filter((one) => !allow.includes(one))) {
          const answer = await t.call(method, path);
          expect({ method, status: answer.status, allow: answer.headers.get("allow") }).toEqual({ method, status: 405, allow });
        }
      }
    },
  },
  {
    title: "what the product has and the sandbox has not is 501 and named; what neither has is 404",
    async run(t) {
      refused(await t.call("POST", "/api/web/v4/async/tenants", { body: creation() }), 501, "not_imitated");
      const regenerate = await t.call("PUT", "/api/web/v1/applications/adminapi/regenerate/x");
      refused(regenerate, 501, "not_imitated");
      expect(regenerate.body.errorMessage).toContain("PUT /api/web/v1/applications/adminapi/regenerate/{id}");
      refused(await t.call("GET", "/api/web/v4/async/tenants"), 405, "method_not_allowed");
      refused(await t.call("GET", `${TENANTS}/`), 404, "unknown_path");
      refused(await t.call("GET", "/"), 404, "unknown_path");
    },
  },
  {
    title: "who may not call is told before what is wrong with the request, and that before what is wrong with the state",
    async run(t) {
      refused(await t.call("POST", TENANTS, { as: null, raw: "{" }), 401, "missing_token");
      refused(await t.call("POST", TENANTS, { as: "tenants-view", raw: "{" }), 403, "permission_required");
      refused(await t.call("PUT", `${TENANTS}/unknown/entitlements`, { raw: "{" }), 400, "malformed_request");
      const taken = creation({ tenant: { domain: "acorn" }, entitlements: { endDate: "2020-01-01T00:00:00Z" } });
      refused(await t.call("POST", TENANTS, { body: taken }), 400, "invalid_end_date");
      const change = { quantity: 1, endDate: "2020-01-01T00:00:00Z" };
      refused(await t.call("PUT", `${TENANTS}/${ids.tenant}/entitlements`, { body: change }), 400, "invalid_end_date");
    },
  },
];
