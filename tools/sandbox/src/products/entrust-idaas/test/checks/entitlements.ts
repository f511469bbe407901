import { expect } from "vitest";
import { wellKnownTenants as ids } from "../../well-known.js";
import { type Check, creation, done, ok, refused, type Target, TENANTS } from "../target.js";

const path = (id: string) => `${TENANTS}/${id}/entitlements`;
const held = async (t: Target, id: string = ids.tenant) => ok(await t.call("GET", `${path(id)}/USERS`));
const put = (t: Target, body: unknown, id: string = ids.tenant, as = "full") => t.call("PUT", path(id), { body, as });

const DAY = 86_400_000;
/** Days from now on the sandbox's clock, as a date-time. */
const inDays = (t: Target, days: number) => new Date(t.sandbox.clock.now() + days * DAY).toISOString();

export const entitlementChecks: readonly Check[] = [
  {
    item: 34,
    title: "a tenant holds one entitlement, of type USERS",
    async run(t) {
      const entitlement = await held(t);
      expect(entitlement).toMatchObject({
        type: "USERS",
        status: "ACTIVE",
        quantity: 200,
        remaining: 37,
        contractMode: "PRODUCTION",
        contractNumber: "C-1001",
      });
      for (const name of ["startDate", "endDate"]) expect(entitlement[name]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      expect(ok(await t.call("GET", path(ids.tenant)))).toEqual([entitlement]);
      refused(await t.call("GET", `${path(ids.tenant)}/TRANSACTIONS`), 404, "entitlement_not_found");
      refused(await t.call("GET", `${path(ids.tenant)}/users`), 400, "invalid_entitlement_type");
    },
  },
  {
    item: 35,
    title: "a changed entitlement shows the change; its end lies after its start and within the provider's",
    async run(t) {
      const before = await held(t);
      const body = {
        quantity: 250,
        endDate: inDays(t, 30),
        customerId: "c",
        status: "INACTIVE",
        userBundles: [{ bundleType: "PLUS" }],
        additionalFeatures: { enhancedGeoLocation: true },
      };
      done(await put(t, body));
      expect(await held(t)).toEqual({
        ...before,
        ...body,
        endDate: inDays(t, 30).replace(".000", ""),
        remaining: 87,
        userBundles: [{ bundleType: "PLUS", rank: null, usageReportId: null }],
      });
      refused(await put(t, { startDate: inDays(t, -1), endDate: inDays(t, -1) }), 400, "invalid_end_date");
      refused(await put(t, { startDate: inDays(t, -1), endDate: inDays(t, -2) }), 400, "invalid_end_date");
      refused(await put(t, { endDate: "2020-01-01T00:00:00Z" }), 400, "invalid_end_date");
      refused(await put(t, { endDate: "2100-01-01T00:00:00Z" }), 400, "end_date_after_contract");
      done(await put(t, { endDate: "2099-12-31T23:59:59Z" }));
      expect((await held(t)).endDate).toBe("2099-12-31T23:59:59Z");
    },
  },
  {
    item: 36,
    title: "usageType counts only where type is missing",
    async run(t) {
      done(await put(t, { type: "USERS", usageType: "TRANSACTIONS" }));
      refused(await put(t, { type: "TRANSACTIONS" }), 400, "unsupported_entitlement_type");
      refused(await put(t, { usageType: "TRANSACTIONS" }), 400, "unsupported_entitlement_type");
      refused(
        await t.call("POST", TENANTS, { body: creation({ entitlements: { type: "TRANSACTIONS" } }) }),
        400,
        "unsupported_entitlement_type",
      );
    },
  },
  {
    title: "a new tenant's entitlement runs from now to the provider's end, its administrator counted",
    async run(t) {
      const { tenant } = ok(await t.call("POST", TENANTS, { body: creation() }));
      expect(await held(t, tenant.id)).toMatchObject({
        quantity: 5,
        remaining: 4,
        startDate: inDays(t, 0).replace(".000", ""),
        endDate: "2099-12-31T23:59:59Z",
        usersBillingType: "PRE_PAID",
      });
    },
  },
  {
    title: "every part of an entitlement can be given and changed, and what is left out stays",
    async run(t) {
      const [past, soon] = [inDays(t, -2), inDays(t, 20)];
      const parts = {
        contractMode: "TRIAL",
        quantity: 9,
        entitlementId: "e",
        usersBillingType: "PAY_PER_USE",
        smartLoginEnabled: true,
        flashPass: { quantity: 25 },
        fleetManagement: {},
        printer: {},
        smsVoice: { quantity: 1000, renewalQuantity: 500, startDate: past, endDate: soon },
        issuance: { quantity: 25, addOn: "true", startDate: past, endDate: soon, serviceBundles: [{ bundleType: "API" }] },
        idProofing: [{ billingType: "PRE_PAID", quantity: 3, endDate: soon, startDate: past }],
      };
      const { tenant } = ok(await t.call("POST", TENANTS, { body: creation({ entitlements: parts }) }));
      const seconds = (text: string) => text.replace(".000", "");
      const span = { startDate: seconds(past), endDate: seconds(soon), consumed: 0 };
      const open = { consumed: 0, quantity: null, startDate: null, endDate: null };
      const entitlement = await held(t, tenant.id);
      expect(entitlement).toMatchObject({
        contractMode: "TRIAL",
        entitlementId: "e",
        usersBillingType: "PAY_PER_USE",
        smartLoginEnabled: true,
        flashPass: { quantity: 25, consumed: 0 },
        fleetManagement: { ...open, addOn: "true" },
        printer: open,
        smsVoice: { ...span, quantity: 1000, renewalQuantity: 500 },
        issuance: { ...span, quantity: 25, addOn: "true", serviceBundles: [{ bundleType: "API" }] },
        idProofing: [{ billingType: "PRE_PAID", quantity: 3, startDate: span.startDate, endDate: span.endDate }],
      });
      done(await put(t, {}, tenant.id));
      expect(await held(t, tenant.id)).toEqual(entitlement);
      done(await put(t, { smsVoice: { quantity: 2000 }, issuance: { quantity: 100 } }, tenant.id));
      const changed = await held(t, tenant.id);
      expect(changed.smsVoice).toEqual({ ...entitlement.smsVoice, quantity: 2000 });
      expect(changed.issuance).toEqual({ ...entitlement.issuance, quantity: 100 });
      done(await put(t, { contractMode: "PRODUCTION" }, tenant.id));
      expect((await held(t, tenant.id)).issuance).toMatchObject({ quantity: null, startDate: null, endDate: null });
    },
  },
  {
    title: "a start in the future is refused for the entitlement and its parts",
    async run(t) {
      const startDate = inDays(t, 1);
      refused(await put(t, { startDate }), 400, "invalid_start_date");
      refused(await put(t, { smsVoice: { startDate } }), 400, "invalid_start_date");
      refused(await put(t, { issuance: { startDate, serviceBundles: [{ bundleType: "API" }] } }), 400, "invalid_start_date");
      done(await put(t, { startDate: inDays(t, 0) }));
    },
  },
  {
    title: "parts end after they start, and an issuance trial within 30 days",
    async run(t) {
      const [startDate, endDate] = [inDays(t, -3), inDays(t, -4)];
      refused(await put(t, { smsVoice: { startDate, endDate } }), 400, "invalid_end_date");
      refused(await put(t, { idProofing: [{ billingType: "PAY_PER_USE", startDate, endDate }] }), 400, "invalid_end_date");
      const issuing = (days: number) => ({
        issuance: { startDate: inDays(t, 0), endDate: inDays(t, days), serviceBundles: [{ bundleType: "API" }] },
      });
      refused(await put(t, issuing(31)), 400, "invalid_end_date");
      done(await put(t, issuing(30)));
    },
  },
  {
    title: "a pre-paid ID proofing needs a quantity",
    async run(t) {
      const proofing = (billingType: string) => ({ idProofing: [{ billingType, endDate: inDays(t, 30) }] });
      refused(await put(t, proofing("PRE_PAID")), 400, "missing_attribute");
      done(await put(t, proofing("PAY_PER_USE")));
    },
  },
  {
    title: "service bundles are those of the provider's contract",
    async run(t) {
      const issuing = (...types: string[]) => ({ issuance: { serviceBundles: types.map((bundleType) => ({ bundleType })) } });
      refused(await put(t, issuing(), ids.foreign, "other-provider"), 400, "invalid_service_bundles");
      refused(await put(t, issuing("PROFESSIONAL", "API"), ids.foreign, "other-provider"), 400, "unsupported_service_bundle");
      done(await put(t, issuing("PROFESSIONAL"), ids.foreign, "other-provider"));
    },
  },
  {
    title: "the contract mode goes from TRIAL to PRODUCTION, never back, and never to UNKNOWN",
    async run(t) {
      done(await put(t, { contractMode: "PRODUCTION" }, ids.trial));
      expect(ok(await t.call("GET", `${TENANTS}/${ids.trial}`)).contractMode).toBe("PRODUCTION");
      refused(await put(t, { contractMode: "TRIAL" }, ids.trial), 409, "not_a_trial");
      refused(await put(t, { contractMode: "TRIAL" }, ids.unknownMode), 409, "not_a_trial");
      refused(await put(t, { contractMode: "UNKNOWN" }, ids.unknownMode), 400, "invalid_contract_mode");
      done(await put(t, { contractMode: "PRODUCTION" }, ids.unknownMode));
    },
  },
  {
    title: "a trial provider cannot make its tenant a production tenant",
    async run(t) {
      const { tenant } = ok(
        await t.call("POST", TENANTS, { as: "trial-provider", body: creation({ entitlements: { contractMode: "TRIAL" } }) }),
      );
      refused(await put(t, { contractMode: "PRODUCTION" }, tenant.id, "trial-provider"), 409, "trial_service_provider");
    },
  },
  {
    title: "the quantity stays above what is used and within what the provider has left",
    async run(t) {
      refused(await put(t, { quantity: 162 }), 409, "entitlements_in_use");
      done(await put(t, { quantity: 163 }));
      expect((await held(t)).remaining).toBe(0);
      refused(await put(t, { quantity: 111 }, ids.foreign, "other-provider"), 409, "not_enough_entitlements");
      done(await put(t, { quantity: 110 }, ids.foreign, "other-provider"));
    },
  },
];
