import { expect } from "vitest";
import { wellKnown as ids } from "../../well-known.js";
import { API, type Check, DOCUMENTED_GRANT, denied, FOREIGN, ON_TENANT, ok, PERSONS, refused, TENANT, TOKEN } from "../target.js";

const FORM = "application/x-www-form-urlencoded";

export const tokenChecks: readonly Check[] = [
  {
    item: 1,
    title: "known credentials and both parameters in the query answer a bearer token",
    async run(t) {
      const answer = await t.login();
      expect(ok(answer)).toEqual({
        access_token: expect.stringMatching(/^\S{20,}$/),
        token_type: "bearer",
        expires_in: 3600,
        scope: "SCOPE_TENANT_ADMIN",
      });
      ok(await t.call("GET", TENANT, { authorization: `Bearer ${answer.body.access_token}` }));
      expect(ok(await t.login()).access_token).not.toBe(answer.body.access_token);
    },
  },
  {
    item: 2,
    title: "the parameters count in a form just as in the query",
    async run(t) {
      const form = { authorization: t.basic(), headers: { "content-type": `${FORM}; charset=UTF-8` } };
      const body = ok(await t.call("POST", TOKEN, { ...form, raw: DOCUMENTED_GRANT }));
      expect(body).toMatchObject({ token_type: "bearer", expires_in: 3600, scope: "SCOPE_TENANT_ADMIN" });
      ok(await t.call("GET", TENANT, { authorization: `bearer ${body.access_token}` }));
      ok(await t.call("POST", `${TOKEN}?grant_type=client_credentials`, { ...form, raw: "scope=ignored" }));
    },
  },
  {
    item: 3,
    title: "a token call without credentials, or with wrong ones, is 401",
    async run(t) {
      const path = `${TOKEN}?${DOCUMENTED_GRANT}`;
      const { clientId, clientSecret } = t.sandbox.account(API).credentials;
      denied(await t.call("POST", path, { as: null }), 401, "invalid_client");
      for (const authorization of ["Basic", "Basic !", `Basic ${btoa("no colon")}`, `Basic ${btoa(":")}`, "Bearer x"]) {
        denied(await t.call("POST", path, { authorization }), 401, "invalid_client");
      }
      const wrong = await t.call("POST", path, { authorization: `Basic ${btoa(`${clientId}:${clientSecret}x`)}` });
      denied(wrong, 401, "invalid_client");
      const unknown = await t.call("POST", path, { authorization: `Basic ${btoa(`nobody:${clientSecret}`)}` });
      expect(unknown.body).toEqual(wrong.body);
      denied(await t.call("POST", `${path}&client_id=${clientId}&client_secret=${clientSecret}`, { as: null }), 401, "invalid_client");
      ok(await t.call("POST", path, { authorization: t.basic().replace("Basic ", "basic  ") }));
    },
  },
  {
    item: 4,
    title: "a token call with another grant_type than client_credentials is 400, and one without",
    async run(t) {
      for (const other of ["password", "Client_Credentials", "client_credentials%20"]) {
        denied(await t.login("full", `scope=SCOPE_TENANT_ADMIN&grant_type=${other}`), 400, "unsupported_grant_type");
      }
      denied(await t.login("full", "scope=SCOPE_TENANT_ADMIN"), 400, "invalid_request");
      denied(await t.login("full", "scope=SCOPE_TENANT_ADMIN&grant_type="), 400, "invalid_request");
    },
  },
  {
    item: 5,
    title: "there is no refresh token",
    async run(t) {
      expect(Object.keys(ok(await t.login())).sort()).toEqual(["access_token", "expires_in", "scope", "token_type"]);
    },
  },
  {
    item: 6,
    title: "no bearer token, an unknown one and an expired one are 401, and a new token mends it",
    async run(t) {
      for (const [method, path, body] of [
        ...ON_TENANT.map(([method, at, body]) => [method, at(ids.tenantCode), body] as const),
        ["GET", PERSONS] as const,
        ["GET", `${PERSONS}/${ids.personUuid}`] as const,
      ]) {
        const missing = await t.call(method, path, { as: null, body });
        denied(missing, 401, "unauthorized");
        expect(missing.headers.get("www-authenticate")).toBe('Bearer realm="gmiserver"');
        denied(await t.call(method, path, { authorization: "Bearer unknown", body }), 401, "invalid_token");
      }
      for (const authorization of ["Bearer", t.basic(), await t.token("full")]) {
        denied(await t.call("GET", TENANT, { authorization }), 401, "unauthorized");
      }
      const { token } = t.sandbox.account(API, "expired");
      denied(await t.call("GET", TENANT, { authorization: `Bearer ${token}` }), 401, "invalid_token");
      const authorization = `Bearer ${await t.token("full")}`;
      t.sandbox.clock.advance(3_600_000 - 1);
      ok(await t.call("GET", TENANT, { authorization }));
      t.sandbox.clock.advance(1);
      denied(await t.call("GET", TENANT, { authorization }), 401, "invalid_token");
      ok(await t.call("GET", TENANT, { authorization: `Bearer ${ok(await t.login("expired")).access_token}` }));
    },
  },
  {
    item: 7,
    title: "a tenant beyond the client's rights is 403, and one that does not exist 404",
    async run(t) {
      for (const [method, path, body] of ON_TENANT) {
        refused(await t.call(method, path(ids.foreignTenantCode), { body }), 403, "gmi.tenant.forbidden");
        refused(await t.call(method, path(ids.tenantCode), { as: "foreign", body }), 403, "gmi.tenant.forbidden");
        for (const code of ["Nobody", "lindenworks", "__proto__"]) {
          refused(await t.call(method, path(code), { body }), 404, "gmi.tenant.not.found");
        }
      }
      ok(await t.get(FOREIGN, "foreign"));
    },
  },
  {
    title: "without the role of an administrator every call on a tenant is 403, and persons can be looked up",
    async run(t) {
      for (const [method, path, body] of ON_TENANT) {
        for (const tenant of [ids.tenantCode, "Nobody"]) {
          refused(await t.call(method, path(tenant), { as: "no-role", body }), 403, "gmi.role.missing");
        }
      }
      expect(ok(await t.get(`${PERSONS}/${ids.personUuid}`, "no-role"))).toMatchObject({ id: ids.personUuid });
      ok(await t.get(PERSONS, "no-role"));
    },
  },
  {
    title: "any scope is taken and echoed, unless the sandbox is told to be strict",
    async run(t) {
      for (const scope of ["ignored", "SCOPE_GMI_USER", "scope_tenant_admin"]) {
        const body = ok(await t.login("full", `scope=${scope}&grant_type=client_credentials`));
        expect(body.scope).toBe(scope);
        ok(await t.call("GET", TENANT, { authorization: `Bearer ${body.access_token}` }));
      }
      denied(await t.login("full", "grant_type=client_credentials"), 400, "invalid_scope");
      denied(await t.login("full", "scope=&grant_type=client_credentials"), 400, "invalid_scope");
      t.sandbox.configure(API, { strictScope: true });
      denied(await t.login("full", "scope=ignored&grant_type=client_credentials"), 400, "invalid_scope");
      ok(await t.login());
    },
  },
  {
    title: "the life of a token can be set, and is told in whole seconds",
    async run(t) {
      t.sandbox.configure(API, { tokenLifeSeconds: 2.5 });
      const { access_token, expires_in } = ok(await t.login());
      expect(expires_in).toBe(2);
      const authorization = `Bearer ${access_token}`;
      t.sandbox.clock.advance(1999);
      ok(await t.call("GET", TENANT, { authorization }));
      t.sandbox.clock.advance(1);
      denied(await t.call("GET", TENANT, { authorization }), 401, "invalid_token");
    },
  },
  {
    title: "a token call with a parameter given twice, or with a body that is no form, is 400",
    async run(t) {
      const authorization = t.basic();
      denied(await t.login("full", `${DOCUMENTED_GRANT}&scope=ignored`), 400, "invalid_request");
      const headers = { "content-type": FORM };
      const both = await t.call("POST", `${TOKEN}?${DOCUMENTED_GRANT}`, { authorization, headers, raw: "grant_type=client_credentials" });
      denied(both, 400, "invalid_request");
      const asJson = { scope: "SCOPE_TENANT_ADMIN", grant_type: "client_credentials" };
      denied(await t.call("POST", `${TOKEN}?${DOCUMENTED_GRANT}`, { authorization, body: asJson }), 400, "invalid_request");
      const large = `${DOCUMENTED_GRANT}&padding=${"a".repeat(1_048_576)}`;
      denied(await t.call("POST", TOKEN, { authorization, headers, raw: large }), 400, "invalid_request");
      const binary = new Uint8Array([0x73, 0x3d, 0xff]);
      denied(await t.call("POST", `${TOKEN}?${DOCUMENTED_GRANT}`, { authorization, headers, raw: binary }), 400, "invalid_request");
      ok(await t.call("POST", `${TOKEN}?${DOCUMENTED_GRANT}`, { authorization, headers: { "content-type": "application/json" }, raw: "" }));
    },
  },
  {
    title: "the request log shows neither secrets nor tokens",
    async run(t) {
      const { clientId, clientSecret } = t.sandbox.account(API).credentials;
      const { access_token } = ok(await t.login());
      const headers = { "content-type": FORM };
      await t.call("POST", `${TOKEN}?client_secret=${clientSecret}`, { as: null, headers, raw: `client_secret=${clientSecret}` });
      await t.call("GET", `${TENANT}?access_token=${access_token}`, { as: null });
      await t.call("POST", `${TENANT}/person`, { body: { clientSecret, access_token } });
      const log = JSON.stringify(t.sandbox.requests);
      expect(log).toContain("issueToken");
      for (const secret of [clientSecret, access_token, t.basic().slice(6)]) expect(log).not.toContain(secret);
      expect(clientId).toBeDefined();
    },
  },
];
