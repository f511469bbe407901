import { expect } from "vitest";
import { wellKnown as ids } from "../../well-known.js";
import { type Check, ok, PERSONS, refused, TENANT } from "../target.js";

const MEMBERS = `${TENANT}/person`;
/** The two lists that take the same query. */
const LISTS = [MEMBERS, PERSONS];

const ascending = (userIds: readonly string[]) =>
  [...userIds].sort((a, b) => (a.toLowerCase() === b.toLowerCase() ? 0 : a.toLowerCase() < b.toLowerCase() ? -1 : 1));

export const listChecks: readonly Check[] = [
  {
    item: 23,
    title: "a list of persons is a bare array",
    async run(t) {
      const members = ok(await t.get(MEMBERS));
      expect(members).toHaveLength(14);
      expect(members[0]).toEqual({ id: ids.personUuid, userId: "mira.okafor@linden.example", data: null });
      const everybody = await t.userIds(PERSONS);
      expect(everybody).toEqual(expect.arrayContaining(["mira.okafor@linden.example", "ada.lund@rowan.example"]));
      expect(everybody).toHaveLength(16);
    },
  },
  {
    item: 24,
    title: "find looks for a piece of the userId, whatever the case",
    async run(t) {
      expect(await t.userIds(`${MEMBERS}?find=NOV`)).toEqual(["Tomas.Novak@linden.example"]);
      expect(await t.userIds(`${MEMBERS}?find=%2Bnight`)).toEqual(["lena+night@linden.example"]);
      expect(await t.userIds(`${MEMBERS}?find=rowan`)).toEqual([]);
      expect(await t.userIds(`${PERSONS}?find=rowan`)).toEqual(["ada.lund@rowan.example", "noor.aziz@rowan.example"]);
      expect(await t.userIds(`${MEMBERS}?find=`)).toHaveLength(14);
      expect(await t.userIds(`${MEMBERS}?find=.*`)).toEqual([]);
    },
  },
  {
    item: 25,
    title: "sort takes a field after a minus or a plus, and a plus that arrives as a space",
    async run(t) {
      for (const list of LISTS) {
        const sorted = ascending(await t.userIds(list));
        expect(sorted).not.toEqual(await t.userIds(list));
        for (const plus of ["+userId", "%2BuserId", "%20userId", "userId"]) expect(await t.userIds(`${list}?sort=${plus}`)).toEqual(sorted);
        expect(await t.userIds(`${list}?sort=-userId`)).toEqual([...sorted].reverse());
        const byId = ok(await t.get(`${list}?sort=-id`)).map((one: { id: string }) => one.id);
        expect(byId).toEqual([...byId].sort().reverse());
      }
    },
  },
  {
    item: 26,
    title: "pages are disjoint and stable, past the end is an empty one, and a page of no size is 400",
    async run(t) {
      for (const list of LISTS) {
        const everybody = await t.userIds(list);
        const pages: string[] = [];
        for (let page = 1; pages.length < everybody.length; page += 1) {
          const rows = await t.userIds(`${list}?pageSize=2&pageNo=${page}`);
          expect(rows).toHaveLength(2);
          pages.push(...rows);
        }
        expect(pages).toEqual(everybody);
        expect(await t.userIds(`${list}?pageSize=3`)).toEqual(everybody.slice(0, 3));
        expect(await t.userIds(`${list}?pageSize=1000`)).toEqual(everybody);
        for (const past of ["pageSize=2&pageNo=9", "pageNo=2", "pageSize=2147483647&pageNo=2147483647"]) {
          expect(await t.userIds(`${list}?${past}`)).toEqual([]);
        }
        for (const size of ["0", "-1", "two", "1.5", "1e3", "", "2147483648", "99999999999999999999"]) {
          refused(await t.get(`${list}?pageSize=${size}`), 400, "gmi.parameter.invalid");
        }
      }
    },
  },
  {
    item: 27,
    title: "notEmpty=data keeps who has enrolled something",
    async run(t) {
      expect(await t.userIds(`${MEMBERS}?notEmpty=data`)).toEqual(["jonas.weber@linden.example"]);
      await t.hook("enrol", { tenantCode: ids.foreignTenantCode, personUuid: ids.outsiderPersonUuid, bioType: 152 });
      expect(await t.userIds(`${MEMBERS}?notEmpty=data`)).toEqual(["jonas.weber@linden.example"]);
      expect(await t.userIds(`${PERSONS}?notEmpty=data`)).toEqual(["jonas.weber@linden.example", "ada.lund@rowan.example"]);
      expect(await t.userIds(`${MEMBERS}?notEmpty=userId`)).toHaveLength(14);
      expect(await t.userIds(`${MEMBERS}?notEmpty=id`)).toHaveLength(14);
    },
  },
  {
    title: "all parameters count together: what is found is sorted and then cut into pages",
    async run(t) {
      const query = "find=linden&sort=-userId&pageSize=2&pageNo=2&notEmpty=userId";
      const sorted = ascending(await t.userIds(MEMBERS)).reverse();
      for (const list of LISTS) expect(await t.userIds(`${list}?${query}`)).toEqual(sorted.slice(2, 4));
    },
  },
  {
    title: "a page, a field or a sign that there is not, and a parameter given twice, are 400",
    async run(t) {
      for (const list of LISTS) {
        for (const query of [
          "pageNo=0",
          "pageNo=x",
          "sort=email",
          "sort=",
          "sort=--userId",
          "sort=userId,id",
          "notEmpty=email",
          "notEmpty=",
        ]) {
          refused(await t.get(`${list}?${query}`), 400, "gmi.parameter.invalid");
        }
        for (const query of ["find=a&find=b", "sort=id&sort=id", "pageSize=1&pageSize=1", "pageNo=1&pageNo=1", "notEmpty=id&notEmpty=id"]) {
          refused(await t.get(`${list}?${query}`), 400, "gmi.parameter.repeated");
        }
        for (const query of ["sort=__proto__", "notEmpty=constructor"]) {
          refused(await t.get(`${list}?${query}`), 400, "gmi.parameter.invalid");
        }
        expect(await t.userIds(`${list}?other=1&other=2`)).toEqual(await t.userIds(list));
      }
      refused(await t.get(`${PERSONS}?userId=a&userId=b`), 400, "gmi.parameter.repeated");
    },
  },
];
