import { describe, expect, it } from "vitest";
import { type BodyDescriptor, createClient, forms, type OperationDescriptor } from "./index.js";

interface Outcome {
  readonly ok: boolean;
  readonly error?: Error & { readonly code: string };
}

/** The request as a server would read it, or the error of the call. */
async function sent(body: BodyDescriptor | undefined, input?: { readonly body?: unknown }) {
  const put: OperationDescriptor = {
    api: "a",
    id: "put",
    method: "PUT",
    path: "/",
    ...(body && { body }),
    responses: { 200: ["application/json", "text/plain"], 404: ["application/problem+json", "application/json"] },
    security: [],
    retry: "never",
    parts: { forms },
  };
  let request: Request | undefined;
  const client = createClient<{ put: { result(input?: object): Promise<Outcome> } }>(
    { id: "a", vendorRelease: "1", servers: [], logins: {}, operations: { put } },
    {
      baseUrl: "https://host.example",
      fetch: async (url, init) => {
        request = new Request(url, { ...init, signal: null });
        return Response.json({});
      },
    },
  );
  const { error } = await client.put.result(input);
  return { type: request?.headers.get("content-type"), request, error };
}

describe("a body", () => {
  it("in JSON", async () => {
    const { request, type } = await sent({ type: "application/json" }, { body: { a: [1, null], b: undefined } });
    expect([type, await request?.text()]).toEqual(["application/json", '{"a":[1,null]}']);
  });

  it.each([false, 0, "", null])("in JSON that is %j is a body", async (body) => {
    expect(await (await sent({ type: "application/merge-patch+json" }, { body })).request?.text()).toBe(JSON.stringify(body));
  });

  it("as a form", async () => {
    const body = { grant_type: "client_credentials", scope: ["a", "b&"], left_out: undefined };
    const { request, type } = await sent({ type: "application/x-www-form-urlencoded" }, { body });
    expect([type, await request?.text()]).toEqual([
      "application/x-www-form-urlencoded",
      "grant_type=client_credentials&scope=a&scope=b%26",
    ]);
  });

  it("as multipart, with files, lists and objects", async () => {
    const body = {
      name: "a",
      photo: new Blob(["\u0000\u0001"], { type: "image/png" }),
      tags: ["x", "y"],
      meta: { k: 1 },
      left_out: undefined,
    };
    const { request, type } = await sent({ type: "multipart/form-data" }, { body });
    expect(type).toMatch(/^multipart\/form-data; *boundary=/);
    const form = await (request as Request).formData();
    expect([...form.keys()]).toEqual(["name", "photo", "tags", "tags", "meta"]);
    expect(form.getAll("tags")).toEqual(["x", "y"]);
    expect((form.get("photo") as File).type).toBe("image/png");
    expect(await (form.get("meta") as File).text()).toBe('{"k":1}');
  });

  it.each([
    ["text", "text/plain", "ü", "ü"],
    ["bytes", "application/octet-stream", new Uint8Array([97, 98]), "ab"],
    ["a blob of another type", "image/png", new Blob(["png"], { type: "image/jpeg" }), "png"],
  ])("as %s goes as it is, under the declared media type", async (_name, type, body, text) => {
    const result = await sent({ type }, { body });
    expect([result.type, await result.request?.text()]).toEqual([type, text]);
  });

  it("may be left out only where the description says so", async () => {
    const optional = await sent({ type: "application/json", required: false });
    expect([optional.request?.body, optional.type]).toEqual([null, null]);
    const { request, error } = await sent({ type: "application/json" }, {});
    expect(request).toBeUndefined();
    expect(error).toMatchObject({ code: "validation", input: "body", message: "put: body is missing" });
  });

  it("is not sent where none is described", async () => {
    expect((await sent(undefined, { body: { a: 1 } })).request?.body).toBeNull();
  });

  const cycle: { self?: unknown } = {};
  cycle.self = cycle;
  it.each([
    ["JSON with a cycle", "application/json", cycle],
    ["JSON with a bigint", "application/json", { a: 1n }],
    ["a form part with a cycle", "multipart/form-data", { part: cycle }],
    ["a form part with a bigint", "multipart/form-data", { part: { a: 1n } }],
    ["a function as JSON", "application/json", () => 1],
    ["an object in a form", "application/x-www-form-urlencoded", { a: { b: 1 } }],
    ["null in a form", "application/x-www-form-urlencoded", { a: null }],
    ["text as a form", "application/x-www-form-urlencoded", "a=1"],
    ["a function in multipart", "multipart/form-data", { a: () => 1 }],
    ["an object as text", "text/plain", { a: 1 }],
  ])("(%s) that has no form in its media type is refused", async (_name, type, body) => {
    const { request, error } = await sent({ type }, { body });
    expect(request).toBeUndefined();
    expect(error).toMatchObject({ code: "validation", input: "body" });
  });
});

describe("accept", () => {
  it("names each declared media type once", async () => {
    expect((await sent(undefined)).request?.headers.get("accept")).toBe("application/json, text/plain, application/problem+json");
  });
});
