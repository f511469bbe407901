import { expect } from "vitest";
import { form, jpegs, png, sized } from "../pictures.js";
import { type Check, done, facePath, IDENTIFIER, identifier, identifierPath, refused, type Target } from "../target.js";

const MISSED = "Wrong identifier-uid. Missed temporary identifier for adding faceId";
const IN_PROGRESS = "Loading file in progress. Wait for result";
const FORMAT = "Wrong file format";
const BROKEN = "Wrong image file";
const NO_FILE = "Loading file error";
const NO_FACE = "Face hasn't been detected on image";

const upload = (t: Target, uid: number, raw: BodyInit = form()) => t.call("POST", facePath(uid), { raw });
const awaited = (t: Target) => t.created({ identifier_type: "face_id", identifier_number: "" });
const face = (parts: object = {}) => identifier({ identifier_type: "face_id", ...parts });

export const faceChecks: readonly Check[] = [
  {
    item: 26,
    title: "a JPEG for an awaited face is taken, and after a while the identifier has a number",
    async run(t) {
      done(await upload(t, 3, form(jpegs.baseline, { name: "file" })));
      t.sandbox.clock.advance(2999);
      expect((await t.identifier(3)).identifier_number).toBe("");
      t.sandbox.clock.advance(1);
      expect((await t.identifier(3)).identifier_number).toMatch(/^[A-Za-z0-9+/]{64}$/);
      const uid = await awaited(t);
      done(await upload(t, uid, form(jpegs.progressive, { name: "status" })));
      t.sandbox.clock.advance(3000);
      const numbers = [(await t.identifier(3)).identifier_number, (await t.identifier(uid)).identifier_number];
      expect(new Set(numbers).size).toBe(2);
      expect(t.sandbox.hook("basip-panel", "present", { identifier_uid: 3 })).toEqual({
        event: "access_granted_by_valid_face_identifier",
        passes_left: -1,
      });
    },
  },
  {
    item: 27,
    title: "an upload where no face is awaited, of another format or of a broken picture is refused",
    async run(t) {
      for (const uid of [1, 2, 999, 0]) refused(await upload(t, uid), 400, MISSED);
      refused(await upload(t, 3, form(png(), { type: "image/png", filename: "out3.png" })), 400, FORMAT);
      refused(await upload(t, 3, form(png())), 400, FORMAT);
      refused(await upload(t, 3, form(jpegs.baseline, { type: "image/png" })), 400, FORMAT);
      refused(await upload(t, 3, form(new Uint8Array(0))), 400, FORMAT);
      refused(await upload(t, 3, form(jpegs.baseline.slice(0, -2))), 400, BROKEN);
      refused(await upload(t, 3, form(jpegs.baseline.slice(0, 100))), 400, BROKEN);
      done(await upload(t, 3));
      t.sandbox.clock.advance(3000);
      refused(await upload(t, 3), 400, MISSED);
    },
  },
  {
    item: 28,
    title: "while one face is worked on, no other is taken",
    async run(t) {
      const uid = await awaited(t);
      done(await upload(t, 3));
      refused(await upload(t, 3), 400, IN_PROGRESS);
      refused(await upload(t, uid), 400, IN_PROGRESS);
      t.sandbox.clock.advance(2999);
      refused(await upload(t, uid), 400, IN_PROGRESS);
      t.sandbox.clock.advance(1);
      done(await upload(t, uid));
    },
  },
  {
    title: "how long a face is worked on can be set, and one that is deleted meanwhile holds nobody up",
    async run(t) {
      const uid = await awaited(t);
      t.sandbox.configure("basip-panel", { faceProcessingMs: 60_000 });
      done(await upload(t, 3));
      done(await t.call("DELETE", identifierPath(3)));
      done(await upload(t, uid));
      t.sandbox.clock.advance(59_999);
      refused(await upload(t, await awaited(t)), 400, IN_PROGRESS);
      t.sandbox.clock.advance(1);
      expect((await t.identifier(uid)).identifier_number).not.toBe("");
    },
  },
  {
    title: "the first file of a form counts, and what is no form with a file cannot be loaded",
    async run(t) {
      const two = new FormData();
      two.append("note", "not a file");
      two.append("first", new Blob([jpegs.restarts]), "face");
      two.append("file", new Blob([png()], { type: "image/png" }), "second.png");
      const empty = new FormData();
      empty.append("file", "not a file");
      refused(await upload(t, 3, empty), 400, NO_FILE);
      refused(await upload(t, 3, new FormData()), 400, NO_FILE);
      refused(await upload(t, 3, "{}"), 400, NO_FILE);
      refused(await upload(t, 3, jpegs.baseline), 400, NO_FILE);
      const type = "multipart/form-data; boundary=x";
      for (const raw of ["", "--x\r\n", "--y--"]) {
        refused(await t.call("POST", facePath(3), { raw, headers: { "content-type": type } }), 400, NO_FILE);
      }
      refused(await t.call("POST", facePath(3), { raw: jpegs.baseline, headers: { "content-type": "image/jpeg" } }), 400, NO_FILE);
      refused(await t.call("POST", facePath(3)), 400, NO_FILE);
      done(await upload(t, 3, two));
    },
  },
  {
    title: "a part is a file by its name or by its type, and need not have both",
    async run(t) {
      const type = "multipart/form-data; boundary=x";
      for (const headers of [
        'content-disposition: form-data; name="file"\r\ncontent-type: image/jpeg',
        'content-disposition: form-data; name="file"; filename="face"',
        'content-disposition: form-data; name="file"; filename="face"\r\ncontent-type: image/jpg',
      ]) {
        const raw = new Blob([`--x\r\n${headers}\r\n\r\n`, jpegs.baseline, "\r\n--x--\r\n"]);
        const uid = await awaited(t);
        done(await t.call("POST", facePath(uid), { raw, headers: { "content-type": type } }));
        t.sandbox.clock.advance(3000);
      }
    },
  },
  {
    title: "a picture of several megabytes is taken, and one beyond eight is not",
    async run(t) {
      const padded = (length: number) => {
        const bytes = new Uint8Array(length);
        bytes.set(jpegs.baseline);
        return bytes;
      };
      refused(await upload(t, 3, form(padded(8 * 1_048_576))), 400, NO_FILE);
      done(await upload(t, 3, form(padded(7 * 1_048_576))));
    },
  },
  {
    title: "a picture outside the sizes of the manual shows no face, lying or standing",
    async run(t) {
      for (const [width, height] of [
        [319, 240],
        [320, 239],
        [239, 320],
        [5121, 2700],
        [5120, 2701],
        [2701, 5120],
      ] as const) {
        refused(await upload(t, 3, form(sized(width, height))), 400, NO_FACE);
      }
      for (const [width, height] of [
        [240, 320],
        [5120, 2700],
      ] as const) {
        done(await upload(t, await awaited(t), form(sized(width, height))));
        t.sandbox.clock.advance(3000);
      }
    },
  },
  {
    title: "an awaited face has no number, whatever it is called; one that is there keeps to Base64",
    async run(t) {
      const uid = await t.created({ identifier_type: "face_id", identifier_number: "not Base64" });
      expect((await t.identifier(uid)).identifier_number).toBe("");
      await t.created({ identifier_type: "face_id", identifier_number: "not Base64" });
      done(await t.call("PATCH", identifierPath(uid), { body: face({ identifier_number: "still not", lock: "all" }) }));
      expect(await t.identifier(uid)).toMatchObject({ identifier_number: "", lock: "all" });
      done(await upload(t, uid));
      t.sandbox.clock.advance(3000);
      const { identifier_number: held } = await t.identifier(uid);
      done(await t.call("PATCH", identifierPath(uid), { body: face({ identifier_number: held }) }));
      refused(
        await t.call("PATCH", identifierPath(uid), { body: face({ identifier_number: "not Base64" }) }),
        400,
        "Wrong face_id image data",
      );
      done(await t.call("PATCH", identifierPath(uid), { body: face({ identifier_number: "c2FuZGJveA==" }) }));
      expect((await t.identifier(uid)).identifier_number).toBe("c2FuZGJveA==");
      done(await upload(t, 3));
      t.sandbox.clock.advance(3000);
      const taken = await t.call("PATCH", identifierPath(3), { body: face({ identifier_number: "c2FuZGJveA==" }) });
      refused(taken, 400, "Identifier with that type and number already exist");
    },
  },
  {
    title: "nothing becomes a face, and a face becomes nothing else",
    async run(t) {
      const kept = "You cannot change type (in case of face_id)";
      refused(await t.call("PATCH", identifierPath(3), { body: identifier() }), 400, kept);
      refused(await t.call("PATCH", identifierPath(1), { body: face() }), 400, kept);
      done(await t.call("PATCH", identifierPath(1), { body: identifier({ identifier_type: "inputCode" }) }));
    },
  },
  {
    title: "neither a picture nor what is said to be a face reaches the request log or an error",
    async run(t) {
      const eigenvalues = "ZWlnZW52YWx1ZXM=";
      await upload(t, 3, form(jpegs.baseline.slice(0, -2)));
      await upload(t, 3);
      await t.call("POST", IDENTIFIER, { body: face({ identifier_number: eigenvalues }) });
      const wrong = await t.call("POST", IDENTIFIER, { body: face({ identifier_number: [eigenvalues] }) });
      const answers = [wrong, await t.call("POST", IDENTIFIER, { body: face({ lock: "third", identifier_number: eigenvalues }) })];
      for (const { status, text } of answers) expect([status, text.includes(eigenvalues)]).toEqual([400, false]);
      const log = JSON.stringify(t.sandbox.requests);
      expect(log).not.toContain(eigenvalues);
      expect(log).not.toContain("JFIF");
      expect(t.sandbox.requests.filter(({ operation }) => operation === "uploadIdentifierFace").map(({ body }) => body)).toEqual([
        null,
        null,
      ]);
      expect(JSON.stringify(t.sandbox.snapshot())).not.toContain(eigenvalues);
    },
  },
];
