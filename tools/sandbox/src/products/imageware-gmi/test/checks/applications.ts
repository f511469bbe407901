import { expect } from "vitest";
import { wellKnown as ids } from "../../well-known.js";
import { type Check, empty, FOREIGN, ok, refused, type Target, TENANT } from "../target.js";

const app = (code: string, tenant = TENANT) => `${tenant}/app/${code}`;
const codes = async (t: Target, tenant = TENANT, as = "full") =>
  ok(await t.get(`${tenant}/app`, as)).map((one: { code: string }) => one.code);

export const applicationChecks: readonly Check[] = [
  {
    item: 29,
    title: "a tenant lists its applications and no others; each has a code and a validationType",
    async run(t) {
      const door = {
        code: ids.appCode,
        name: "Linden Door",
        validationType: "email",
        validationInfo: "",
        validationSuccessInfo: "",
        validationFailInfo: "",
        validationFromAlias: "",
        environment: null,
        alertSound: null,
        alertText: null,
      };
      expect(ok(await t.get(`${TENANT}/app`))).toEqual([door]);
      expect(ok(await t.get(app(ids.appCode)))).toEqual(door);
      expect(ok(await t.get(app(ids.foreignAppCode, FOREIGN), "foreign"))).toMatchObject({ validationType: "tenant" });
      for (const code of [ids.foreignAppCode, ids.unlinkedAppCode, "Nothing", "lindendoor", "__proto__"]) {
        refused(await t.get(app(code)), 404, "gmi.app.not.linked");
      }
    },
  },
  {
    item: 30,
    title: "linking an application needs no body: 201, then 200, and 404 where there is none",
    async run(t) {
      empty(await t.put(app(ids.unlinkedAppCode)), 201);
      empty(await t.put(app(ids.unlinkedAppCode)), 200);
      expect(await codes(t)).toEqual([ids.appCode, ids.unlinkedAppCode]);
      expect(await codes(t, FOREIGN, "foreign")).toEqual([ids.foreignAppCode]);
      await t.unchanged(async () => {
        for (const code of ["Nothing", "lindenvault", "constructor"]) refused(await t.put(app(code)), 404, "gmi.app.not.found");
      });
    },
  },
  {
    item: 31,
    title: "an unlinked application leaves the list and can be linked again",
    async run(t) {
      empty(await t.delete(app(ids.appCode)), 204);
      expect(await codes(t)).toEqual([]);
      refused(await t.get(app(ids.appCode)), 404, "gmi.app.not.linked");
      refused(await t.delete(app(ids.appCode)), 404, "gmi.app.not.linked");
      empty(await t.put(app(ids.appCode)), 201);
      expect(await codes(t)).toEqual([ids.appCode]);
    },
  },
];
