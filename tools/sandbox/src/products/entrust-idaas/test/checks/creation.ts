import { expect } from "vitest";
import { wellKnownTenants as ids, wellKnownOperations } from "../../well-known.js";
import { type Check, CREATE_ASYNC, creation, done, ok, operationPath, PAGED, refused, type Target, TENANTS } from "../target.js";

const BOTH = [CREATE_ASYNC, TENANTS];

/** Both creations refuse this alike, and neither leaves anything behind. */
async function refuses(t: Target, body: unknown, status: number, errorCode: string, as = "full"): Promise<void> {
  await t.token(as);
  await t.call("OPTIONS", "/api/web/v1/adminapi/authenticate", { as: null }); // whatever time has brought about has happened now
  const before = t.sandbox.snapshot();
  for (const path of BOTH) refused(await t.call("POST", path, { as, body }), status, errorCode);
  expect(t.sandbox.snapshot()).toEqual(before);
}

const status = async (t: Target, id: string) => ok(await t.call("GET", operationPath(id, "createstatus")));

export const creationChecks: readonly Check[] = [
  {
    item: 8,
    title: "every success is 200, also of what answers nothing",
    async run(t) {
      expect((await t.call("POST", CREATE_ASYNC, { body: creation() })).status).toBe(200);
      expect((await t.call("POST", TENANTS, { body: creation({ tenant: { domain: "mango-two" } }) })).status).toBe(200);
      done(await t.call("PUT", `${TENANTS}/${ids.tenant}/lock`));
      done(await t.call("PUT", `${TENANTS}/${ids.tenant}/unlock`));
      done(await t.call("PUT", `${TENANTS}/${ids.tenant}/entitlements`, { body: {} }));
      done(await t.call("DELETE", `${TENANTS}/${ids.tenant}`));
    },
  },
  {
    item: 9,
    title: "every 4xx carries an ErrorInfo",
    async run(t) {
      const answers = [
        await t.call("POST", TENANTS, { body: {} }),
        await t.call("GET", `${TENANTS}/${ids.tenant}`, { as: null }),
        await t.call("GET", `${TENANTS}/${ids.tenant}`, { as: "tenants-add" }),
        await t.call("GET", `${TENANTS}/unknown`),
        await t.call("DELETE", `${TENANTS}/${ids.serviceProvider}`),
        await t.call("PATCH", `${TENANTS}/${ids.tenant}`),
        await t.call("GET", "/api/web/v4/nothing"),
      ];
      expect(answers.map((one) => one.status)).toEqual([400, 401, 403, 404, 409, 405, 404]);
      for (const { headers, body } of answers) {
        expect(headers.get("content-type")).toBe("application/json");
        expect(body).toEqual({ errorCode: expect.stringMatching(/^[a-z]+(_[a-z]+)*$/), errorMessage: expect.any(String), parameters: [] });
      }
    },
  },
  {
    item: 10,
    title: "an asynchronous creation answers a scheduled operation whose id is no tenant's",
    async run(t) {
      const operation = ok(await t.call("POST", CREATE_ASYNC, { body: creation() }));
      expect(operation).toEqual({
        errorMessage: null,
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        initTime: expect.stringMatching(/Z$/),
        processingEndTime: null,
        processingStartTime: null,
        processingTime: null,
        state: "SCHEDULED",
        subject: "Mango Mills",
      });
      refused(await t.call("GET", `${TENANTS}/${operation.id}`), 404, "tenant_not_found");
    },
  },
  {
    item: 11,
    title: "the operation runs from SCHEDULED over PROCESSING to COMPLETED as time passes",
    async run(t) {
      const begun = t.sandbox.clock.now();
      const { id } = ok(await t.call("POST", CREATE_ASYNC, { body: creation() }));
      t.sandbox.clock.advance(499);
      expect(await status(t, id)).toMatchObject({ state: "SCHEDULED", processingStartTime: null });
      t.sandbox.clock.advance(1);
      const processing = await status(t, id);
      expect(processing).toMatchObject({ state: "PROCESSING", processingEndTime: null, processingTime: null });
      expect(Date.parse(processing.processingStartTime)).toBe(begun + 500);
      t.sandbox.clock.advance(1499);
      expect(await status(t, id)).toMatchObject({ state: "PROCESSING" });
      t.sandbox.clock.advance(60_001);
      const completed = await status(t, id);
      expect(completed).toMatchObject({ state: "COMPLETED", processingTime: 1500, errorMessage: null });
      expect(Date.parse(completed.initTime)).toBe(begun);
      expect(Date.parse(completed.processingEndTime)).toBe(begun + 2000);
    },
  },
  {
    item: 12,
    title: "the result can be fetched once and has tenant, administrator and application",
    async run(t) {
      const body = creation({ adminApiApplication: { name: "provisioning", roleId: "any-role" } });
      const { id } = ok(await t.call("POST", CREATE_ASYNC, { body }));
      t.sandbox.clock.advance(2000);
      const result = ok(await t.call("GET", operationPath(id, "createresult")));
      expect(result.tenant).toMatchObject({ companyName: "Mango Mills", hostname: "mango.us.trustedauth.com" });
      expect(result.adminUser).toMatchObject({ userId: "mmango", firstName: "Mo", lastName: "Mango", email: "mo@mango.example" });
      expect(result.adminApiApplication).toMatchObject({
        name: "provisioning",
        roleId: "any-role",
        sharedSecret: expect.stringMatching(/^[\w-]{43}$/),
      });
      refused(await t.call("GET", operationPath(id, "createresult")), 404, "result_already_fetched");
      expect(await status(t, id)).toMatchObject({ state: "COMPLETED" });
      expect(ok(await t.call("GET", `${TENANTS}/${result.tenant.id}`))).toEqual(result.tenant);
    },
  },
  {
    item: 13,
    title: "no result before the end, after a failure, or of an unknown operation",
    async run(t) {
      const { id } = ok(await t.call("POST", CREATE_ASYNC, { body: creation() }));
      refused(await t.call("GET", operationPath(id, "createresult")), 409, "operation_not_completed");
      t.sandbox.clock.advance(500);
      refused(await t.call("GET", operationPath(id, "createresult")), 409, "operation_not_completed");
      refused(await t.call("GET", operationPath(wellKnownOperations.failedOperation, "createresult")), 409, "operation_failed");
      refused(await t.call("GET", operationPath("unknown", "createresult")), 404, "operation_not_found");
      refused(await t.call("GET", operationPath("unknown", "createstatus")), 404, "operation_not_found");
    },
  },
  {
    item: 14,
    title: "a failed operation says FAILED and why, and leaves no tenant and no claim on its domain",
    async run(t) {
      const body = creation({ tenant: { domain: "Fail-mango" } });
      const { id } = ok(await t.call("POST", CREATE_ASYNC, { body }));
      t.sandbox.clock.advance(2000);
      expect(await status(t, id)).toMatchObject({ state: "FAILED", errorMessage: expect.stringMatching(/./), processingTime: 1500 });
      const search = { searchByAttributes: [{ name: "hostname", operator: "STARTS_WITH", value: "fail-mango" }] };
      expect(ok(await t.call("POST", PAGED, { body: search })).results).toEqual([]);
      expect(ok(await t.call("POST", CREATE_ASYNC, { body })).state).toBe("SCHEDULED");
    },
  },
  {
    item: 15,
    title: "the created application can log in, and its site role opens no tenant operation",
    async run(t) {
      const body = creation({ adminApiApplication: { name: "provisioning", roleId: "any-role" } });
      const { adminApiApplication } = ok(await t.call("POST", TENANTS, { body }));
      const login = ok(await t.login({ applicationId: adminApiApplication.id, sharedSecret: adminApiApplication.sharedSecret }));
      refused(await t.call("POST", PAGED, { authorization: login.authToken, body: {} }), 403, "service_provider_role_required");
    },
  },
  {
    item: 16,
    title: "the synchronous creation answers the same result at once",
    async run(t) {
      const body = creation({ adminApiApplication: { name: "provisioning", roleId: "any-role" } });
      const now = ok(await t.call("POST", TENANTS, { body }));
      const { id } = ok(
        await t.call("POST", CREATE_ASYNC, {
          body: creation({ tenant: { domain: "mango-two" }, adminApiApplication: { name: "x", roleId: "y" } }),
        }),
      );
      t.sandbox.clock.advance(2000);
      const later = ok(await t.call("GET", operationPath(id, "createresult")));
      expect(Object.keys(now)).toEqual(Object.keys(later));
      for (const part of Object.keys(now)) expect(Object.keys(now[part])).toEqual(Object.keys(later[part]));
      expect(ok(await t.call("GET", `${TENANTS}/${now.tenant.id}`))).toEqual(now.tenant);
    },
  },
  {
    item: 17,
    title: "userId, companyName and domain are required",
    async run(t) {
      await refuses(t, creation({ adminUser: { userId: undefined } }), 400, "missing_attribute");
      await refuses(t, creation({ adminUser: { userId: "" } }), 400, "missing_attribute");
      await refuses(t, creation({ tenant: { companyName: undefined } }), 400, "missing_attribute");
      await refuses(t, creation({ tenant: { domain: undefined } }), 400, "missing_attribute");
      await refuses(t, { adminUser: { userId: "a" } }, 400, "missing_attribute");
      await refuses(t, { tenant: { companyName: "a", domain: "mango" } }, 400, "missing_attribute");
    },
  },
  {
    item: 18,
    title: "the administrator is English and active, whatever was asked for",
    async run(t) {
      const { adminUser } = ok(await t.call("POST", TENANTS, { body: creation({ adminUser: { locale: "fr", state: "INACTIVE" } }) }));
      expect(adminUser).toMatchObject({ locale: "en", state: "ACTIVE", locked: false, type: "MGMT_UI" });
      expect(adminUser.userAliases).toEqual([{ id: expect.any(String), type: "USERID", userId: adminUser.id, value: "mmango" }]);
    },
  },
  {
    item: 19,
    title: "a service provider role for the application is refused",
    run: (t) => refuses(t, creation({ adminApiApplication: { name: "a", roleId: "b", spRoleId: "c" } }), 400, "unsupported_attribute"),
  },
  {
    item: 20,
    title: "entitlements need a quantity and a contract mode other than UNKNOWN",
    async run(t) {
      await refuses(t, creation({ entitlements: { contractMode: undefined } }), 400, "invalid_contract_mode");
      await refuses(t, creation({ entitlements: { contractMode: "UNKNOWN" } }), 400, "invalid_contract_mode");
      await refuses(t, creation({ entitlements: { quantity: undefined } }), 400, "missing_attribute");
    },
  },
  {
    item: 21,
    title: "the quantity lies between 1 and 50000000",
    async run(t) {
      await refuses(t, creation({ entitlements: { quantity: 0 } }), 400, "attribute_out_of_range");
      await refuses(t, creation({ entitlements: { quantity: 50_000_001 } }), 400, "attribute_out_of_range");
      ok(await t.call("POST", TENANTS, { body: creation({ entitlements: { quantity: 1 } }) }));
      ok(await t.call("POST", TENANTS, { body: creation({ entitlements: { quantity: 50_000_000 }, tenant: { domain: "mango-two" } }) }));
    },
  },
  {
    item: 22,
    title: "an issuance account needs exactly one service bundle",
    async run(t) {
      const issuing = (issuance?: object) =>
        creation({ tenant: { authenticationAccount: false, issuanceAccount: true }, entitlements: { issuance } });
      const bundle = (bundleType: string) => ({ bundleType });
      await refuses(t, issuing(), 400, "missing_attribute");
      await refuses(t, issuing({}), 400, "invalid_service_bundles");
      await refuses(t, issuing({ serviceBundles: [] }), 400, "invalid_service_bundles");
      await refuses(t, issuing({ serviceBundles: [bundle("API"), bundle("ADVANCED")] }), 400, "invalid_service_bundles");
      const { tenant } = ok(await t.call("POST", TENANTS, { body: issuing({ serviceBundles: [bundle("API")] }) }));
      expect(tenant).toMatchObject({ authenticationAccount: false, issuanceAccount: true });
    },
  },
  {
    item: 23,
    title: "children of the root choose one kind of account, others inherit it",
    async run(t) {
      const kinds = (authenticationAccount?: boolean, issuanceAccount?: boolean) =>
        creation({ tenant: { authenticationAccount, issuanceAccount } });
      await refuses(t, kinds(true, true), 400, "invalid_account_kind");
      await refuses(t, kinds(false, false), 400, "invalid_account_kind");
      await refuses(t, kinds(undefined, true), 400, "invalid_account_kind");
      expect(ok(await t.call("POST", TENANTS, { body: kinds() })).tenant).toMatchObject({
        authenticationAccount: true,
        issuanceAccount: false,
      });
      const inherited = ok(
        await t.call("POST", TENANTS, {
          as: "other-provider",
          body: creation({ tenant: { domain: "mango-two", authenticationAccount: true, issuanceAccount: true } }),
        }),
      );
      expect(inherited.tenant).toMatchObject({ authenticationAccount: true, issuanceAccount: false });
    },
  },
  {
    item: 24,
    title: "a Canadian or US company needs a state, one without a country needs none",
    async run(t) {
      for (const companyCountry of ["ca", "us", "US"]) {
        await refuses(t, creation({ tenant: { companyCountry, companyState: undefined } }), 400, "missing_attribute");
      }
      ok(await t.call("POST", TENANTS, { body: creation({ tenant: { companyCountry: undefined, companyState: undefined } }) }));
      ok(
        await t.call("POST", TENANTS, {
          body: creation({ tenant: { companyCountry: "de", companyState: undefined, domain: "mango-two" } }),
        }),
      );
    },
  },
  {
    item: 25,
    title: "under a trial provider a creation for production is refused, and one for trial goes through",
    async run(t) {
      await refuses(t, creation({ entitlements: { contractMode: "PRODUCTION" } }), 409, "trial_service_provider", "trial-provider");
      const { tenant } = ok(
        await t.call("POST", TENANTS, { as: "trial-provider", body: creation({ entitlements: { contractMode: "TRIAL" } }) }),
      );
      expect(tenant.contractMode).toBe("TRIAL");
    },
  },
  {
    item: 26,
    title: "a taken domain is a conflict; the host name is the domain in the provider's region",
    async run(t) {
      await refuses(t, creation({ tenant: { domain: "Acorn" } }), 409, "domain_already_exists");
      const { tenant } = ok(await t.call("POST", TENANTS, { body: creation({ tenant: { domain: "MANGO" } }) }));
      expect(tenant.hostname).toBe("mango.us.trustedauth.com");
      await refuses(t, creation(), 409, "domain_already_exists");
      ok(await t.call("POST", CREATE_ASYNC, { body: creation({ tenant: { domain: "mango-two" } }) }));
      await refuses(t, creation({ tenant: { domain: "mango-two" } }), 409, "domain_already_exists");
      done(await t.call("DELETE", `${TENANTS}/${tenant.id}`));
      ok(await t.call("POST", TENANTS, { body: creation() }));
    },
  },
  {
    title: "the result of an operation belongs to the provider that asked for it",
    async run(t) {
      const id = wellKnownOperations.completedOperation;
      for (const what of ["createstatus", "createresult"] as const) {
        refused(await t.call("GET", operationPath(id, what), { as: "other-provider" }), 404, "operation_not_found");
      }
      expect(ok(await t.call("GET", operationPath(id, "createresult"))).tenant.id).toBe(ids.created);
      refused(await t.call("GET", operationPath(wellKnownOperations.fetchedOperation, "createresult")), 404, "result_already_fetched");
    },
  },
  {
    title: "the tenant of an asynchronous creation appears when the operation is completed, not before",
    async run(t) {
      const search = { searchByAttributes: [{ name: "companyName", operator: "EQUALS", value: "mango mills" }] };
      ok(await t.call("POST", CREATE_ASYNC, { body: creation() }));
      t.sandbox.clock.advance(1999);
      expect(ok(await t.call("POST", PAGED, { body: search })).results).toEqual([]);
      t.sandbox.clock.advance(1);
      expect(ok(await t.call("POST", PAGED, { body: search })).results).toHaveLength(1);
    },
  },
  {
    title: "a provider cannot pass on more entitlements than it has left, creations under way included",
    async run(t) {
      const wanting = (quantity: number, domain: string) => creation({ entitlements: { quantity }, tenant: { domain } });
      await refuses(t, wanting(11, "mango"), 409, "not_enough_entitlements", "other-provider");
      ok(await t.call("POST", CREATE_ASYNC, { as: "other-provider", body: wanting(6, "mango") }));
      await refuses(t, wanting(5, "mango-two"), 409, "not_enough_entitlements", "other-provider");
      t.sandbox.clock.advance(2000);
      await refuses(t, wanting(5, "mango-two"), 409, "not_enough_entitlements", "other-provider");
      ok(await t.call("POST", TENANTS, { as: "other-provider", body: wanting(4, "mango-two") }));
    },
  },
  {
    title: "a creation without entitlements gets one entitlement, in the mode of its provider",
    async run(t) {
      const { entitlements: _, ...body } = creation() as Record<string, unknown>;
      const { tenant } = ok(await t.call("POST", TENANTS, { body }));
      expect(tenant.contractMode).toBe("PRODUCTION");
      expect(ok(await t.call("GET", `${TENANTS}/${tenant.id}/entitlements/USERS`))).toMatchObject({ quantity: 1, remaining: 0 });
      const trial = { ...body, tenant: { companyName: "Mango Two", domain: "mango-two" } };
      expect(ok(await t.call("POST", TENANTS, { as: "trial-provider", body: trial })).tenant.contractMode).toBe("TRIAL");
    },
  },
  {
    title: "an application needs a role, and none is created where none is asked for",
    async run(t) {
      await refuses(t, creation({ adminApiApplication: { name: "a" } }), 400, "missing_attribute");
      await refuses(t, creation({ adminApiApplication: { name: "a", roleId: "" } }), 400, "missing_attribute");
      expect(ok(await t.call("POST", TENANTS, { body: creation() })).adminApiApplication).toBeNull();
    },
  },
  {
    title: "the domain is one DNS label",
    async run(t) {
      for (const domain of ["", "-a", "a-", "a.b", "a b", "ä", "a".repeat(64)]) {
        await refuses(t, creation({ tenant: { domain } }), 400, "invalid_domain");
      }
      ok(await t.call("POST", TENANTS, { body: creation({ tenant: { domain: "a".repeat(63) } }) }));
    },
  },
  {
    title: "aliases differ from the user id and from each other",
    async run(t) {
      const named = (...values: string[]) => creation({ adminUser: { userAliases: values.map((value) => ({ value })) } });
      await refuses(t, named("MMANGO"), 409, "alias_already_exists");
      await refuses(t, named("a", "A"), 409, "alias_already_exists");
      const { adminUser } = ok(await t.call("POST", TENANTS, { body: named("a", "b") }));
      expect(adminUser.userAliases.map((one: { type: string; value: string }) => `${one.type} ${one.value}`)).toEqual([
        "USERID mmango",
        "CUSTOM a",
        "CUSTOM b",
      ]);
    },
  },
  {
    title: "only the root creates service providers",
    async run(t) {
      await refuses(t, creation({ tenant: { serviceProvider: true } }), 409, "service_provider_not_allowed", "other-provider");
      expect(ok(await t.call("POST", TENANTS, { body: creation({ tenant: { serviceProvider: true } }) })).tenant.serviceProvider).toBe(
        true,
      );
    },
  },
  {
    title: "a domain that is made to fail is a conflict for the synchronous creation",
    async run(t) {
      refused(await t.call("POST", TENANTS, { body: creation({ tenant: { domain: "fail-mango" } }) }), 409, "creation_failed");
    },
  },
];
