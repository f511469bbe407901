import { expect } from "vitest";
import { wellKnownTenants as ids } from "../../well-known.js";
import { type Check, creation, keyPath, NOBODY, ok, refused, STATISTICS, SYSTEM, statisticsPath, type Target } from "../target.js";

const DAY = 86_400_000;
const LIST = `${SYSTEM}/TenantList`;

const generate = async (t: Target, tenantId: string, name?: string): Promise<string> =>
  ok(await t.call("POST", keyPath(tenantId, name), { as: "provisioning" })).apiKey;

export const keyChecks: readonly Check[] = [
  {
    item: 34,
    title: "the key is taken bare and after Bearer",
    async run(t) {
      for (const before of ["", "Bearer ", "bearer ", "BEARER  "]) ok(await t.call("GET", LIST, { authorization: `${before}${t.key()}` }));
      for (const authorization of ["", "Bearer", "Bearer "]) refused(await t.call("GET", LIST, { authorization }), 401, "key_missing");
      for (const authorization of ["nobody's", `Basic ${t.key()}`, `Bearer Bearer ${t.key()}`, `${t.key()}x`]) {
        refused(await t.call("GET", LIST, { authorization }), 401, "key_unknown");
      }
      refused(await t.call("GET", LIST, { as: null, headers: { "x-api-key": t.key() } }), 401, "key_missing");
    },
  },
  {
    item: 35,
    title: "a key older than 30 days is 401, and the days can be set",
    async run(t) {
      refused(await t.call("GET", LIST, { as: "expired" }), 401, "key_expired");
      refused(await t.call("GET", LIST, { authorization: t.sandbox.account("thales-idpv", "expired").token ?? "" }), 401, "key_expired");
      t.sandbox.clock.advance(30 * DAY - 1000);
      ok(await t.call("GET", LIST));
      const authorization = await generate(t, ids.system);
      t.sandbox.clock.advance(1000);
      refused(await t.call("GET", LIST), 401, "key_expired");
      ok(await t.call("GET", LIST, { authorization }));
      t.sandbox.configure("thales-idpv", { apiKeyExpiryInDays: 60 });
      ok(await t.call("GET", LIST));
      refused(await t.call("GET", LIST, { as: "expired" }), 401, "key_expired");
      t.sandbox.clock.advance(30 * DAY);
      refused(await t.call("GET", LIST), 401, "key_expired");
    },
  },
  {
    item: 36,
    title: "a key made under the system tenant creates tenants, one made under another does not",
    async run(t) {
      const system = await generate(t, ids.system);
      ok(await t.create(creation(), { authorization: system }));
      const linden = await generate(t, ids.linden);
      refused(await t.create(creation({ tenantName: "x" }), { authorization: linden }), 403, "permission_required");
      for (const name of STATISTICS) ok(await t.call("GET", statisticsPath(ids.linden, name), { authorization: linden }));
      const { tenantId } = ok(await t.create(creation({ tenantName: "y" }), { authorization: system }));
      const own = await generate(t, tenantId);
      for (const name of STATISTICS) expect(ok(await t.call("GET", statisticsPath(tenantId, name), { authorization: own }))).toEqual([]);
    },
  },
  {
    item: 37,
    title: "a generated key is shown once, and kept as a hash",
    async run(t) {
      const answer = ok(await t.call("POST", keyPath(ids.system, "night%20robot"), { as: "provisioning" }));
      expect(answer).toEqual({ apiKey: expect.stringMatching(/^\S{32,}$/), keyName: "night robot", tenantId: ids.system });
      const { apiKey } = answer;
      const again = await generate(t, ids.system, "night%20robot");
      expect(again).not.toBe(apiKey);
      const answers = [
        await t.call("GET", LIST, { authorization: apiKey }),
        await t.call("GET", keyPath(ids.system, "night%20robot"), { authorization: apiKey }),
        await t.call("POST", keyPath(ids.system), { authorization: apiKey }),
        await t.call("GET", `${LIST}?apiKey=${apiKey}&Authorization=${apiKey}`, { authorization: apiKey }),
      ];
      expect(answers.map(({ status }) => status)).toEqual([200, 405, 403, 200]);
      ok(await t.call("GET", LIST, { authorization: again }));
      const world = JSON.stringify([t.sandbox.snapshot(), t.sandbox.requests]);
      for (const key of [apiKey, again, ...t.sandbox.products[0]!.accounts.map((one) => one.credentials["apiKey"]!)]) {
        for (const { text } of answers) expect(text).not.toContain(key);
        expect(world).not.toContain(key);
      }
    },
  },
  {
    title: "keys are generated with an access token that may provision, and that opens nothing else",
    async run(t) {
      const path = keyPath(ids.linden);
      refused(await t.call("POST", path, { as: null }), 401, "key_missing");
      refused(await t.call("POST", path, { authorization: "nobody's" }), 401, "key_unknown");
      for (const as of ["full", "tenant-administrator", "foreign"]) refused(await t.call("POST", path, { as }), 403, "permission_required");
      refused(await t.call("POST", path, { as: "expired" }), 401, "key_expired");
      refused(await t.call("GET", LIST, { as: "provisioning" }), 403, "permission_required");
      for (const name of STATISTICS) {
        refused(await t.call("GET", statisticsPath(ids.linden, name), { as: "provisioning" }), 403, "permission_required");
      }
      t.sandbox.clock.advance(90 * DAY);
      ok(await t.call("POST", path, { as: "provisioning" }));
    },
  },
  {
    title: "keys are generated under V1 and V1.0, for a tenant there is, and without a body",
    async run(t) {
      const as = "provisioning";
      for (const version of ["V1", "V1.0"]) ok(await t.call("POST", keyPath(ids.rowan, "a", version), { as }));
      refused(await t.call("POST", keyPath(ids.rowan, "a", "V2"), { as }), 404, "version_not_found");
      refused(await t.call("POST", keyPath(NOBODY), { as }), 404, "tenant_not_found");
      refused(await t.call("POST", keyPath(ids.rowan, ""), { as }), 404, "unknown_path");
      const before = t.sandbox.snapshot();
      for (const raw of ["{}", "x", "[".repeat(10_000), "a".repeat(1_100_000)]) {
        refused(await t.call("POST", keyPath(ids.rowan), { as, raw }), 400, "body_not_expected", "$");
      }
      expect(t.sandbox.snapshot()).toEqual(before);
    },
  },
];
