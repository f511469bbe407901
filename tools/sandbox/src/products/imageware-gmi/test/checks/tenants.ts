import { expect } from "vitest";
import { wellKnown as ids } from "../../well-known.js";
import { type Check, FOREIGN, ok, refused, TENANT, UPDATE } from "../target.js";

const LINDEN = { name: "Linden Works", code: ids.tenantCode, maxIdentities: 5000, defaultPostBack: null };

export const tenantChecks: readonly Check[] = [
  {
    item: 8,
    title: "a tenant has a name, a code, a number of identities and a postback, and nothing else",
    async run(t) {
      expect(ok(await t.get(TENANT))).toEqual(LINDEN);
      expect(ok(await t.get(FOREIGN, "foreign"))).toEqual({
        name: "Rowan Health",
        code: ids.foreignTenantCode,
        maxIdentities: 800,
        defaultPostBack: "https://rowan.example/verified",
      });
    },
  },
  {
    item: 9,
    title: "a change of the tenant shows; it goes to the path under /v1 and to no other",
    async run(t) {
      const change = { name: "Linden & Sons", code: ids.tenantCode, maxIdentities: 99, defaultPostBack: "https://linden.example/back" };
      expect(ok(await t.put(UPDATE, change))).toEqual(change);
      expect(ok(await t.get(TENANT))).toEqual(change);
      const elsewhere = await t.put(TENANT, change);
      refused(elsewhere, 405, "gmi.method.not.allowed");
      expect(elsewhere.headers.get("allow")).toBe("GET, OPTIONS");
      refused(await t.get(UPDATE), 405, "gmi.method.not.allowed");
      for (const path of [`/v1/gmiserver/tenant/${ids.tenantCode}`, `/v2/tenant/${ids.tenantCode}`, `/tenant/${ids.tenantCode}`]) {
        refused(await t.put(path, change), 404, "gmi.unknown.path");
      }
    },
  },
  {
    item: 10,
    title: "another code than the path's, and a number of identities below zero or with a fraction, are 400",
    async run(t) {
      await t.unchanged(async () => {
        for (const code of [ids.foreignTenantCode, "lindenworks", ""]) {
          refused(await t.put(UPDATE, { ...LINDEN, code }), 400, "gmi.tenant.code.mismatch");
        }
        refused(await t.put(UPDATE, { ...LINDEN, maxIdentities: -1 }), 400, "gmi.value.range");
        refused(await t.put(UPDATE, { ...LINDEN, maxIdentities: 2 ** 31 }), 400, "gmi.value.range");
        for (const maxIdentities of [1.5, "99", null, true]) {
          refused(await t.put(UPDATE, { ...LINDEN, maxIdentities }), 400, "gmi.value.type");
        }
      });
      expect(ok(await t.put(UPDATE, { ...LINDEN, maxIdentities: 0 })).maxIdentities).toBe(0);
    },
  },
  {
    item: 11,
    title: "the default postback may be null",
    async run(t) {
      ok(await t.put(UPDATE, { defaultPostBack: "https://linden.example/back" }));
      const documented = { name: "Tenant Name", code: ids.tenantCode, maxIdentities: 99, defaultPostBack: null };
      expect(ok(await t.put(UPDATE, documented))).toEqual(documented);
      expect(ok(await t.get(TENANT)).defaultPostBack).toBeNull();
    },
  },
  {
    title: "what a change leaves out stays as it is, and null is a value of the postback only",
    async run(t) {
      ok(await t.put(UPDATE, { defaultPostBack: "https://linden.example/back" }));
      expect(ok(await t.put(UPDATE, { name: "" }))).toEqual({ ...LINDEN, name: "", defaultPostBack: "https://linden.example/back" });
      expect(ok(await t.put(UPDATE, {}))).toMatchObject({ name: "", maxIdentities: 5000 });
      refused(await t.put(UPDATE, { name: null }), 400, "gmi.value.type");
      refused(await t.put(UPDATE, { code: null }), 400, "gmi.value.type");
      refused(await t.put(UPDATE, { defaultPostBack: 1 }), 400, "gmi.value.type");
    },
  },
];
