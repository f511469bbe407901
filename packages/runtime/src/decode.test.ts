import { describe, expect, it } from "vitest";
import { connect, json } from "../test/support/server.js";
import { createClient, isApiError, type OperationDescriptor, type Result } from "./index.js";

/** Calls one public operation that declares `responses`, against one answer. */
async function outcome(
  responses: OperationDescriptor["responses"],
  answer: Response,
  method: OperationDescriptor["method"] = "GET",
  failure?: readonly string[],
): Promise<Result<unknown, never>> {
  const get: OperationDescriptor = {
    api: "a",
    id: "get",
    method,
    path: "/",
    responses,
    security: [],
    retry: "never",
    ...(failure && { failure }),
  };
  const client = createClient<{ get: { result(): Promise<Result<unknown, never>> } }>(
    { id: "a", vendorRelease: "1", servers: [], logins: {}, operations: { get } },
    { baseUrl: "https://host.example", fetch: async () => answer },
  );
  return client.get.result();
}

const typed = (body: BodyInit | null, type: string | undefined, status = 200) => {
  const response = new Response(body, { status });
  response.headers.delete("content-type");
  if (type) response.headers.set("content-type", type);
  return response;
};

describe("a declared answer", () => {
  it.each([
    ["JSON", ["application/json"], typed('{"a":1}', "application/json"), { a: 1 }],
    ["JSON with parameters and capitals", ["application/json"], typed("[1]", "Application/JSON; charset=UTF-8"), [1]],
    ["+json", ["application/problem+json"], typed('{"a":1}', "application/problem+json"), { a: 1 }],
    ["one of two media types", ["text/plain", "application/json"], typed("null", "application/json"), null],
    ["text", ["text/plain"], typed("ü", "text/plain"), "ü"],
    ["XML as text", ["application/xml"], typed("<a/>", "application/xml"), "<a/>"],
    ["a range of media types", ["text/*"], typed("a,b", "text/csv"), "a,b"],
    ["any media type", ["*/*"], typed("{}", "application/json"), {}],
    ["nothing", [], typed(null, undefined), undefined],
    ["nothing but white space", [], typed("\r\n", "text/plain"), undefined],
    ["one of its bodies where there may be none", ["application/json", ""], typed('{"a":1}', "application/json"), { a: 1 }],
    ["no body where there may be none", ["application/json", ""], typed(null, undefined), undefined],
    ["a key that objects have anyway", ["application/json"], typed('{"__proto__":1}', "application/json"), JSON.parse('{"__proto__":1}')],
  ])("with %s gives its data", async (_name, types, answer, data) => {
    const result = await outcome({ 200: types }, answer);
    expect(result.ok).toBe(true);
    expect((result as { data: unknown }).data).toEqual(data);
  });

  it("of a binary type gives a Blob with its type", async () => {
    const result = await outcome({ 200: ["image/*"] }, typed(new Uint8Array([1, 2, 255]), "image/png"));
    const blob = (result as { data: Blob }).data;
    expect(blob).toBeInstanceOf(Blob);
    expect(blob.type).toBe("image/png");
    expect([...new Uint8Array(await blob.arrayBuffer())]).toEqual([1, 2, 255]);
  });

  it("to HEAD has no data, whatever is declared", async () => {
    expect(await outcome({ 200: ["application/json"] }, typed(null, "application/json"), "HEAD")).toMatchObject({
      ok: true,
      data: undefined,
    });
  });

  it("gives status and headers through result, so that two successes can be told apart", async () => {
    const result = await outcome({ 200: [], 201: [] }, new Response(null, { status: 201, headers: { location: "/a" } }));
    expect(result).toMatchObject({ ok: true, status: 201, data: undefined });
    expect(result.ok && result.headers.get("location")).toBe("/a");
  });

  it("below 400 is a success, also where it is a declared redirect", async () => {
    const answer = new Response(null, { status: 302, headers: { location: "https://other.example/" } });
    expect(await outcome({ 302: [] }, answer)).toMatchObject({ ok: true, status: 302 });
  });
});

describe("an answer that the description does not know", () => {
  it.each([
    ["an empty 404", { 404: ["application/json"] }, typed(null, undefined, 404), "decode"],
    ["an empty 404 of the right type", { 404: ["application/json"] }, typed(null, "application/json", 404), "decode"],
    ["HTML for JSON", { 200: ["application/json"] }, typed("<p>", "text/html"), "decode"],
    ["torn JSON", { 200: ["application/json"] }, typed('{"a":', "application/json"), "decode"],
    ["a body where none is declared", { 200: [] }, typed('{"error":"unbound"}', "application/json"), "decode"],
    ["a body that is not UTF-8", { 200: ["application/json"] }, typed(new Uint8Array([34, 0xfc, 34]), "application/json"), "decode"],
    ["a text that is not UTF-8", { 200: ["text/plain"] }, typed(new Uint8Array([0xfc]), "text/plain"), "decode"],
    ["a picture of no bytes", { 200: ["image/png"] }, typed(null, "image/png"), "decode"],
    ["bytes where no body is declared", { 200: [] }, typed(new Uint8Array([0xff]), undefined), "decode"],
    ["an undeclared 204", { 200: ["application/json"] }, typed(null, undefined, 204), "undeclared_status"],
    ["a proxy's 502", { 200: ["application/json"] }, typed("<html>bad gateway", "text/html", 502), "undeclared_status"],
    ["a new 423", { 200: ["application/json"] }, typed("{}", "application/json", 423), "undeclared_status"],
  ] as const)("%s is %s", async (_name, responses, answer, code) => {
    const result = await outcome(responses as OperationDescriptor["responses"], answer);
    expect(result).toMatchObject({ ok: false, error: { code, status: answer.status, attempts: 1 } });
  });

  it("is the body of an error with a status of success, where the description says how those look", async () => {
    const answer = (body: unknown) =>
      outcome({ 200: ["application/json"], 400: ["application/json"] }, json(200, body), "GET", ["error", "code"]);
    for (const body of [{ error: "no" }, { error: "no", code: 7 }, { code: null }]) {
      const result = await answer(body);
      expect(result).toMatchObject({ ok: false, error: { code: "decode", status: 200 } });
    }
    for (const data of [{ error: "no", id: 1 }, {}, [], ["error"], "error", null, 0])
      expect(await answer(data)).toMatchObject({ ok: true, data });
    const refused = await outcome({ 400: ["application/json"] }, json(400, { error: "no" }), "GET", ["error"]);
    expect(refused).toMatchObject({ error: { code: "api_error", body: { error: "no" } } });
  });

  it("shows how its body begins, as far as that can be shown", async () => {
    const excerpts = [];
    for (const answer of [
      typed('{"uid":7,"token":"s3cret"', "application/json"),
      typed("<html><title>Bad Gateway</title>", "text/html", 502),
      typed('{"error":"hunter2"}', "text/html"),
      typed(null, "application/json"),
      typed(new Uint8Array([0xff]), "application/json"),
      new Response(new ReadableStream({ pull: (it) => it.error(new Error("reset")) }), { status: 502 }),
    ]) {
      const result = await outcome({ 200: ["application/json"] }, answer);
      excerpts.push((result as { error: { excerpt?: string } }).error.excerpt);
    }
    expect(excerpts).toEqual(['{"uid":…,"token":"…"', "<html><title>Bad Gateway</title>", '{"error":"…"}', "", undefined, undefined]);
  });

  it("never enters the exhaustive union", async () => {
    const { client } = connect(() => new Response("<html>bad gateway", { status: 500 }));
    const error = await client.getOne({ id: "a" }).catch((thrown: unknown) => thrown);
    expect(isApiError(error, client.getOne)).toBe(false);
  });

  it("is named without its body, which may hold anything", async () => {
    const secret = "body-text-that-must-not-be-quoted";
    for (const answer of [
      typed(`{"a": ${secret}`, "application/json"),
      typed(secret, "text/html"),
      typed(secret, "text/plain", 418),
      typed(secret, undefined),
    ]) {
      const result = await outcome({ 200: ["application/json"] }, answer);
      const error = (result as { error: Error }).error;
      expect(`${error.message}${error.stack}${String(error.cause)}`).not.toContain(secret);
    }
    const result = await outcome({ 200: ["application/json"] }, typed("<p>", "text/html"));
    expect((result as { error: Error }).error.message).toBe('get: 200 came as "text/html"; the description declares application/json');
  });
});

describe("an ApiError", () => {
  it("has the body in the declared media type, or undefined where none is declared", async () => {
    const answers: Record<number, Response> = {
      400: json(400, { reason: "bad" }),
      401: new Response(null, { status: 401 }),
      403: new Response('{"reason":"role"}', { status: 403, headers: { "content-type": "application/problem+json" } }),
      404: new Response("no such thing", { status: 404, headers: { "content-type": "text/plain" } }),
      409: json(409, { reason: "taken" }),
    };
    const bodies: unknown[] = [];
    for (const [status, answer] of Object.entries(answers)) {
      const { client } = connect(() => answer.clone());
      const error = await client.getMany({ id: "a" }).catch((thrown: unknown) => thrown);
      expect(isApiError(error, client.getMany) && error.status).toBe(Number(status));
      if (isApiError(error, client.getMany)) bodies.push(error.body);
    }
    expect(bodies).toEqual([{ reason: "bad" }, undefined, { reason: "role" }, "no such thing", { reason: "taken" }]);
  });
});
