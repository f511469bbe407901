import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readJpeg } from "../jpeg.js";
import { jpegs, png, sized } from "./pictures.js";

const all = Object.entries(jpegs);
const { baseline } = jpegs;
const size = { width: 320, height: 240 };

const marker = (code: number) => baseline.findIndex((byte, at) => byte === 0xff && baseline[at + 1] === code);
const [FRAME, TABLES, SCAN] = [marker(0xc0), marker(0xc4), marker(0xda)];
const joined = (...parts: (Uint8Array | readonly number[])[]) => Uint8Array.from(parts.flatMap((part) => [...part]));
const segment = (code: number, content: Uint8Array | readonly number[]) =>
  joined([0xff, code, (content.length + 2) >> 8, (content.length + 2) & 0xff], content);
/** The baseline with other bytes in one place. */
const changed = (at: number, ...bytes: number[]) => joined(baseline.slice(0, at), bytes, baseline.slice(at + bytes.length));
const inserted = (at: number, bytes: Uint8Array | readonly number[]) => joined(baseline.slice(0, at), bytes, baseline.slice(at));

describe("a sound JPEG", () => {
  test.each(all)("%s says its size", (_, bytes) => expect(readJpeg(bytes)).toEqual(size));

  test("may be of any size", () => expect(readJpeg(sized(65_535, 1))).toEqual({ width: 65_535, height: 1 }));

  test("may carry another JPEG as its thumbnail, which counts for nothing", () => {
    const thumbnail = segment(0xe1, joined([0x45, 0x78, 0x69, 0x66, 0, 0], sized(16, 12)));
    expect(readJpeg(inserted(2, thumbnail))).toEqual(size);
  });

  test("may have a comment, bytes that fill, and something after its end", () => {
    expect(readJpeg(inserted(TABLES, segment(0xfe, [0xff, 0xd9])))).toEqual(size);
    expect(readJpeg(inserted(TABLES, [0xff, 0xff, 0xff]))).toEqual(size);
    expect(readJpeg(joined(baseline, baseline))).toEqual(size);
  });
});

describe("a broken JPEG", () => {
  test.each(all)("%s is one wherever it is cut off", (_, bytes) => {
    const sound = Array.from(bytes.keys()).filter((length) => readJpeg(bytes.slice(0, length)) !== undefined);
    expect(sound).toEqual([]);
  });

  const frame = baseline.slice(FRAME, TABLES);
  const broken: Readonly<Record<string, Uint8Array>> = {
    "has no frame": joined(baseline.slice(0, FRAME), baseline.slice(TABLES)),
    "has two frames": inserted(TABLES, frame),
    "has its frame after the scan": joined(baseline.slice(0, FRAME), baseline.slice(TABLES, -2), frame, [0xff, 0xd9]),
    "has no scan": joined(baseline.slice(0, SCAN), [0xff, 0xd9]),
    "has a scan without data": joined(baseline.slice(0, SCAN + 10), [0xff, 0xd9]),
    "has no width": sized(0, 240),
    "has no height": sized(320, 0),
    "counts more components than it has": changed(FRAME + 9, 3),
    "counts no component": changed(FRAME + 9, 0),
    "has a segment that reaches beyond its end": changed(TABLES + 2, 0xff, 0xff),
    "has a segment of length 1": changed(TABLES + 2, 0, 1),
    "has a segment that ends inside the next": changed(TABLES + 2, 0, 4),
    "begins a second time": inserted(TABLES, segment(0xd8, [])),
    "restarts outside a scan": inserted(TABLES, segment(0xd0, [])),
    "has a marker that is reserved": inserted(TABLES, segment(0x02, [])),
    "has one inside a scan": inserted(SCAN + 20, segment(0x02, [])),
    "has a stray byte between segments": inserted(TABLES, [0]),
    "is a PNG": png(),
    "is nothing but a beginning": Uint8Array.of(0xff, 0xd8, 0xff),
    "is empty": new Uint8Array(),
  };
  test.each(Object.entries(broken))("%s", (_, bytes) => expect(readJpeg(bytes)).toBeUndefined());
});

test("whatever the bytes are, reading ends without an error", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(baseline.length), (noise, at) => {
      for (const bytes of [noise, joined([0xff, 0xd8, 0xff], noise), joined(baseline.slice(0, at), noise, baseline.slice(at))]) {
        const picture = readJpeg(bytes);
        expect(picture === undefined || (picture.width > 0 && picture.height > 0)).toBe(true);
      }
    }),
    { seed: 20_261_122, numRuns: 500 },
  );
});
