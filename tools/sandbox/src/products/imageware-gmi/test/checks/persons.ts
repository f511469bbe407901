import { expect } from "vitest";
import { SANDBOX_ORIGIN } from "../../../../index.js";
import { wellKnown as ids } from "../../well-known.js";
import { API, type Check, empty, FOREIGN, NOBODY, ok, PERSONS, refused, type Target, TENANT, UUID } from "../target.js";

const person = (id: string, tenant = TENANT) => `${tenant}/person/${id}`;
const byUserId = (userId: string) => `${PERSONS}?userId=${encodeURIComponent(userId)}`;
const MIRA = "mira.okafor@linden.example";
const enrolmentsOf = async (t: Target, id: string) => ok(await t.get(person(id))).tenantData.biometricMetadata.enrollmentData;

export const personChecks: readonly Check[] = [
  {
    item: 12,
    title: "a new person has a UUID and belongs to the tenant",
    async run(t) {
      const created = await t.create("ada+1@new.example");
      expect({ status: created.status, body: created.body }).toEqual({
        status: 201,
        body: { id: expect.stringMatching(UUID), userId: "ada+1@new.example", data: null },
      });
      expect(ok(await t.get(person(created.body.id))).userId).toBe("ada+1@new.example");
      expect(await t.userIds(`${TENANT}/person`)).toContain("ada+1@new.example");
      expect((await t.create("bo@new.example")).body.id).not.toBe(created.body.id);
    },
  },
  {
    item: 13,
    title: "a userId that anybody on the server has is taken, whatever its case",
    async run(t) {
      await t.unchanged(async () => {
        for (const userId of [MIRA, "ada.lund@rowan.example", MIRA.toUpperCase()]) refused(await t.create(userId), 409, "gmi.user.exists");
      });
      empty(await t.delete(person(ids.personUuid)), 204);
      refused(await t.create(MIRA), 409, "gmi.user.exists");
    },
  },
  {
    item: 14,
    title: "a missing userId, one of 256 characters and one with a space are 400 and told by the rule",
    async run(t) {
      await t.unchanged(async () => {
        expect(refused(await t.create(undefined), 400, "gmi.value.missing")).toMatch(/^Invalid value\. userId/);
        for (const userId of ["a".repeat(256), "a b@new.example", "", "zoë@new.example", "a@new.example\n", '"a"@new.example']) {
          expect(refused(await t.create(userId), 400, "gmi.value.invalid")).toMatch(/^Invalid value\. userId .*1 to 255/);
        }
        for (const userId of [null, 1, ["a@new.example"]]) refused(await t.create(userId), 400, "gmi.value.type");
      });
      for (const userId of ["a".repeat(255), "a'{}|!#$%&^*/=?`~@._+-"]) expect((await t.create(userId)).body.userId).toBe(userId);
    },
  },
  {
    item: 15,
    title: "after a 409 a search by userId answers one person",
    async run(t) {
      const userId = "lena+night@linden.example";
      refused(await t.create(userId), 409, "gmi.user.exists");
      const found = ok(await t.get(byUserId(userId)));
      expect(found).toEqual({ id: expect.stringMatching(UUID), userId, data: null });
      expect(ok(await t.get(person(found.id))).userId).toBe(userId);
      expect(ok(await t.get(byUserId("TOMAS.novak@Linden.example"))).userId).toBe("Tomas.Novak@linden.example");
      expect(ok(await t.get(`${byUserId(userId)}&find=nobody&pageSize=0`))).toEqual(found);
    },
  },
  {
    item: 16,
    title: "a userId that nobody has is 404",
    async run(t) {
      for (const path of [byUserId("nobody@linden.example"), `${PERSONS}?userId=`, `${PERSONS}?userId=lena+night@linden.example`]) {
        refused(await t.get(path), 404, "gmi.user.not.found");
      }
    },
  },
  {
    item: 17,
    title: "linking a person is 201, and 200 once linked; both answers are empty",
    async run(t) {
      const path = person(ids.outsiderPersonUuid);
      empty(await t.put(path), 201);
      empty(await t.put(path), 200);
      empty(await t.put(path.replace(ids.outsiderPersonUuid, ids.outsiderPersonUuid.toUpperCase())), 200);
      expect(ok(await t.get(path)).userId).toBe("ada.lund@rowan.example");
      expect((await t.userIds(`${TENANT}/person`)).filter((one) => one === "ada.lund@rowan.example")).toHaveLength(1);
    },
  },
  {
    item: 18,
    title: "linking an unknown person is 404",
    async run(t) {
      await t.unchanged(async () => {
        for (const id of [NOBODY, "nobody", "__proto__", "%2F"]) refused(await t.put(person(id)), 404, "gmi.user.not.found");
      });
      for (const method of ["GET", "DELETE"]) refused(await t.call(method, person(NOBODY)), 404, "gmi.user.not.found");
      refused(await t.get(`${PERSONS}/${NOBODY}`), 404, "gmi.user.not.found");
    },
  },
  {
    item: 19,
    title: "a member who has enrolled nothing has neither data nor tenantData",
    async run(t) {
      expect(ok(await t.get(person(ids.personUuid)))).toEqual({
        id: ids.personUuid,
        userId: MIRA,
        data: null,
        tenantData: null,
        tenantEnrollServer: null,
        tenantVerifyServer: null,
      });
    },
  },
  {
    item: 20,
    title: "a person who is not in the tenant is 404 there",
    async run(t) {
      refused(await t.get(person(ids.outsiderPersonUuid)), 404, "gmi.user.not.in.tenant");
      ok(await t.get(person(ids.outsiderPersonUuid, FOREIGN), "foreign"));
    },
  },
  {
    item: 21,
    title: "unlinking leaves the person and takes the membership; doing it again is 404",
    async run(t) {
      empty(await t.delete(person(ids.personUuid)), 204);
      expect(ok(await t.get(byUserId(MIRA))).id).toBe(ids.personUuid);
      refused(await t.get(person(ids.personUuid)), 404, "gmi.user.not.in.tenant");
      expect(await t.userIds(`${TENANT}/person`)).not.toContain(MIRA);
      refused(await t.delete(person(ids.personUuid)), 404, "gmi.user.not.in.tenant");
    },
  },
  {
    item: 22,
    title: "a person in two tenants stays in one when the other lets go",
    async run(t) {
      const { id } = (await t.create("two@new.example")).body;
      empty(await t.put(person(id, FOREIGN), undefined, "foreign"), 201);
      expect(await t.userIds(`${TENANT}/person`)).toContain("two@new.example");
      expect(await t.userIds(`${FOREIGN}/person`, "foreign")).toContain("two@new.example");
      empty(await t.delete(person(id)), 204);
      expect(await t.userIds(`${TENANT}/person`)).not.toContain("two@new.example");
      expect(await t.userIds(`${FOREIGN}/person`, "foreign")).toContain("two@new.example");
      ok(await t.get(person(id, FOREIGN), "foreign"));
    },
  },
  {
    item: 28,
    title: "an enrolment shows as a bioType and a time in milliseconds, once per bioType",
    async run(t) {
      const enrol = (bioType: number) => t.hook("enrol", { tenantCode: ids.tenantCode, personUuid: ids.personUuid, bioType });
      const first = t.sandbox.clock.now();
      expect(await enrol(60)).toEqual({ bioType: 60, enrollTimestamp: first });
      expect(await enrolmentsOf(t, ids.personUuid)).toEqual([{ bioType: 60, enrollTimestamp: first }]);
      t.sandbox.clock.advance(1234);
      await enrol(60);
      await enrol(40);
      const later = first + 1234;
      const both = [
        { bioType: 60, enrollTimestamp: later },
        { bioType: 40, enrollTimestamp: later },
      ];
      expect(await enrolmentsOf(t, ids.personUuid)).toEqual(both);
      expect(ok(await t.get(byUserId(MIRA))).data).toEqual({ biometricMetadata: { enrollmentData: both } });
    },
  },
  {
    title: "what is enrolled in one tenant shows in the data of the other, and only in the tenantData of its own",
    async run(t) {
      const path = person(ids.enrolledPersonUuid, FOREIGN);
      empty(await t.put(path, undefined, "foreign"), 201);
      const there = ok(await t.get(path, "foreign"));
      expect(there.data.biometricMetadata.enrollmentData).toEqual([{ bioType: 40, enrollTimestamp: Date.UTC(2025, 9, 3, 9, 30) }]);
      expect(there.tenantData).toBeNull();
      await t.hook("enrol", { tenantCode: ids.foreignTenantCode, personUuid: ids.enrolledPersonUuid, bioType: 40 });
      const now = { biometricMetadata: { enrollmentData: [{ bioType: 40, enrollTimestamp: t.sandbox.clock.now() }] } };
      expect(ok(await t.get(path, "foreign"))).toMatchObject({ data: now, tenantData: now });
      const here = ok(await t.get(person(ids.enrolledPersonUuid)));
      expect(here.data).toEqual(now);
      expect(here.tenantData.biometricMetadata.enrollmentData).toEqual([{ bioType: 40, enrollTimestamp: Date.UTC(2025, 9, 3, 9, 30) }]);
      t.sandbox.clock.advance(1);
      const { enrollTimestamp } = (await t.hook("enrol", {
        tenantCode: ids.tenantCode,
        personUuid: ids.enrolledPersonUuid,
        bioType: 40,
      })) as { enrollTimestamp: number };
      const latest = { biometricMetadata: { enrollmentData: [{ bioType: 40, enrollTimestamp }] } };
      expect(ok(await t.get(path, "foreign"))).toMatchObject({ data: latest, tenantData: now });
    },
  },
  {
    title: "a person who is unlinked keeps the data and has the tenantData again when linked again",
    async run(t) {
      const before = ok(await t.get(person(ids.enrolledPersonUuid)));
      expect(before.tenantData).toEqual(before.data);
      empty(await t.delete(person(ids.enrolledPersonUuid)), 204);
      expect(ok(await t.get(`${PERSONS}/${ids.enrolledPersonUuid}`)).data).toEqual(before.data);
      empty(await t.put(person(ids.enrolledPersonUuid)), 201);
      expect(ok(await t.get(person(ids.enrolledPersonUuid)))).toEqual(before);
    },
  },
  {
    title: "the hook for enrolments refuses who is no member and what is no bioType",
    async run(t) {
      const url = `${SANDBOX_ORIGIN}/_gatehouse/hooks/${API}/enrol`;
      const good = { tenantCode: ids.tenantCode, personUuid: ids.personUuid, bioType: 40 };
      await t.unchanged(async () => {
        for (const wrong of [{ personUuid: ids.outsiderPersonUuid }, { tenantCode: "Nobody" }, { bioType: 41 }, { bioType: "40" }]) {
          const response = await t.sandbox.fetch(url, { method: "POST", body: JSON.stringify({ ...good, ...wrong }) });
          expect({ wrong, status: response.status }).toEqual({ wrong, status: 400 });
        }
        expect(() => t.sandbox.hook(API, "algorithms", { tenantCode: "Nobody" })).toThrow("no tenant has the code Nobody");
      });
    },
  },
  {
    title: "a userId that is no e-mail address is 400 only where the sandbox is told to be strict",
    async run(t) {
      expect((await t.create("plain")).status).toBe(201);
      t.sandbox.configure(API, { strictUserId: true });
      for (const userId of ["plain2", "a@b", "@new.example", "a@b@new.example", "a@new..example"]) {
        refused(await t.create(userId), 400, "gmi.value.invalid");
      }
      expect((await t.create("ada+1@new.example")).status).toBe(201);
    },
  },
  {
    title: "a person of any tenant is found by UUID",
    async run(t) {
      const expected = { id: ids.outsiderPersonUuid, userId: "ada.lund@rowan.example", data: null };
      expect(ok(await t.get(`${PERSONS}/${ids.outsiderPersonUuid}`))).toEqual(expected);
      expect(ok(await t.get(`${PERSONS}/${ids.outsiderPersonUuid.toUpperCase()}`))).toEqual(expected);
    },
  },
  {
    title: "a search by device is 501 and says so, since there are no devices here",
    async run(t) {
      const text = refused(await t.get(`${PERSONS}?deviceId=d1`), 501, "gmi.not.imitated");
      expect(text).toContain("deviceId");
    },
  },
];
