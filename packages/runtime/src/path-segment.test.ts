import { describe, expect, it } from "vitest";
import { connect, json } from "../test/support/server.js";
import { isPathParameterError } from "./index.js";

const refused: readonly [shown: string, value: unknown, why: RegExp][] = [
  ["empty text", "", /is empty/],
  [".", ".", /is "\."/],
  ["..", "..", /is "\.\."/],
  ["%2e%2e", "%2e%2e", /is "%2e%2e"/],
  [".%2E", ".%2E", /is "\.%2E"/],
  ["%2e", "%2e", /is "%2e"/],
  ["null", null, /is null/],
  ["undefined", undefined, /is of type undefined/],
  ["NaN", Number.NaN, /is NaN/],
  ["Infinity", Number.POSITIVE_INFINITY, /is Infinity/],
  ["an object", {}, /is of type object/],
  ["a list", ["a"], /is of type object/],
  ["an empty list", [], /is of type object/],
  ["a function", () => "a", /is of type function/],
  ["a symbol", Symbol("a"), /is of type symbol/],
  ["half a surrogate pair", "\ud800", /is not well-formed Unicode/],
];

const accepted: readonly [value: string | number | boolean | bigint, path: string][] = [
  ["a/b", "/getOne/a%2Fb/part"],
  ["a b", "/getOne/a%20b/part"],
  ["..%2f", "/getOne/..%252f/part"],
  ["...", "/getOne/.../part"],
  ["a\\..", "/getOne/a%5C../part"],
  ["?x=1#y", "/getOne/%3Fx%3D1%23y/part"],
  ["$&{id}", "/getOne/%24%26%7Bid%7D/part"],
  ["ä\u0000\n", "/getOne/%C3%A4%00%0A/part"],
  [0, "/getOne/0/part"],
  [false, "/getOne/false/part"],
  [12n, "/getOne/12/part"],
];

describe("a path value", () => {
  it.each(refused)("that is %s is refused before anything is sent", async (_shown, value, why) => {
    const { client, requests, logins, clock } = connect(() => json(200, {}));
    const error = await client.getOne({ id: value as string }).catch((thrown: unknown) => thrown);
    expect(isPathParameterError(error)).toBe(true);
    expect(error).toMatchObject({ parameter: "id", operation: "getOne", api: "fixture", attempts: 0 });
    expect((error as Error).message).toMatch(why);
    expect([...requests, ...logins]).toEqual([]);
    expect(clock.pending).toEqual([]);
  });

  it.each(accepted)("%s stays one segment", async (value, path) => {
    const { client, requests } = connect(() => json(200, {}));
    await client.getOne({ id: value as string });
    expect(requests[0]?.target).toBe(path);
    expect(new URL(`https://host.example${path}`).pathname).toBe(path);
  });

  it("is drawn where it is wrong, with what would be right", async () => {
    const { client } = connect(() => json(200, {}));
    await expect(client.getOne({ id: ".." })).rejects.toThrow(
      [
        'getOne: path parameter "id" is ".."',
        "  /getOne/../part",
        "          ^^",
        "  right would be a text or number that names one thing",
      ].join("\n"),
    );
    await expect(client.getOne({} as { id: string })).rejects.toThrow("  /getOne/{id}/part\n          ^^^^\n");
    await expect(client.getOne({ id: "" })).rejects.toThrow("  /getOne//part\n          ^\n");
  });

  it("is refused by result, pages and resume's calls alike", async () => {
    const { client, requests } = connect(() => json(200, {}));
    expect(await client.getOne.result({ id: ".." })).toMatchObject({ ok: false, error: { code: "path_parameter" } });
    const job = client.buildThing.resume('{"api":"fixture","operation":"buildThing","id":".."}');
    await expect(job.poll()).rejects.toMatchObject({ code: "path_parameter", operation: "getBuild" });
    await expect(job.wait()).rejects.toMatchObject({ code: "path_parameter" });
    expect(requests).toEqual([]);
  });
});
