import { expect } from "vitest";
import { wellKnown as ids } from "../../well-known.js";
import {
  algorithm,
  type Check,
  DOCUMENTED_GRANT,
  denied,
  empty,
  FOREIGN,
  LICENCE,
  liveness,
  ok,
  refused,
  type Target,
  TENANT,
  TOKEN,
} from "../target.js";

const held = async (t: Target, code: string) =>
  ((await t.hook("algorithms", { tenantCode: ids.tenantCode })) as { code: string }[]).find((one) => one.code === code);

export const algorithmChecks: readonly Check[] = [
  {
    item: 32,
    title: "linking an algorithm is 201, then 200, and the later licence is kept",
    async run(t) {
      const path = algorithm(ids.unlinkedAlgCode);
      empty(await t.put(path, LICENCE), 201);
      expect(await held(t, ids.unlinkedAlgCode)).toEqual({ code: ids.unlinkedAlgCode, ...LICENCE, livenesses: [] });
      const other = { licenseData: { info: "another", maxIdentities: 0, expireDate: 0 } };
      empty(await t.put(path, { ...other, more: 1 }), 200);
      expect(await held(t, ids.unlinkedAlgCode)).toEqual({ code: ids.unlinkedAlgCode, ...other, livenesses: [] });
      expect(await t.hook("algorithms", { tenantCode: ids.foreignTenantCode })).toEqual([]);
    },
  },
  {
    item: 33,
    title: "a licence with texts for numbers is 400, and one that has run out is accepted",
    async run(t) {
      const path = algorithm(ids.unlinkedAlgCode);
      const licensed = (change: object) => t.put(path, { licenseData: { ...LICENCE.licenseData, ...change } });
      await t.unchanged(async () => {
        for (const change of [{ expireDate: "1563456524312" }, { expireDate: "2019-07-18" }, { maxIdentities: "100000" }]) {
          refused(await licensed(change), 400, "gmi.value.type");
        }
        for (const change of [{ expireDate: null }, { expireDate: 0.5 }, { maxIdentities: null }, { info: 1 }]) {
          refused(await licensed(change), 400, "gmi.value.type");
        }
        for (const licenseData of [null, [], "licence", 1]) refused(await t.put(path, { licenseData }), 400, "gmi.value.type");
        for (const change of [{ expireDate: -1 }, { maxIdentities: -1 }, { maxIdentities: 2 ** 31 }, { expireDate: 8.65e15 }]) {
          refused(await licensed(change), 400, "gmi.value.range");
        }
      });
      expect(LICENCE.licenseData.expireDate).toBeLessThan(t.sandbox.clock.now());
      empty(await licensed({}), 201);
    },
  },
  {
    item: 34,
    title: "another server group than main is 404",
    async run(t) {
      await t.unchanged(async () => {
        for (const group of ["other", "Main", "constructor"]) {
          for (const tail of ["", `/liveness/${ids.livenessCode}`]) {
            const path = `${TENANT}/svrgrp/${group}/alg/${ids.algCode}${tail}`;
            refused(await t.put(path), 404, "gmi.svrgrp.not.found");
            refused(await t.delete(path), 404, "gmi.svrgrp.not.found");
          }
        }
      });
    },
  },
  {
    item: 35,
    title: "a liveness needs its algorithm: 404 without, 201 with, 200 again",
    async run(t) {
      const path = liveness(ids.unlinkedAlgCode);
      refused(await t.put(path), 404, "gmi.alg.not.linked");
      empty(await t.put(algorithm(ids.unlinkedAlgCode), LICENCE), 201);
      empty(await t.put(path), 201);
      empty(await t.put(path), 200);
      empty(await t.put(liveness(ids.unlinkedAlgCode, ids.unlinkedLivenessCode)), 201);
      const livenesses = [ids.livenessCode, ids.unlinkedLivenessCode];
      expect(await held(t, ids.unlinkedAlgCode)).toEqual({ code: ids.unlinkedAlgCode, ...LICENCE, livenesses });
    },
  },
  {
    item: 36,
    title: "unlinking a liveness is 204, then 404",
    async run(t) {
      empty(await t.put(liveness(ids.algCode, ids.unlinkedLivenessCode)), 201);
      empty(await t.delete(liveness()), 204);
      expect(await held(t, ids.algCode)).toMatchObject({ livenesses: [ids.unlinkedLivenessCode] });
      refused(await t.delete(liveness()), 404, "gmi.liveness.not.linked");
      empty(await t.put(liveness()), 201);
    },
  },
  {
    item: 37,
    title: "unlinking an algorithm takes its livenesses with it; where it is not linked it is 404",
    async run(t) {
      empty(await t.delete(algorithm()), 204);
      expect(await held(t, ids.algCode)).toBeUndefined();
      refused(await t.delete(algorithm()), 404, "gmi.alg.not.linked");
      refused(await t.delete(liveness()), 404, "gmi.alg.not.linked");
      empty(await t.put(algorithm(), LICENCE), 201);
      refused(await t.delete(liveness()), 404, "gmi.liveness.not.linked");
      empty(await t.put(liveness()), 201);
    },
  },
  {
    item: 38,
    title: "adding and removing a biometric in the documented order succeeds at every step and leaves nothing behind",
    async run(t) {
      const before = await t.hook("algorithms", { tenantCode: ids.tenantCode });
      const { access_token } = ok(await t.call("POST", `${TOKEN}?${DOCUMENTED_GRANT}`, { authorization: t.basic(), raw: "" }));
      const authorization = `Bearer ${access_token}`;
      const headers = { accept: "application/json", "content-type": "application/json" };
      const step = (method: string, path: string, raw: string) => t.call(method, path, { authorization, headers, raw });
      empty(await step("PUT", algorithm(ids.unlinkedAlgCode), JSON.stringify(LICENCE)), 201);
      empty(await step("PUT", liveness(ids.unlinkedAlgCode), ""), 201);
      empty(await step("DELETE", liveness(ids.unlinkedAlgCode), ""), 204);
      empty(await step("DELETE", algorithm(ids.unlinkedAlgCode), ""), 204);
      expect(await t.hook("algorithms", { tenantCode: ids.tenantCode })).toEqual(before);
    },
  },
  {
    title: "an algorithm can be linked without a licence, and a licence may be given in part",
    async run(t) {
      const path = algorithm(ids.unlinkedAlgCode);
      empty(await t.put(path), 201);
      expect(await held(t, ids.unlinkedAlgCode)).toMatchObject({ licenseData: null });
      empty(await t.put(path, { licenseData: { maxIdentities: 7 } }), 200);
      expect(await held(t, ids.unlinkedAlgCode)).toMatchObject({ licenseData: { maxIdentities: 7 } });
      empty(await t.put(path, {}), 200);
      expect(await held(t, ids.unlinkedAlgCode)).toMatchObject({ licenseData: null });
    },
  },
  {
    title: "a new licence leaves the livenesses as they are, and other tenants have their own",
    async run(t) {
      empty(await t.put(algorithm(), LICENCE), 200);
      expect(await held(t, ids.algCode)).toEqual({ code: ids.algCode, ...LICENCE, livenesses: [ids.livenessCode] });
      empty(await t.call("PUT", algorithm().replace(TENANT, FOREIGN), { as: "foreign" }), 201);
      refused(await t.delete(liveness().replace(TENANT, FOREIGN), "foreign"), 404, "gmi.liveness.not.linked");
    },
  },
  {
    title: "what is enrolled stays when the tenant's algorithms go",
    async run(t) {
      const path = `${TENANT}/person/${ids.enrolledPersonUuid}`;
      const before = ok(await t.get(path));
      for (const code of [ids.algCode, "htpalm"]) empty(await t.delete(algorithm(code)), 204);
      expect(ok(await t.get(path))).toEqual(before);
    },
  },
  {
    title: "an algorithm or a liveness that does not exist on the server is 404",
    async run(t) {
      await t.unchanged(async () => {
        for (const code of ["nothing", "RRPALM", "__proto__"]) {
          for (const [method, path] of [
            ["PUT", algorithm(code)],
            ["DELETE", algorithm(code)],
            ["PUT", liveness(code)],
            ["DELETE", liveness(code)],
          ] as const) {
            refused(await t.call(method, path), 404, "gmi.alg.not.found");
          }
          refused(await t.put(liveness(ids.algCode, code)), 404, "gmi.liveness.not.found");
          refused(await t.delete(liveness(ids.algCode, code)), 404, "gmi.liveness.not.found");
        }
        denied(await t.call("PUT", algorithm("nothing"), { as: null }), 401, "unauthorized");
      });
    },
  },
];
