import { expect } from "vitest";
import { product } from "../../index.js";
import { wellKnownTenants as ids } from "../../well-known.js";
import { type Check, creation, done, ok, PAGED, refused, TENANTS } from "../target.js";

const LOGIN = "/api/web/v1/adminapi/authenticate";

export const loginChecks: readonly Check[] = [
  {
    item: 1,
    title: "known credentials answer a token that lives 15 minutes",
    async run(t) {
      const body = ok(await t.login(t.sandbox.account("entrust-idaas").credentials));
      expect(Object.keys(body).sort()).toEqual(["authToken", "creationTime", "expirationTime"]);
      expect(body.authToken).toMatch(/^\S{20,}$/);
      expect(body.creationTime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      expect(Date.parse(body.expirationTime) - Date.parse(body.creationTime)).toBe(15 * 60_000);
    },
  },
  {
    item: 2,
    title: "a wrong secret or an unknown application is 401, a missing applicationId 400",
    async run(t) {
      const { applicationId, sharedSecret } = t.sandbox.account("entrust-idaas").credentials;
      const wrong = await t.login({ applicationId, sharedSecret: "wrong" });
      refused(wrong, 401, "invalid_credentials");
      const unknown = await t.login({ applicationId: "wrong", sharedSecret });
      expect(unknown.body).toEqual(wrong.body);
      refused(await t.login({ sharedSecret }), 400, "missing_attribute");
      refused(await t.login({ applicationId }), 400, "missing_attribute");
    },
  },
  {
    item: 3,
    title: "a web session sets a cookie without which its token is refused",
    async run(t) {
      const login = await t.login({ ...t.sandbox.account("entrust-idaas").credentials, enableWebSession: true });
      const cookie = login.headers.getSetCookie().find((one) => one.startsWith("INTELLITRUST_SESSION_ID="));
      const authorization = ok(login).authToken;
      refused(await t.call("GET", `${TENANTS}/${ids.tenant}`, { authorization }), 401, "missing_session");
      const other = { authorization, headers: { cookie: "INTELLITRUST_SESSION_ID=other" } };
      refused(await t.call("GET", `${TENANTS}/${ids.tenant}`, other), 401, "missing_session");
      ok(await t.call("GET", `${TENANTS}/${ids.tenant}`, { authorization, headers: { cookie: String(cookie?.split(";")[0]) } }));
      expect((await t.login({ ...t.sandbox.account("entrust-idaas").credentials })).headers.getSetCookie()).toEqual([]);
    },
  },
  {
    item: 4,
    title: "the token is taken bare and after Bearer",
    async run(t) {
      const token = await t.token("full");
      for (const authorization of [token, `Bearer ${token}`, `bearer ${token}`]) {
        ok(await t.call("GET", `${TENANTS}/${ids.tenant}`, { authorization }));
      }
    },
  },
  {
    item: 5,
    title: "no token, an unknown one and an expired one are 401, and a new login mends it",
    async run(t) {
      const path = `${TENANTS}/${ids.tenant}`;
      refused(await t.call("GET", path, { as: null }), 401, "missing_token");
      refused(await t.call("GET", path, { authorization: "Bearer" }), 401, "missing_token");
      refused(await t.call("GET", path, { authorization: "unknown" }), 401, "invalid_token");
      refused(
        await t.call("GET", path, { authorization: t.sandbox.account("entrust-idaas", "expired").token ?? "" }),
        401,
        "expired_token",
      );
      const authorization = await t.token("full");
      t.sandbox.clock.advance(15 * 60_000 - 1);
      ok(await t.call("GET", path, { authorization }));
      t.sandbox.clock.advance(1);
      refused(await t.call("GET", path, { authorization }), 401, "expired_token");
      ok(await t.call("GET", path, { authorization: ok(await t.login(t.sandbox.account("entrust-idaas").credentials)).authToken }));
    },
  },
  {
    item: 6,
    title: "OPTIONS tells whether the token still holds",
    async run(t) {
      const authorization = await t.token("full");
      const alive = await t.call("OPTIONS", `${TENANTS}/${ids.tenant}`, { authorization });
      done(alive);
      expect(alive.headers.get("allow")).toBe("GET, DELETE, OPTIONS");
      t.sandbox.clock.advance(15 * 60_000);
      refused(await t.call("OPTIONS", `${TENANTS}/${ids.tenant}`, { authorization }), 401, "expired_token");
      refused(await t.call("OPTIONS", `${TENANTS}/${ids.tenant}`, { as: null }), 401, "missing_token");
      done(await t.call("OPTIONS", LOGIN, { as: null }));
    },
  },
  {
    item: 7,
    title: "a role without the operation's permission is 403",
    async run(t) {
      refused(await t.call("POST", TENANTS, { as: "tenants-view", body: creation() }), 403, "permission_required");
      const { completedOperation } = product.wellKnown;
      ok(await t.call("GET", `/api/web/v4/async/tenants/${completedOperation}/createstatus`, { as: "tenants-view" }));
    },
  },
  {
    title: "each permission alone opens its operations and no other",
    async run(t) {
      const tenant = `${TENANTS}/${ids.tenant}`;
      const management = `/api/web/v1/tenants/${ids.tenant}/spidentityprovider`;
      const { completedOperation: job } = product.wellKnown;
      const operations: [string, string, string, unknown?][] = [
        ["tenants-view", "GET", tenant],
        ["tenants-view", "POST", PAGED, {}],
        [
          "tenants-view",
          "POST",
          `${TENANTS}/entitlements/usage`,
          { searchByAttributes: [{ name: "startTime", operator: "GREATER_THAN", value: "2018-08-04T18:15:30" }] },
        ],
        ["tenants-view", "GET", `/api/web/v4/async/tenants/${job}/createstatus`],
        ["tenants-add", "GET", `/api/web/v4/async/tenants/${job}/createresult`],
        ["tenants-add", "POST", TENANTS, creation()],
        ["tenants-add", "POST", "/api/web/v5/async/tenants", creation({ tenant: { domain: "mango-two" } })],
        ["tenants-edit", "PUT", `${tenant}/lock`],
        ["tenants-edit", "PUT", `${tenant}/unlock`],
        ["entitlements-view", "GET", `${tenant}/entitlements`],
        ["entitlements-view", "GET", `${tenant}/entitlements/USERS`],
        ["entitlements-edit", "PUT", `${tenant}/entitlements`, {}],
        ["identity-providers-view", "GET", management],
        ["identity-providers-edit", "PUT", management, { enabled: true }],
        ["tenants-remove", "DELETE", tenant],
      ];
      const single = product.accounts
        .map((one) => one.name)
        .filter((name) => name.includes("-") && operations.some(([account]) => account === name));
      expect(single).toHaveLength(8);
      for (const [account, method, path, body] of operations) {
        for (const other of single.filter((one) => one !== account)) {
          refused(await t.call(method, path, { as: other, body }), 403, "permission_required");
        }
        ok(await t.call(method, path, { as: account, body }));
      }
    },
  },
  {
    title: "without a service provider role every tenant operation is 403",
    async run(t) {
      refused(await t.call("POST", PAGED, { as: "no-provider-role", body: {} }), 403, "service_provider_role_required");
    },
  },
  {
    title: "a locked account is let in nowhere, and a token it holds stops working",
    async run(t) {
      refused(await t.login(t.sandbox.account("entrust-idaas", "locked").credentials), 403, "account_locked");
      const authorization = await t.token("other-provider");
      done(await t.call("PUT", `${TENANTS}/${ids.otherProvider}/lock`));
      refused(await t.call("POST", PAGED, { authorization, body: {} }), 403, "account_locked");
      done(await t.call("PUT", `${TENANTS}/${ids.otherProvider}/unlock`));
      ok(await t.call("POST", PAGED, { authorization, body: {} }));
    },
  },
];
