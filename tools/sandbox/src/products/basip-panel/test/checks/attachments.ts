import jsQR from "jsqr";
import { PNG } from "pngjs";
import { expect } from "vitest";
import { form } from "../pictures.js";
import {
  apartmentPath,
  attachPath,
  type Check,
  done,
  facePath,
  identifierPath,
  ok,
  profileOfPath,
  profilePath,
  refused,
  type Target,
  unbindPath,
} from "../target.js";

const attachedTo = async (t: Target, profile: number) => ok(await t.call("GET", profilePath(profile))).identifiers;
const profilesOf = async (t: Target, uid: number) => (await t.identifier(uid)).time_profiles;
const kept = (...uids: number[]) => ({ uid_items: uids, link_ids: [], count: uids.length });

/** What a camera reads from a PNG. */
function read(png: Uint8Array): string | undefined {
  const { data, width, height } = PNG.sync.read(Buffer.from(png));
  return jsQR.default(new Uint8ClampedArray(data), width, height)?.data;
}

export const attachmentChecks: readonly Check[] = [
  {
    item: 29,
    title: "the PNG of a qr identifier reads as its number, and no other identifier has one",
    async run(t) {
      for (const after of ["/qr", "/qr?locale=en", "/qr?locale=tlh"]) {
        const answer = await t.call("GET", identifierPath(2, after), { headers: { accept: "image/png" } });
        expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "image/png"]);
        expect(read(answer.bytes)).toBe("6f1d3a52-7c94-4e0b-8a2f-95d1c07be384");
      }
      const number = "0B0F8C39-7F0E-4AD1-9F4E-2F7D0B1F0A11";
      const uid = await t.created({ identifier_type: "qr", identifier_number: number });
      expect(read((await t.call("GET", identifierPath(uid, "/qr"))).bytes)).toBe(number);
      for (const other of [1, 3, 4, 5]) refused(await t.call("GET", identifierPath(other, "/qr")), 400, "Wrong identifier type");
    },
  },
  {
    item: 30,
    title: "an attached time profile shows on the identifier and the identifier on it, once",
    async run(t) {
      done(await t.call("POST", profileOfPath(2, 2)));
      done(await t.call("POST", profileOfPath(2, 2)));
      expect(await profilesOf(t, 2)).toEqual(kept(2));
      expect(await attachedTo(t, 2)).toEqual({ uid_items: [2], count: 1 });
    },
  },
  {
    item: 31,
    title: "two profiles on one identifier and one profile on two identifiers",
    async run(t) {
      done(await t.call("POST", profileOfPath(1, 2)));
      done(await t.call("POST", profileOfPath(4, 2)));
      expect(await profilesOf(t, 1)).toEqual(kept(1, 2));
      expect(await attachedTo(t, 2)).toEqual({ uid_items: [1, 4], count: 2 });
      expect(await attachedTo(t, 1)).toEqual({ uid_items: [1], count: 1 });
    },
  },
  {
    item: 32,
    title: "a detached time profile leaves both sides; one that was not attached is 200",
    async run(t) {
      done(await t.call("POST", profileOfPath(1, 2)));
      done(await t.call("DELETE", profileOfPath(1, 1)));
      expect(await profilesOf(t, 1)).toEqual(kept(2));
      expect(await attachedTo(t, 1)).toEqual({ uid_items: [], count: 0 });
      done(await t.call("DELETE", profileOfPath(1, 1)));
      expect(await profilesOf(t, 1)).toEqual(kept(2));
    },
  },
  {
    item: 33,
    title: "an attached identifier shows its apartment, and the apartment it: codes apart from all others",
    async run(t) {
      const uids = { plate: await t.created({ identifier_type: "license_plate", identifier_number: "B-AS 1" }) };
      for (const uid of [2, 3, 4, 5, 6, uids.plate]) done(await t.call("POST", attachPath(2, uid)));
      expect((await t.identifier(4)).apartment).toEqual({
        uid: 2,
        link_id: null,
        logical_address: { building: 1, unit: 1, floor: 1, room: 2 },
      });
      const { identifiers } = ok(await t.call("GET", apartmentPath(2)));
      expect(identifiers).toEqual({ physicals: kept(2, 3, 5, 6, uids.plate), input_numbers: kept(4) });
    },
  },
  {
    item: 34,
    title: "an identifier hangs on one apartment; the same one again changes nothing",
    async run(t) {
      refused(await t.call("POST", attachPath(2, 1)), 400, "Identifier uid is already attached to another apartment");
      done(await t.call("POST", attachPath(1, 1)));
      expect((await t.identifier(1)).apartment.uid).toBe(1);
      done(await t.call("POST", unbindPath(1)));
      done(await t.call("POST", attachPath(2, 1)));
      expect((await t.identifier(1)).apartment.uid).toBe(2);
    },
  },
  {
    item: 35,
    title: "unbinding is 200, twice with an error in it, and 400 for an unknown uid",
    async run(t) {
      done(await t.call("POST", unbindPath(1)));
      expect((await t.identifier(1)).apartment).toEqual({ uid: -1, link_id: null });
      refused(await t.call("POST", unbindPath(1)), 200, "Identifier already unbound");
      refused(await t.call("POST", unbindPath(2)), 200, "Identifier already unbound");
      for (const uid of ["999", "0", "abc"]) refused(await t.call("POST", unbindPath(uid)), 400, "Wrong identifier uid");
    },
  },
  {
    item: 40,
    title: "all ten follow-up calls of the create page are there below /api/v1, in lower case",
    async run(t) {
      const face = await t.created({ identifier_type: "face_id" });
      const uid = await t.created();
      const body = { identifier_owner: { name: "a", type: "guest" }, identifier_type: "card", identifier_number: "1", lock: "all" };
      const followUps: readonly (readonly [string, string, object?])[] = [
        ["GET", `/api/v1/access/identifier/item/${uid}`],
        ["PATCH", `/api/v1/access/identifier/item/${uid}`, { body }],
        ["POST", `/api/v1/access/identifier/item/${uid}/passes/reset`],
        ["POST", `/api/v1/access/identifier/item/face/file/${face}`, { raw: form() }],
        ["GET", "/api/v1/access/identifier/item/2/qr"],
        ["POST", `/api/v1/access/identifier/item/${uid}/timeprofile/1`],
        ["DELETE", `/api/v1/access/identifier/item/${uid}/timeprofile/1`],
        ["POST", `/api/v1/apartment/item/1/identifier/${uid}`],
        ["POST", `/api/v1/apartment/item/unbind/identifier/${uid}`],
        ["DELETE", `/api/v1/access/identifier/item/${uid}`],
      ];
      expect(followUps).toHaveLength(10);
      for (const [method, path, options] of followUps) ok(await t.call(method, path, options));
      expect((await t.call("POST", "/api/v1/access/identifier/item/1/timeProfile/1")).status).toBe(404);
      expect((await t.call("GET", "/access/identifier/item/1")).status).toBe(404);
    },
  },
  {
    title: "attaching names the side that is unknown",
    async run(t) {
      for (const uid of ["999", "0", "abc"]) {
        refused(await t.call("POST", profileOfPath(uid, 1)), 400, "Wrong Identifier uid");
        refused(await t.call("DELETE", profileOfPath(uid, 1)), 400, "Wrong Identifier uid");
        refused(await t.call("POST", profileOfPath(1, uid)), 400, "Wrong Time Profile Uid");
        refused(await t.call("DELETE", profileOfPath(1, uid)), 400, "Wrong Time Profile Uid");
        refused(await t.call("POST", attachPath(1, uid)), 400, "Wrong Identifier uid");
        refused(await t.call("POST", attachPath(uid, 1)), 400, "Wrong apartment uid");
      }
      done(await t.call("POST", facePath(3), { raw: form() }));
    },
  },
];
