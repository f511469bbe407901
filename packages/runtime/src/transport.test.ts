import { describe, expect, it } from "vitest";
import { fixtureApi } from "../test/support/fixture-api.js";
import { connect, credentials, json, never, type Seen } from "../test/support/server.js";
import { settle } from "../test/support/virtual-clock.js";
import { createClient, isGatehouseError, transportOf } from "./index.js";

const base = "https://host.example";
const later = () => new Response(null, { status: 503 });

describe("the transport of a client", () => {
  it("logs in, and gives any answer as it is", async () => {
    const { client, requests, logins } = connect(() => json(418, { a: 1 }, { "x-own": "1" }));
    const { baseUrl, fetch } = transportOf(client);
    expect(baseUrl).toBe(base);
    const response = await fetch(`${baseUrl}/getOne/a%2Fb/part`, { headers: { "X-Mine": "2" } });
    expect([response.status, response.headers.get("x-own"), await response.json()]).toEqual([418, "1", { a: 1 }]);
    expect(requests[0]?.target).toBe("/getOne/a%2Fb/part");
    expect([requests[0]?.headers.get("authorization"), requests[0]?.headers.get("x-mine")]).toEqual(["token-1", "2"]);
    expect(logins).toHaveLength(1);
  });

  it("takes a Request, as openapi-fetch gives one, and answers without a body too", async () => {
    const { client } = connect(() => new Response(null, { status: 204 }));
    const request = new Request(`${base}/things`, { method: "PUT", body: '{"name":"a"}', headers: { "content-type": "application/json" } });
    const response = await transportOf(client).fetch(request);
    expect([response.status, response.body]).toEqual([204, null]);
  });

  it("does not log in for a public operation", async () => {
    const { client, logins } = connect(() => json(200, {}));
    await transportOf(client).fetch(`${base}/authenticate`, { method: "POST", body: "{}" });
    expect(logins.map(({ headers }) => headers.get("authorization"))).toEqual([null]);
  });

  it("sends again after a 401, with the whole body", async () => {
    const bodies: string[] = [];
    const client = createClient<object>(fixtureApi, {
      baseUrl: base,
      credentials,
      fetch: async (url, init) => {
        if (url.endsWith("/authenticate")) return json(200, { authToken: "t" });
        bodies.push(await new Response(init.body ?? null).text());
        return json(bodies.length === 1 ? 401 : 200, {});
      },
    });
    const { status } = await transportOf(client).fetch(`${base}/things`, { method: "POST", body: "the body" });
    expect([status, bodies]).toEqual([200, ["the body", "the body"]]);
  });

  it.each([
    ["GET", "/getOne/a/part", 3],
    ["PUT", "/things", 1],
    ["POST", "/things", 1],
    ["POST", "/things/search", 1],
    ["GET", "/getBuilt/a/part", 1],
  ])("sends %s %s %i times when it fails: only GET, HEAD and OPTIONS, and not what can be read once only", async (method, path, times) => {
    const { client, requests, clock } = connect(later);
    const call = transportOf(client).fetch(base + path, { method, ...(method !== "GET" && { body: "{}" }) });
    await clock.advance(10_000);
    expect((await call).status).toBe(503);
    expect(requests).toHaveLength(times);
  });

  it("has the client's deadline, over the body too, and leaves nothing behind", async () => {
    for (const answer of [never, () => new Response(new ReadableStream())]) {
      const { client, clock } = connect(answer as (seen: Seen) => Response, { deadline: 1_000 });
      const call = transportOf(client)
        .fetch(`${base}/getOne/a/part`)
        .catch((error: unknown) => error);
      await clock.advance(1_000);
      expect(await call).toMatchObject({ code: "deadline", operation: "GET /getOne/{id}/part", api: "fixture" });
      expect(clock.pending).toEqual([]);
    }
  });

  it("heeds the request's signal", async () => {
    const { client, clock } = connect(never);
    const control = new AbortController();
    const call = transportOf(client)
      .fetch(`${base}/getOne/a/part`, { signal: control.signal })
      .catch((error: unknown) => error);
    await settle();
    control.abort();
    expect(await call).toMatchObject({ code: "aborted" });
    expect(clock.pending).toEqual([]);
  });

  it.each([
    ["an empty path value", "/getOne//part"],
    ["a dot path value", "/getOne/../part"],
    ["an encoded dot path value", "/getOne/%2e%2e/part"],
    ["a dot path value that leads to another operation", "/getOne/../../things"],
    ["an encoded one", "/getOne/x/%2e%2E/%2e./things?a=1"],
    ["one with a backslash", "/getOne/x\\..\\..\\things"],
    ["a path value that is not there", `/getOne/${undefined}/part`],
    ["a path value that is null", `/getOne/${null}/part`],
    ["a path value that is no number", `/getOne/${Number.NaN}/part`],
    ["a path value that is an object", `/getOne/${{}}/part`],
    ["a path that still is a template", "/getOne/{id}/part"],
    ["a path that nothing describes", "/admin"],
    ["a path below a described one", "/things/search/more"],
    ["a path that only ends like a described one", "/x/things"],
  ])("refuses %s, before anything is sent", async (_name, path) => {
    const { client, requests, logins } = connect(() => json(200, {}));
    const error = await transportOf(client)
      .fetch(base + path)
      .catch((thrown: unknown) => thrown);
    expect(isGatehouseError(error) && error.code).toBe("validation");
    expect([...requests, ...logins]).toEqual([]);
  });

  it.each([
    "https://other.example/things",
    "https://evil.example/things",
    "https://host.example.evil.example/things",
    "https://host.example:444/things",
    "http://host.example/things",
  ])("sends no token to %s", async (url) => {
    const { client, requests, logins } = connect(() => json(200, []));
    await expect(transportOf(client).fetch(url)).rejects.toMatchObject({ code: "validation", input: "url" });
    expect([...requests, ...logins]).toEqual([]);
  });

  it("lets values pass that only look so", async () => {
    const { client, requests } = connect(() => json(200, {}));
    for (const value of ["Nan", "a..", "%252e%252e", "nullable", "..a", "a%2F.."])
      await transportOf(client).fetch(`${base}/getOne/${value}/part?a=../x`);
    expect(requests).toHaveLength(6);
  });

  it("says of a template's values what an operation would", () => {
    const { checkPath } = transportOf(connect(() => json(200, {})).client);
    const check = (values?: Readonly<Record<string, unknown>>) => () => checkPath("GET", "/getOne/{id}/part", values);
    for (const values of [undefined, {}, { id: "" }, { id: ".." }, { id: "%2e" }, { id: null }, { id: Number.NaN }, { id: {} }])
      expect(check(values)).toThrow(
        expect.objectContaining({ code: "path_parameter", operation: "GET /getOne/{id}/part", parameter: "id" }),
      );
    for (const id of ["a/b", "..%2f", 0, false, 1n]) expect(check({ id })).not.toThrow();
    expect(() => checkPath("GET", "/nothing/{id}", {})).not.toThrow(); // fetch refuses it
  });

  it("takes a described path before a template that covers it, and the server that the operation has", async () => {
    const operation = { api: "a", method: "GET", responses: { 200: [] }, retry: "safe" } as const;
    const urls: string[] = [];
    const client = createClient<object>(
      {
        id: "a",
        vendorRelease: "1",
        servers: ["one", "two"],
        logins: { K: { needs: ["k"], token: { credential: "k" }, in: "query", key: "k", send: "{token}" } },
        operations: {
          get: { ...operation, id: "get", path: "/things/{id}", server: "one", security: [["K"]] },
          search: { ...operation, id: "search", path: "/things/search", server: "two", security: [] },
        },
      },
      {
        baseUrl: { one: "https://one.example/p", two: "https://two.example" },
        credentials: { k: "1" },
        fetch: async (url) => {
          urls.push(url);
          return new Response();
        },
      },
    );
    const { baseUrl, fetch } = transportOf(client);
    await fetch(`${baseUrl}/things/search?q=1`);
    await fetch(`${baseUrl}/things/7`);
    expect(urls).toEqual(["https://two.example/things/search?q=1", "https://one.example/p/things/7?k=1"]);
  });

  it("is found for clients of ours only", () => {
    expect(() => transportOf({})).toThrow("not a Gatehouse client");
  });
});
