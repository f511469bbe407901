import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { connect, credentials, json } from "../test/support/server.js";
import { type CallEvent, createClient, type Fetch, memoryTokens, transforms, transportOf } from "./index.js";

const SECRETS = [credentials.sharedSecret, "token-1", "token-2"];

/** Every way in which a value is usually printed, and then some. */
function printed(value: unknown): string {
  const options = { showHidden: true, depth: Number.POSITIVE_INFINITY };
  const own =
    typeof value === "object" && value !== null ? Reflect.ownKeys(value).map((key) => inspect(Reflect.get(value, key), options)) : [];
  return [inspect(value, options), JSON.stringify(value), String(value), ...own, value instanceof Error ? value.stack : ""].join("\n");
}

function expectNoSecret(value: unknown, secrets: readonly string[] = SECRETS): void {
  const text = printed(value);
  for (const secret of secrets) expect(text).not.toContain(secret);
}

describe("credentials and tokens", () => {
  it("are not shown by a client, its operations, its transport, its token store, a job or a result", async () => {
    const tokens = memoryTokens();
    const { client } = connect((seen) => (seen.target === "/builds" ? json(200, { id: "j" }) : json(200, { id: "a" })), { tokens });
    const job = await client.buildThing({ body: { name: "a" } });
    const result = await client.getOne.result({ id: "a" });
    for (const value of [client, client.getOne, client.getOne.result, transportOf(client), tokens, job, job.serialize(), result])
      expectNoSecret(value);
  });

  it("are not in the client's properties, and the client cannot be changed", () => {
    const { client } = connect(() => json(200, {}));
    expect(JSON.stringify(client)).toBe("{}");
    expect(Object.keys(client)).toEqual(expect.arrayContaining(["getOne", "buildThing", "authenticate"]));
    expect(Object.isFrozen(client) && Object.isFrozen(client.getOne)).toBe(true);
    expect({ ...client.getOne, name: client.getOne.name }).toMatchObject({ api: "fixture", operation: "getOne", name: "getOne" });
  });

  it("are in no event", async () => {
    const events: CallEvent[] = [];
    const { client } = connect((seen) => (seen.headers.get("authorization") === "token-1" ? json(401, {}) : json(404, {})), {
      observer: { on: (event) => void events.push(event) },
    });
    await client.getTwo.result({ id: "a" });
    expect(events.length).toBeGreaterThan(5);
    expectNoSecret(events);
  });

  it.each([
    ["refuses", () => json(401, { reason: `${credentials.sharedSecret} is wrong`, sent: [{ s: credentials.sharedSecret }] })],
    ["answers something else", () => new Response(`<p>${credentials.sharedSecret}`, { headers: { "content-type": "text/html" } })],
    ["answers torn JSON", () => new Response(`{${credentials.sharedSecret}`, { headers: { "content-type": "application/json" } })],
    ["fails", () => json(500, { sent: credentials.sharedSecret })],
    [
      "leads elsewhere",
      () => new Response(null, { status: 307, headers: { location: `https://else.example/?s=${credentials.sharedSecret}` } }),
    ],
    [
      "breaks off, naming the address",
      () => Promise.reject(new Error(`no answer from https://host.example/${credentials.sharedSecret}/x`)),
    ],
    ["breaks off", () => Promise.reject(new Error(`POST https://host.example/?s=${credentials.sharedSecret} failed`))],
  ])("are not in the error of a login that the server %s, even if it repeats them", async (_name, login) => {
    const { client, clock } = connect(() => json(200, {}), { login });
    const call = client.getOne({ id: "a" }).catch((thrown: unknown) => thrown);
    await clock.advance(29_000);
    const error = await call;
    expect(error).toMatchObject({ code: "authentication" });
    expectNoSecret(error);
  });

  it("in a login's query are in no error and no event", async () => {
    const events: CallEvent[] = [];
    const login = {
      api: "panel",
      id: "login",
      method: "GET",
      path: "/login",
      responses: { 200: ["application/json"] },
      security: [],
    } as const;
    const get = { ...login, id: "get", path: "/get", security: [["P"]], retry: "safe" } as const;
    const failures: Fetch[] = [
      (url) => Promise.reject(new Error(`request to ${url} failed`)),
      (url) => Promise.reject(new Error("fetch failed", { cause: new AggregateError([Object.assign(new Error(url.slice(20)), { url })]) })),
      (url) => Promise.reject(`no luck with ${url}`),
      (url) => Promise.reject({ message: "failed", config: { url }, request: { url } }),
      async (url) => json(400, { error: `bad request: ${url}` }),
      async (url) => json(302, {}, { location: `${url}&again=1` }),
      async (url) =>
        new Response(new ReadableStream({ pull: (it) => it.error(new Error(url)) }), { headers: { "content-type": "application/json" } }),
    ];
    for (const fetch of failures) {
      const client = createClient<{ get(): Promise<unknown>; login(input: object): Promise<unknown> }>(
        {
          id: "panel",
          vendorRelease: "1",
          servers: [],
          logins: {
            P: {
              operation: "login",
              needs: ["password"],
              inputs: [["/password", { transform: "md5-hex", of: ["password"] }]],
              token: "/token",
              in: "header",
              key: "Authorization",
              send: "Bearer {token}",
            },
          },
          operations: { get, login: { ...login, params: [["password", "query"]], retry: "never", parts: { transforms } } },
        },
        {
          baseUrl: "https://host.example",
          credentials: { password: "the-plain-one" },
          fetch,
          observer: { on: (event) => void events.push(event) },
        },
        { "md5-hex": () => "the-hashed-one" },
      );
      const secrets = ["the-plain-one", "the-hashed-one"];
      const error = await client.get().catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: "authentication" });
      expectNoSecret(error, secrets);
      expectNoSecret(events, secrets);
    }
  });
});

describe("the cause of a lost connection", () => {
  it("is named by the platform's codes; of its words only those that tell nothing are kept", async () => {
    const cause = Object.assign(new Error("unable to verify the first certificate"), { code: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" });
    const { client } = connect(() => Promise.reject(new TypeError("fetch failed", { cause })));
    const error = await client.createThing({ body: { name: "a" } }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: "connection",
      host: "host.example",
      reason: "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
      message: "createThing: no whole answer from host.example (UNABLE_TO_VERIFY_LEAF_SIGNATURE)",
      attempts: 1,
      cause: { name: "TypeError", message: "fetch failed", cause: { message: "…", code: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" } },
    });
  });
});

describe("a redirect", () => {
  it("is not followed: the error names the host that it leads to, and nothing more of it", async () => {
    const { client, requests } = connect(
      () => new Response(null, { status: 302, headers: { location: "https://evil.example:8443/path?key=1" } }),
    );
    const error = (await client.getOne({ id: "a" }).catch((thrown: unknown) => thrown)) as Error;
    expect(error).toMatchObject({ code: "undeclared_status", status: 302 });
    expect(error.message).toBe(
      "getOne: the server answered 302, a redirect to evil.example:8443, which is not followed – is baseUrl right?",
    );
    expect(requests).toHaveLength(1);
  });

  it("is asked of fetch as an answer, and known where a browser hides it", async () => {
    let redirect: unknown;
    const hidden = new Response(null);
    Object.defineProperties(hidden, { type: { value: "opaqueredirect" }, status: { value: 0 } });
    const get = { api: "a", id: "get", method: "GET", path: "/", responses: { 200: [] }, security: [], retry: "never" } as const;
    const client = createClient<{ get(): Promise<unknown> }>(
      { id: "a", vendorRelease: "1", servers: [], logins: {}, operations: { get } },
      {
        baseUrl: "https://host.example",
        fetch: async (_url, init) => {
          redirect = init.redirect;
          return hidden;
        },
      },
    );
    await expect(client.get()).rejects.toThrow("get: the server answered 0, a redirect to a place that the browser hides");
    expect(redirect).toBe("manual");
  });
});
