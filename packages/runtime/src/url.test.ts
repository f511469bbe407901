import { describe, expect, it } from "vitest";
import { createClient, lists, type OperationDescriptor, type ParameterDescriptor, type Parts, type Style } from "./index.js";

/** What goes over the wire for one parameter with this value, or the error of the call. */
async function sent(parameter: ParameterDescriptor, value: unknown, parts: Parts = { lists }) {
  const get: OperationDescriptor = {
    api: "a",
    id: "get",
    method: "GET",
    path: parameter[1] === "path" ? "/things/{wire}" : "/things",
    params: [parameter],
    responses: { 200: [] },
    security: [],
    retry: "never",
    parts,
  };
  let wire: { path: string; headers: Headers } | undefined;
  const client = createClient<{
    get: { result(input: object): Promise<{ ok: boolean; error?: Error & { code: string; input?: string } }> };
  }>(
    { id: "a", vendorRelease: "1", servers: [], logins: {}, operations: { get } },
    {
      baseUrl: "https://host.example",
      fetch: async (url, { headers }) => {
        wire = { path: url.slice("https://host.example".length), headers: new Headers(headers) };
        return new Response();
      },
    },
  );
  const { error } = await client.get.result({ [parameter[0]]: value });
  return { ...wire, error };
}

const query = (style?: Style): ParameterDescriptor => (style ? ["key", "query", "wire", style] : ["key", "query", "wire"]);
const someOf = ["a b", "c,d"];
const object = { x: "1&", y: "2" };

describe("a query parameter", () => {
  it.each([
    ["text", query(), "ä&=+ ", "?wire=%C3%A4%26%3D%2B%20"],
    ["a number", query(), -1.5, "?wire=-1.5"],
    ["a boolean", query(), false, "?wire=false"],
    ["empty text", query(), "", "?wire="],
    ["a list", query(), someOf, "?wire=a%20b&wire=c%2Cd"],
    ["a list, not exploded", query("form-unexploded"), someOf, "?wire=a%20b,c%2Cd"],
    ["a list, by spaces", query("spaceDelimited"), someOf, "?wire=a%20b%20c%2Cd"],
    ["a list, by pipes", query("pipeDelimited"), someOf, "?wire=a%20b%7Cc%2Cd"],
    ["an object", query(), object, "?x=1%26&y=2"],
    ["an object, not exploded", query("form-unexploded"), object, "?wire=x,1%26,y,2"],
    ["a deep object", query("deepObject"), object, "?wire%5Bx%5D=1%26&wire%5By%5D=2"],
    ["an object with members left out", query("deepObject"), { x: 1, y: undefined }, "?wire%5Bx%5D=1"],
    ["an empty list", query(), [], ""],
    ["an empty list, not exploded", query("form-unexploded"), [], ""],
    ["nothing", query(), undefined, ""],
  ])("writes %s as OpenAPI says", async (_name, parameter, value, expected) => {
    expect((await sent(parameter, value)).path).toBe(`/things${expected}`);
  });

  it("is a single value where its operation has not the part for lists, which says so", async () => {
    expect((await sent(query(), "a b", {})).path).toBe("/things?wire=a%20b");
    for (const [parameter, value] of [
      [query(), someOf],
      [["key", "header", "wire"], someOf],
      [["key", "cookie", "wire"], object],
    ] as const) {
      const { path, error } = await sent(parameter, value, {});
      expect([path, error?.code]).toEqual([undefined, "validation"]);
    }
    expect((await sent(["key", "path", "wire", "simple"], someOf, {})).error?.code).toBe("path_parameter");
  });

  it("goes by its key where it has no wire name", async () => {
    expect((await sent(["key", "query"], 1)).path).toBe("/things?key=1");
  });
});

describe("another parameter", () => {
  it.each<[string, ParameterDescriptor, unknown, string]>([
    ["text", ["key", "header", "X-Wire"], "a, b", "a, b"],
    ["a list", ["key", "header", "X-Wire"], ["a", 2], "a,2"],
    ["an object", ["key", "header", "X-Wire"], { x: 1, y: 2 }, "x,1,y,2"],
    ["an exploded object", ["key", "header", "X-Wire", "simple-exploded"], { x: 1, y: 2 }, "x=1,y=2"],
  ])("in a header writes %s", async (_name, parameter, value, expected) => {
    expect((await sent(parameter, value)).headers?.get("x-wire")).toBe(expected);
  });

  it("in a cookie joins the others", async () => {
    expect((await sent(["key", "cookie", "wire"], "a;b c")).headers?.get("cookie")).toBe("wire=a%3Bb%20c");
  });

  it("in a path writes lists and objects only where the description gives a style", async () => {
    expect((await sent(["key", "path", "wire", "simple"], ["a/", "b"])).path).toBe("/things/a%2F%2Cb");
    expect((await sent(["key", "path", "wire", "simple-exploded"], { x: 1 })).path).toBe("/things/x%3D1");
    expect((await sent(["key", "path", "wire", "simple"], [".."])).error?.code).toBe("path_parameter");
    expect((await sent(["key", "path", "wire", "simple"], [])).error?.code).toBe("path_parameter");
  });
});

describe("a value that has no form on the wire", () => {
  it.each<[string, ParameterDescriptor, unknown]>([
    ["null", query(), null],
    ["NaN", query(), Number.NaN],
    ["a date object", query(), new Date(0)],
    ["a list with null", query(), ["a", null]],
    ["a nested object", query("deepObject"), { x: { y: 1 } }],
    ["a function", query(), () => 1],
    ["half a surrogate pair", query(), "\ud800"],
    ["a line break in a header", ["key", "header", "X-Wire"], "a\r\nX-Admin: 1"],
    ["a letter beyond Latin-1 in a header", ["key", "header", "X-Wire"], "ł"],
    ["null in a header", ["key", "header", "X-Wire"], null],
  ])("(%s) is refused before anything is sent, without quoting it", async (_name, parameter, value) => {
    const { path, error } = await sent(parameter, value);
    expect(path).toBeUndefined();
    expect(error).toMatchObject({ code: "validation", input: "key", attempts: 0 });
    expect(error?.message).not.toContain("X-Admin");
  });
});
