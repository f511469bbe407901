import { describe, expect, test } from "vitest";
import { receiveBody } from "./body.js";
import { arrivalOf } from "./fetched.js";
import { createSandbox } from "./index.js";
import { DEEPEST_JSON } from "./json.js";

const receive = (body: BodyInit, type?: string, limit = 1_048_576) =>
  receiveBody(
    arrivalOf(
      new Request("http://localhost/", { method: "POST", body, ...(type === undefined ? {} : { headers: { "content-type": type } }) }),
    ),
    limit,
  );

describe("JSON", () => {
  const nested = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;

  test("is read to a depth that can be walked, and no deeper", async () => {
    expect((await receive(nested(DEEPEST_JSON), "application/json")).json).toBeDefined();
    for (const levels of [DEEPEST_JSON + 1, 10_000, 500_000])
      expect((await receive(nested(levels), "application/json")).json).toBeUndefined();
  });

  test("counts no bracket inside a string as a level, an escaped quote notwithstanding", async () => {
    const value = ["[".repeat(2000), `"${"{".repeat(2000)}`, "\\", { "[[": "]" }];
    expect((await receive(JSON.stringify(value), "application/json")).json).toEqual({ value });
    const hidden = `["\\\\",${nested(DEEPEST_JSON)}]`;
    expect((await receive(hidden, "application/json")).json).toBeUndefined();
    expect((await receive(`"${"a".repeat(1_000_000)}"`, "application/json")).json?.value).toHaveLength(1_000_000);
  });

  test("nested ten thousand levels deep is refused by a product like any other body it cannot read", async () => {
    const { baseUrl, fetch } = createSandbox().connect("entrust-idaas");
    const headers = { "content-type": "application/json" };
    const answer = await fetch(`${baseUrl}/api/web/v1/adminapi/authenticate`, { method: "POST", headers, body: nested(10_000) });
    expect([answer.status, await answer.json()]).toEqual([400, expect.objectContaining({ errorCode: "malformed_request" })]);
  });
});

describe("a form of fields", () => {
  const form = "application/x-www-form-urlencoded";

  test("is read field by field, whatever its charset parameter says, and may be empty", async () => {
    const { form: fields, json } = await receive("scope=a+b&scope=%2B&x", `${form}; charset=utf-8`);
    expect([[...fields!], json]).toEqual([
      [
        ["scope", "a b"],
        ["scope", "+"],
        ["x", ""],
      ],
      undefined,
    ]);
    expect([...(await receive("", form)).form!]).toEqual([]);
  });

  test("is none in bytes that are not UTF-8, and of another media type", async () => {
    expect((await receive(new Uint8Array([0x61, 0x3d, 0xff]), form)).form).toBeUndefined();
    expect((await receive("a=1", "text/plain")).form).toBeUndefined();
  });
});

describe("a multipart form", () => {
  test("is read part by part, in order, with bytes as they came", async () => {
    const form = new FormData();
    form.append("name", "Zoë");
    form.append("file", new File([new Uint8Array([0xff, 0x0d, 0x0a, 0x2d, 0x2d])], "a b.bin", { type: "application/octet-stream" }));
    form.append("name", "");
    form.append("__proto__", "x");
    const { parts, mediaType, json } = await receive(form);
    expect({ mediaType, json }).toEqual({ mediaType: "multipart/form-data", json: undefined });
    expect(parts?.map(({ bytes, ...part }) => [part, [...bytes].length])).toEqual([
      [{ name: "name", text: "Zoë" }, 4],
      [{ name: "file", filename: "a b.bin", mediaType: "application/octet-stream" }, 5],
      [{ name: "name", text: "" }, 0],
      [{ name: "__proto__", text: "x" }, 1],
    ]);
    expect([...parts![1]!.bytes]).toEqual([0xff, 0x0d, 0x0a, 0x2d, 0x2d]);
  });

  const part = (content: string, headers = 'content-disposition: form-data; name="a"') => `${headers}\r\n\r\n${content}\r\n`;

  test("may have a short boundary, quoted or not, and no part at all", async () => {
    const body = `--x\r\n${part("1")}--x--\r\n`;
    for (const type of ["multipart/form-data; boundary=x", 'Multipart/Form-Data; charset=utf-8; boundary="x"'])
      expect(
        (await receive(body, type)).parts?.map(({ name, text }) => [name, text]),
        type,
      ).toEqual([["a", "1"]]);
    expect((await receive("--x--\r\n", "multipart/form-data; boundary=x")).parts).toEqual([]);
  });

  test("says which type a part names, without case and parameters", async () => {
    const typed = (type: string) => part("1", `content-disposition: form-data; name="a"\r\ncontent-type: ${type}`);
    const body = `--x\r\n${typed("IMAGE/JPEG; x=1")}--x\r\n${typed("image/png")}--x\r\n${typed(";;")}--x--\r\n`;
    const { parts } = await receive(body, "multipart/form-data; boundary=x");
    expect(parts?.map((one) => one.mediaType)).toEqual(["image/jpeg", "image/png", undefined]);
  });

  test("is unreadable when it is cut short, lacks its boundary or names no part", async () => {
    const type = "multipart/form-data; boundary=x";
    for (const [body, as] of [
      ["", type],
      [`--x\r\n${part("1")}`, type],
      [`--x\r\n${part("1")}--x`, type],
      [`--y\r\n${part("1")}--y--\r\n`, type],
      [`--x\r\n${part("1")}--x--\r\n`, "multipart/form-data"],
      [`--x\r\n${part("1", "content-type: text/plain")}--x--\r\n`, type],
      [`--x\r\n${part("1")}${`--x\r\n${part("1")}`.repeat(1000)}--x--\r\n`, type],
    ] as const) {
      const received = await receive(body, as);
      expect(received.parts, body.slice(0, 80)).toBeUndefined();
      expect(received.mediaType).toBe("multipart/form-data");
    }
    expect(await receive(`--x\r\n${part("1")}--x--\r\n`, type, 10)).toMatchObject({ size: 11, tooLarge: true });
  });

  test("is read in time that grows with its size", async () => {
    const began = performance.now();
    const body = `--x\r\n${part("\r\n--".repeat(260_000))}--x--\r\n`;
    expect((await receive(body, "multipart/form-data; boundary=x", 2_000_000)).parts).toHaveLength(1);
    expect(performance.now() - began, "ms for a megabyte").toBeLessThan(2000);
  });
});
