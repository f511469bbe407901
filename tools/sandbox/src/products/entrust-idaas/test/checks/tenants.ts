import { expect } from "vitest";
import { wellKnownTenants as ids } from "../../well-known.js";
import { type Check, creation, done, identityProviderPath, ok, PAGED, refused, type Target, TENANTS } from "../target.js";

const get = async (t: Target, id: string, as = "full") => ok(await t.call("GET", `${TENANTS}/${id}`, { as }));

/** Every operation on one tenant, with a body that is valid. */
const ON_TENANT: readonly (readonly [string, (id: string) => string, unknown?])[] = [
  ["GET", (id) => `${TENANTS}/${id}`],
  ["PUT", (id) => `${TENANTS}/${id}/lock`],
  ["PUT", (id) => `${TENANTS}/${id}/unlock`],
  ["GET", (id) => `${TENANTS}/${id}/entitlements`],
  ["GET", (id) => `${TENANTS}/${id}/entitlements/USERS`],
  ["PUT", (id) => `${TENANTS}/${id}/entitlements`, {}],
  ["GET", identityProviderPath],
  ["PUT", identityProviderPath, { enabled: true }],
  ["DELETE", (id) => `${TENANTS}/${id}`],
];

export const tenantChecks: readonly Check[] = [
  {
    item: 27,
    title: "a tenant has its eight required fields, and an unknown id is 404",
    async run(t) {
      expect(await get(t, ids.tenant)).toMatchObject({
        authenticationAccount: true,
        companyName: "Acorn Insurance",
        hostname: "acorn.us.trustedauth.com",
        id: ids.tenant,
        issuanceAccount: false,
        locked: false,
        serviceProvider: false,
        spIdp: false,
      });
      refused(await t.call("GET", `${TENANTS}/unknown`), 404, "tenant_not_found");
    },
  },
  {
    item: 28,
    title: "locking reaches sub-tenants, unlocking reverses it, and repeating changes nothing",
    async run(t) {
      for (const [verb, locked] of [
        ["lock", true],
        ["lock", true],
        ["unlock", false],
        ["unlock", false],
      ] as const) {
        done(await t.call("PUT", `${TENANTS}/${ids.serviceProvider}/${verb}`));
        for (const id of [ids.serviceProvider, ids.subTenant, ids.otherSubTenant])
          expect((await get(t, id)).locked, `${verb} ${id}`).toBe(locked);
        expect((await get(t, ids.tenant)).locked).toBe(false);
      }
    },
  },
  {
    item: 29,
    title: "a deleted tenant is gone; a service provider cannot be deleted",
    async run(t) {
      done(await t.call("DELETE", `${TENANTS}/${ids.tenant}`));
      for (const [method, path, body] of ON_TENANT) refused(await t.call(method, path(ids.tenant), { body }), 404, "tenant_not_found");
      refused(await t.call("DELETE", `${TENANTS}/${ids.serviceProvider}`), 409, "tenant_is_service_provider");
      expect((await get(t, ids.serviceProvider)).id).toBe(ids.serviceProvider);
      done(await t.call("DELETE", `${TENANTS}/${ids.locked}`));
    },
  },
  {
    title: "a deleted tenant takes its application, its token, its usage and its share of the quota with it",
    async run(t) {
      const body = creation({ entitlements: { quantity: 10 }, adminApiApplication: { name: "a", roleId: "b" } });
      const { tenant, adminApiApplication } = ok(await t.call("POST", TENANTS, { as: "other-provider", body }));
      const credentials = { applicationId: adminApiApplication.id, sharedSecret: adminApiApplication.sharedSecret };
      const authorization = ok(await t.login(credentials)).authToken;
      done(await t.call("DELETE", `${TENANTS}/${tenant.id}`, { as: "other-provider" }));
      refused(await t.login(credentials), 401, "invalid_credentials");
      refused(await t.call("POST", PAGED, { authorization, body: {} }), 401, "invalid_token");
      ok(await t.call("POST", TENANTS, { as: "other-provider", body }));
      const usage = { limit: 100, searchByAttributes: [{ name: "startTime", operator: "GREATER_THAN", value: "2018-08-04T18:15:30" }] };
      const of = async () =>
        ok(await t.call("POST", `${TENANTS}/entitlements/usage`, { body: usage })).results.map((one: { tenantId: string }) => one.tenantId);
      expect(await of()).toContain(ids.tenant);
      done(await t.call("DELETE", `${TENANTS}/${ids.tenant}`));
      expect(await of()).not.toContain(ids.tenant);
      expect(JSON.stringify(t.sandbox.snapshot().store), "nothing of it is kept").not.toContain(ids.tenant);
    },
  },
  {
    title: "a foreign tenant is answered like an unknown one, by every operation",
    async run(t) {
      for (const [method, path, body] of ON_TENANT) {
        const foreign = await t.call(method, path(ids.tenant), { as: "other-provider", body });
        refused(foreign, 404, "tenant_not_found");
        expect(foreign.body).toEqual((await t.call(method, path("unknown"), { as: "other-provider", body })).body);
      }
      expect((await get(t, ids.tenant)).locked).toBe(false);
      expect((await get(t, ids.foreign, "other-provider")).id).toBe(ids.foreign);
      refused(await t.call("GET", `${TENANTS}/${ids.root}`), 404, "tenant_not_found");
    },
  },
  {
    item: 39,
    title: "tenant management can be switched on and off and shows in the tenant",
    async run(t) {
      const path = identityProviderPath(ids.tenant);
      const off = {
        clientId: null,
        defaultMaxAge: null,
        displayConsent: null,
        enabled: false,
        initiateLoginUri: null,
        name: "Tenant Management",
      };
      expect(ok(await t.call("GET", path))).toEqual(off);
      const on = ok(await t.call("PUT", path, { body: { enabled: true, defaultMaxAge: 60, createDefaultResourceRule: true } }));
      expect(on).toEqual({ ...off, enabled: true, clientId: expect.stringMatching(/./), defaultMaxAge: 60, displayConsent: false });
      expect(ok(await t.call("GET", path))).toEqual(on);
      expect((await get(t, ids.tenant)).spIdp).toBe(true);
      expect(ok(await t.call("PUT", path, { body: { enabled: true, displayConsent: true } }))).toEqual({ ...on, displayConsent: true });
      refused(await t.call("PUT", path, { body: { displayConsent: true } }), 400, "missing_attribute");
      expect(ok(await t.call("PUT", path, { body: { enabled: false } }))).toEqual(off);
      expect((await get(t, ids.tenant)).spIdp).toBe(false);
    },
  },
  {
    item: 40,
    title: "what is unset is null and lists are empty, not left out",
    async run(t) {
      expect((await get(t, ids.tenant)).previousHostname).toBeNull();
      const { adminUser, adminApiApplication } = ok(
        await t.call("POST", TENANTS, { body: creation({ adminApiApplication: { name: "a", roleId: "b" } }) }),
      );
      expect(adminUser).toMatchObject({
        phone: null,
        lastAuthTime: null,
        tempAccessCode: null,
        groups: [],
        tokens: [],
        userAttributeValues: [],
      });
      expect(Object.keys(adminUser)).toHaveLength(52);
      expect(adminApiApplication).toMatchObject({ description: null, spRoleId: null, lastAuthnDate: null });
      const entitlement = ok(await t.call("GET", `${TENANTS}/${ids.tenant}/entitlements/USERS`));
      expect(entitlement).toMatchObject({ customerId: null, smsVoice: null, issuance: null, idProofing: [], userBundles: [] });
      expect(ok(await t.call("POST", PAGED, { body: { limit: 100 } })).paging).toEqual({ limit: 100, nextCursor: null, prevCursor: null });
    },
  },
];
