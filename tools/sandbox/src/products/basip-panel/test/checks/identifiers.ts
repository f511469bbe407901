import { expect } from "vitest";
import {
  apartmentPath,
  type Check,
  done,
  IDENTIFIER,
  IDENTIFIERS,
  identifier,
  identifierPath,
  ok,
  passes,
  profilePath,
  refused,
  type Target,
  time,
} from "../target.js";

const create = (t: Target, parts: object) => t.call("POST", IDENTIFIER, { body: identifier(parts) });
const update = (t: Target, uid: number | string, parts: object) => t.call("PATCH", identifierPath(uid), { body: identifier(parts) });
const noValue = (name: string) => `Wrong JSON body: no value for \`${name}\``;
const wrongType = (name: string) => `Wrong JSON body: value \`${name}\` was of the wrong type`;
const UNKNOWN = "Wrong Identifier uid";
const TAKEN = "Identifier with that type and number already exist";
const WRONG_NUMBER = "Wrong identifier_number";
const NO_FACES = "You cannot create face_id identifier on this panel";
const BAD_WINDOW = "Date `from` must be greater than `to`";

/** Every field of a creation that is required, as the body without it. */
const WITHOUT: readonly (readonly [string, object])[] = [
  ["identifier_owner", { identifier_owner: undefined }],
  ["name", { identifier_owner: { type: "owner" } }],
  ["type", { identifier_owner: { name: "Vera Wolff" } }],
  ["identifier_type", { identifier_type: undefined }],
  ["identifier_number", { identifier_number: undefined }],
  ["lock", { lock: undefined }],
];

export const identifierChecks: readonly Check[] = [
  {
    item: 8,
    title: "the five documented fields create an identifier: 200 and its uid",
    async run(t) {
      const answer = await create(t, {});
      expect({ status: answer.status, body: answer.body }).toEqual({ status: 200, body: { uid: 25 } });
      expect(await t.identifier(25)).toMatchObject(identifier());
      expect(ok(await create(t, { identifier_number: "2" }))).toEqual({ uid: 26 });
    },
  },
  {
    item: 9,
    title: "a field that is left out or of another type is named, and what is no JSON is told so",
    async run(t) {
      for (const [name, parts] of WITHOUT) refused(await create(t, parts), 400, noValue(name));
      for (const [name, parts] of [
        ["identifier_owner", { identifier_owner: "Vera Wolff" }],
        ["identifier_owner", { identifier_owner: null }],
        ["name", { identifier_owner: { name: 1, type: "owner" } }],
        ["identifier_type", { identifier_type: 1 }],
        ["identifier_number", { identifier_number: 31415926 }],
        ["lock", { lock: ["first"] }],
        ["valid", { valid: true }],
        ["is_permanent", { valid: { time: { is_permanent: "true" } } }],
        ["from", { valid: { time: { is_permanent: false, from: "now" } } }],
        ["max_passes", { valid: { passes: { is_permanent: false, max_passes: 1.5 } } }],
      ] as const) {
        refused(await create(t, parts), 400, wrongType(name));
      }
      for (const raw of ["", "{", "identifier"]) refused(await t.call("POST", IDENTIFIER, { raw }), 400, "Wrong JSON body");
      expect(ok(await create(t, {})).uid).toBe(25);
    },
  },
  {
    item: 10,
    title: "a word outside its enum is refused",
    async run(t) {
      for (const [name, parts] of [
        ["identifier_type", { identifier_type: "Card" }],
        ["identifier_type", { identifier_type: "input_code" }],
        ["identifier_type", { identifier_type: "" }],
        ["type", { identifier_owner: { name: "Vera Wolff", type: "tenant" } }],
        ["lock", { lock: "third" }],
      ] as const) {
        refused(await create(t, parts), 400, wrongType(name));
      }
    },
  },
  {
    item: 11,
    title: "a card's number is up to ten digits or two to eight pairs with separators, and a key's too",
    async run(t) {
      for (const identifier_type of ["card", "ukey"]) {
        for (const identifier_number of ["23456789", "1c-3b-4b", "0123456789", "00:00:00:1A:2B:3C:4D:5E", "0a-0B"]) {
          ok(await create(t, { identifier_type, identifier_number }));
        }
        for (const identifier_number of [
          "1c3b4a",
          "12345678901",
          "01-02-03-04-05-06-07-08-09",
          "",
          "1c",
          "1c-3b-",
          "-1c-3b",
          "1c 3b",
          "1g-3b",
          "12 34",
          "12345678\n",
        ]) {
          refused(await create(t, { identifier_type, identifier_number }), 400, WRONG_NUMBER);
        }
      }
    },
  },
  {
    item: 12,
    title: "a qr needs a UUID, an inputCode one to ten digits",
    async run(t) {
      const uuid = "0b0f8c39-7f0e-4ad1-9f4e-2f7d0b1f0a11";
      ok(await create(t, { identifier_type: "qr", identifier_number: uuid }));
      for (const identifier_number of ["12345678", uuid.replaceAll("-", ""), `{${uuid}}`, `${uuid}0`, ""]) {
        refused(await create(t, { identifier_type: "qr", identifier_number }), 400, WRONG_NUMBER);
      }
      for (const identifier_number of ["0", "0042", "1234567890"]) ok(await create(t, { identifier_type: "inputCode", identifier_number }));
      for (const identifier_number of ["", "12345678901", "12a4", "1c-3b-4a", " 1", "-1", "1.5", "٣"]) {
        refused(await create(t, { identifier_type: "inputCode", identifier_number }), 400, WRONG_NUMBER);
      }
    },
  },
  {
    item: 13,
    title: "a type and number are there once; the same number under another type is another identifier",
    async run(t) {
      ok(await create(t, {}));
      refused(await create(t, { identifier_owner: { name: "Somebody else", type: "guest" }, lock: "all" }), 400, TAKEN);
      refused(await create(t, { identifier_number: "12345678" }), 400, TAKEN);
      ok(await create(t, { identifier_type: "ukey" }));
      ok(await create(t, { identifier_type: "inputCode" }));
    },
  },
  {
    item: 14,
    title: "the master code and the master card cannot be anybody's, at creation and after",
    async run(t) {
      const [code, card] = [
        "Cannot create identifier with the same input code number as master code",
        "Cannot create identifier with same card number as master card",
      ];
      refused(await create(t, { identifier_type: "inputCode", identifier_number: "7777" }), 400, code);
      refused(await create(t, { identifier_number: "99999999" }), 400, card);
      refused(await create(t, { identifier_number: "0099999999" }), 400, card);
      refused(await update(t, 4, { identifier_type: "inputCode", identifier_number: "7777" }), 400, code);
      refused(await update(t, 1, { identifier_number: "99999999" }), 400, card);
      ok(await create(t, { identifier_type: "inputCode", identifier_number: "99999999" }));
      ok(await create(t, { identifier_type: "ukey", identifier_number: "99999999" }));
      ok(await create(t, { identifier_number: "7777" }));
    },
  },
  {
    item: 15,
    title: "a panel that recognises no faces takes no face_id",
    async run(t) {
      ok(await create(t, { identifier_type: "face_id" }));
      t.sandbox.configure("basip-panel", { faceRecognition: false });
      refused(await create(t, { identifier_type: "face_id" }), 400, NO_FACES);
      refused(await update(t, 3, { identifier_type: "face_id" }), 400, NO_FACES);
      ok(await create(t, {}));
    },
  },
  {
    item: 16,
    title: "properties and parameters that nobody asked for are ignored",
    async run(t) {
      const parts = { identifier_owner: { name: "Vera Wolff", type: "owner", age: 41 }, link_id: "x", uid: 1, constructor: 1 };
      const raw = JSON.stringify(identifier(parts)).replace("{", '{"__proto__":{"lock":"all"},');
      const { uid } = ok(await t.call("POST", `${IDENTIFIER}?lock=second&__proto__=1`, { raw }));
      expect(uid).toBe(25);
      const read = ok(await t.call("GET", `${identifierPath(uid)}?fields=uid`));
      expect(read).toMatchObject(identifier());
      expect(read.identifier_owner).toEqual({ name: "Vera Wolff", type: "owner" });
      expect(read).not.toHaveProperty("link_id");
    },
  },
  {
    item: 17,
    title: "an identifier reads in its parts, without a uid of its own",
    async run(t) {
      expect(await t.identifier(1)).toEqual({
        identifier_owner: { name: "Mira Okafor", type: "owner" },
        identifier_type: "card",
        identifier_number: "12345678",
        lock: "all",
        valid: { time: { is_permanent: true }, passes: { is_permanent: true } },
        apartment: { uid: 1, link_id: null, logical_address: { building: 1, unit: 1, floor: 1, room: 1 } },
        time_profiles: { uid_items: [1], link_ids: [], count: 1 },
        additional: { passes_left: -1 },
      });
    },
  },
  {
    item: 18,
    title: "a new identifier hangs on nothing, and its passes are not counted unless it says so",
    async run(t) {
      const read = await t.identifier(await t.created());
      expect(read.apartment).toEqual({ uid: -1, link_id: null });
      expect(read.time_profiles).toEqual({ uid_items: [], link_ids: [], count: 0 });
      expect(read.additional).toEqual({ passes_left: -1 });
      expect(read.valid).toEqual({ time: { is_permanent: true }, passes: { is_permanent: true } });
      const counted = await t.identifier(await t.created({ identifier_number: "2", valid: passes(5) }));
      expect(counted.additional).toEqual({ passes_left: 5 });
    },
  },
  {
    item: 19,
    title: "an unknown uid, 0 and what is no number are 400, whatever is asked of it",
    async run(t) {
      for (const uid of ["999", "0", "-1", "01", "1.0", "abc", "%20", "__proto__", "9".repeat(400)]) {
        refused(await t.call("GET", identifierPath(uid)), 400, UNKNOWN);
        refused(await update(t, uid, {}), 400, UNKNOWN);
        refused(await t.call("DELETE", identifierPath(uid)), 400, UNKNOWN);
        refused(await t.call("POST", identifierPath(uid, "/passes/reset")), 400, UNKNOWN);
        refused(await t.call("GET", identifierPath(uid, "/qr")), 400, UNKNOWN);
      }
    },
  },
  {
    item: 20,
    title: "a change needs the whole base, shows, and keeps the limits it does not name",
    async run(t) {
      const uid = await t.created({ valid: passes(3) });
      const before = await t.identifier(uid);
      const base = {
        identifier_owner: { name: "Walt Wolff", type: "guest" },
        identifier_type: "ukey",
        identifier_number: "aa-bb-cc",
        lock: "second",
      };
      done(await update(t, uid, base));
      expect(await t.identifier(uid)).toEqual({ ...before, ...base });
      for (const [name, parts] of WITHOUT) refused(await update(t, uid, parts), 400, noValue(name));
      done(await update(t, uid, { valid: time(1_800_000_000, 1_900_000_000) }));
      expect(await t.identifier(uid)).toEqual({
        ...before,
        valid: { time: { is_permanent: false, from: 1_800_000_000, to: 1_900_000_000 }, passes: { is_permanent: true } },
        additional: { passes_left: -1 },
      });
    },
  },
  {
    item: 21,
    title: "a time that does not end after it begins is refused, unless it does not count",
    async run(t) {
      for (const [from, to] of [
        [1_800_000_000, 1_799_999_999],
        [1_800_000_000, 1_800_000_000],
      ] as const) {
        refused(await update(t, 5, { valid: time(from, to) }), 400, BAD_WINDOW);
        refused(await create(t, { valid: time(from, to) }), 400, BAD_WINDOW);
        const uncounted = { time: { is_permanent: true, from, to }, passes: { is_permanent: true, max_passes: 2 } };
        done(await update(t, 5, { identifier_number: String(from), valid: uncounted }));
        expect((await t.identifier(5)).valid).toEqual(uncounted);
      }
      done(await update(t, 5, { valid: time(1_800_000_000, 1_800_000_001) }));
    },
  },
  {
    item: 22,
    title: "a change cannot take the type and number of another identifier, and can keep its own",
    async run(t) {
      refused(await update(t, 1, { identifier_type: "ukey", identifier_number: "1C:3B:4A" }), 400, TAKEN);
      refused(await update(t, 6, { identifier_number: "12345678" }), 400, TAKEN);
      done(await update(t, 1, { identifier_number: "12345678" }));
      done(await update(t, 1, { identifier_number: "012345678" }));
      expect((await t.identifier(1)).identifier_number).toBe("012345678");
    },
  },
  {
    item: 23,
    title: "what is deleted leaves lists, apartment and time profile, and cannot be deleted again",
    async run(t) {
      done(await t.call("DELETE", identifierPath(1)));
      refused(await t.call("DELETE", identifierPath(1)), 400, UNKNOWN);
      refused(await t.call("GET", identifierPath(1)), 400, UNKNOWN);
      const { list_option, list_items } = ok(await t.call("GET", IDENTIFIERS));
      expect(list_option.pagination.total_items).toBe(23);
      expect(list_items[0].identifier_uid).toBe(2);
      expect(ok(await t.call("GET", apartmentPath(1))).identifiers.physicals).toEqual({ uid_items: [], link_ids: [], count: 0 });
      expect(ok(await t.call("GET", profilePath(1))).identifiers).toEqual({ uid_items: [], count: 0 });
      expect(await t.created({ identifier_number: "12345678" })).toBe(25);
    },
  },
  {
    item: 24,
    title: "passes are used up at the panel and reset to their maximum",
    async run(t) {
      const present = () => t.sandbox.hook("basip-panel", "present", { identifier_uid: 4 });
      const left = async () => (await t.identifier(4)).additional.passes_left;
      expect(await left()).toBe(3);
      expect(present()).toEqual({ event: "access_granted_by_valid_identifier", passes_left: 2 });
      expect(present()).toEqual({ event: "access_granted_by_valid_identifier", passes_left: 1 });
      expect(await left()).toBe(1);
      done(await t.call("POST", identifierPath(4, "/passes/reset")));
      expect(await left()).toBe(3);
      for (const expected of [2, 1, 0]) expect(present()).toMatchObject({ passes_left: expected });
      expect(present()).toEqual({ event: "access_denied_by_not_valid_identifier", passes_left: 0 });
    },
  },
  {
    item: 25,
    title: "a reset where passes are not counted is 200 and changes nothing",
    async run(t) {
      const before = await t.identifier(1);
      done(await t.call("POST", identifierPath(1, "/passes/reset")));
      expect(await t.identifier(1)).toEqual(before);
      expect(before.additional.passes_left).toBe(-1);
    },
  },
  {
    title: "cards and keys are the same without case, separators and leading zeros, and never across notations",
    async run(t) {
      ok(await create(t, { identifier_number: "1C-3B-4A" }));
      for (const identifier_number of ["1c:3b:4a", "00-1c-3b-4a", "1C-3b:4A"]) refused(await create(t, { identifier_number }), 400, TAKEN);
      ok(await create(t, { identifier_number: "1850186" }));
      ok(await create(t, { identifier_number: "12-34" }));
      ok(await create(t, { identifier_number: "1234" }));
      ok(await create(t, { identifier_number: "0" }));
      refused(await create(t, { identifier_number: "000" }), 400, TAKEN);
      const qr = { identifier_type: "qr", identifier_number: "6F1D3A52-7C94-4E0B-8A2F-95D1C07BE384" };
      refused(await create(t, qr), 400, TAKEN);
      ok(await create(t, { identifier_type: "inputCode", identifier_number: "04821" }));
      refused(await create(t, { identifier_type: "inputCode", identifier_number: "4821" }), 400, TAKEN);
    },
  },
  {
    title: "a licence plate is a text of 1 to 100 characters",
    async run(t) {
      for (const identifier_number of ["B-AS 1", "ÖÄ 77", "x".repeat(100), "😀".repeat(100)]) {
        ok(await create(t, { identifier_type: "license_plate", identifier_number }));
      }
      refused(await create(t, { identifier_type: "license_plate", identifier_number: "b-as 1" }), 400, TAKEN);
      for (const identifier_number of ["", "x".repeat(101)]) {
        refused(await create(t, { identifier_type: "license_plate", identifier_number }), 400, WRONG_NUMBER);
      }
    },
  },
  {
    title: "a creation takes limits, and passes over parts that say too little",
    async run(t) {
      let number = 100;
      const read = async (valid: unknown) => {
        number += 1;
        const { valid: kept, additional } = await t.identifier(await t.created({ identifier_number: String(number), valid }));
        return { ...kept, left: additional.passes_left };
      };
      const permanent = { time: { is_permanent: true }, passes: { is_permanent: true }, left: -1 };
      const full = { time: { is_permanent: false, from: 1, to: 2 }, passes: { is_permanent: false, max_passes: 3 } };
      expect(await read(full)).toEqual({ ...full, left: 3 });
      expect(await read({ passes: full.passes })).toEqual({ ...permanent, passes: full.passes, left: 3 });
      for (const valid of [{}, { passes: {} }, { passes: { time: full.time } }, { time: { is_permanent: false } }]) {
        expect(await read(valid)).toEqual(permanent);
      }
      for (const [name, valid] of [
        ["valid", null],
        ["time", { time: null }],
        ["passes", { passes: null }],
        ["is_permanent", { time: { is_permanent: null } }],
        ["from", { time: { from: null } }],
      ] as const) {
        refused(await create(t, { valid }), 400, wrongType(name));
      }
      const halves = { time: { is_permanent: false, from: 1 }, passes: { is_permanent: false, max_passes: null } };
      expect(await read(halves)).toEqual({ ...permanent, time: { is_permanent: true, from: 1 } });
      refused(await create(t, { valid: passes(0) }), 400, wrongType("max_passes"));
    },
  },
  {
    title: "a change says all of the limits or none",
    async run(t) {
      const [forever, uncounted] = [{ is_permanent: true }, { is_permanent: true }];
      for (const [name, valid] of [
        ["time", { passes: uncounted }],
        ["passes", { time: forever }],
        ["is_permanent", { time: {}, passes: uncounted }],
        ["is_permanent", { time: forever, passes: { max_passes: 3 } }],
        ["from", { time: { is_permanent: false, to: 2 }, passes: uncounted }],
        ["to", { time: { is_permanent: false, from: 1 }, passes: uncounted }],
        ["max_passes", { time: forever, passes: { is_permanent: false } }],
      ] as const) {
        refused(await update(t, 1, { valid }), 400, noValue(name));
      }
      for (const is_permanent of [true, false]) {
        refused(await update(t, 1, { valid: { time: forever, passes: { is_permanent, max_passes: null } } }), 400, wrongType("max_passes"));
      }
      refused(await update(t, 1, { valid: null }), 400, wrongType("valid"));
      expect((await t.identifier(1)).valid).toEqual({ time: forever, passes: uncounted });
    },
  },
  {
    title: "a new number of passes starts the count anew, the same one goes on with it",
    async run(t) {
      const code = { identifier_type: "inputCode", identifier_number: "4821" };
      const after = async (valid?: object) => {
        done(await update(t, 4, { ...code, ...(valid && { valid }) }));
        return (await t.identifier(4)).additional.passes_left;
      };
      t.sandbox.hook("basip-panel", "present", { identifier_uid: 4 });
      expect(await after()).toBe(2);
      expect(await after(passes(3))).toBe(2);
      expect(await after(passes(5))).toBe(5);
      expect(await after(time(1, 2))).toBe(-1);
      expect(await after(passes(5))).toBe(5);
    },
  },
  {
    title: "an identifier opens within its time only, and only what is there can be presented",
    async run(t) {
      const present = (uid: number) => (t.sandbox.hook("basip-panel", "present", { identifier_uid: uid }) as { event: string }).event;
      const now = Math.floor(t.sandbox.clock.now() / 1000);
      const uid = await t.created({ valid: time(now + 10, now + 20) });
      const events: string[] = [];
      for (const seconds of [9, 1, 10, 1]) {
        t.sandbox.clock.advance(seconds * 1000);
        events.push(present(uid));
      }
      const [granted, denied] = ["access_granted_by_valid_identifier", "access_denied_by_not_valid_identifier"];
      expect(events).toEqual([denied, granted, granted, denied]);
      expect([present(1), present(5), present(3)]).toEqual([granted, granted, "access_denied_by_not_valid_face_identifier"]);
      expect(() => present(999)).toThrow("there is no identifier 999");
    },
  },
  {
    title: "many are deleted at once, and those there are not are passed over",
    async run(t) {
      done(await t.call("DELETE", IDENTIFIERS, { body: { uid_items: [1, 999, 3, 1, -1, 24] } }));
      const { list_option } = ok(await t.call("GET", IDENTIFIERS));
      expect(list_option.pagination.total_items).toBe(21);
      for (const uid of [1, 3, 24]) refused(await t.call("GET", identifierPath(uid)), 400, UNKNOWN);
      done(await t.call("DELETE", IDENTIFIERS, { body: { uid_items: [] } }));
      refused(await t.call("DELETE", IDENTIFIERS, { body: {} }), 400, noValue("uid_items"));
      refused(await t.call("DELETE", IDENTIFIERS, { body: { uid_items: [2, "4"] } }), 400, wrongType("uid_items"));
      refused(await t.call("DELETE", IDENTIFIERS, { body: { uid_items: [2, -2] } }), 400, wrongType("uid_items"));
      await t.identifier(2);
    },
  },
  {
    title: "uids are never given out twice",
    async run(t) {
      const uid = await t.created();
      done(await t.call("DELETE", identifierPath(uid)));
      expect(await t.created()).toBe(uid + 1);
    },
  },
];
