import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { fixtureApi } from "../test/support/fixture-api.js";
import { connect, credentials, json, never, type Seen, token } from "../test/support/server.js";
import { settle, virtualClock } from "../test/support/virtual-clock.js";
import {
  type ApiDescriptor,
  type CallEvent,
  createClient,
  isAuthenticationError,
  type LoginDescriptor,
  memoryTokens,
  type OperationDescriptor,
  type Result,
  type TokenStore,
  type Transforms,
  transforms as transformsPart,
} from "./index.js";

const ok = () => json(200, { id: "a" });
const MINUTE = 60_000;

/** A server that takes one token only. */
const takes = (right: string) => (seen: Seen) => (seen.headers.get("authorization") === right ? ok() : json(401, { reason: "token" }));

describe("a token", () => {
  it("is fetched before the first call that needs one, and kept", async () => {
    const { client, requests, logins } = connect(ok);
    await client.getOne({ id: "a" });
    await client.getOne({ id: "b" });
    expect(logins).toHaveLength(1);
    expect(JSON.parse(logins[0]!.body)).toEqual({ applicationId: "the-application", sharedSecret: "the-secret-itself" });
    expect(requests.map(({ headers }) => headers.get("authorization"))).toEqual(["token-1", "token-1"]);
  });

  it("is not sent with a public operation, nor fetched for it", async () => {
    const { client, logins } = connect(ok);
    await client.authenticate({ body: {} });
    expect(logins).toHaveLength(1);
    expect(logins[0]?.headers.get("authorization")).toBeNull();
  });

  it("is renewed shortly before it expires", async () => {
    const { client, clock, logins, requests } = connect(ok);
    await client.getOne({ id: "a" });
    await clock.advance(14 * MINUTE + 29_999);
    await client.getOne({ id: "a" });
    expect(logins).toHaveLength(1);
    await clock.advance(1);
    await client.getOne({ id: "a" });
    expect(logins).toHaveLength(2);
    expect(requests.at(-1)?.headers.get("authorization")).toBe("token-2");
  });

  it.each([
    ["an hour ahead", 60 * MINUTE],
    ["an hour behind", -60 * MINUTE],
  ])("lives as long with a server whose clock is %s", async (_name, skew) => {
    const clock = virtualClock();
    const { client, logins } = connect(ok, { clock, login: (_seen, nth) => token(clock, nth, skew) });
    await client.getOne({ id: "a" });
    await clock.advance(14 * MINUTE);
    await client.getOne({ id: "a" });
    expect(logins).toHaveLength(1);
    await clock.advance(MINUTE);
    await client.getOne({ id: "a" });
    expect(logins).toHaveLength(2);
  });

  it.each([
    ["an offset without a colon", { expirationTime: "2026-01-01T00:10:00.000+0000" }, 10],
    ["no answer's date", { expirationTime: "2026-01-01T00:10:00Z" }, 10],
    ["seconds from now", { in: 600 }, 10],
    ["seconds as text", { in: "600" }, 10],
    ["a fixed lifetime", {}, 5],
    ["a time that is none, with a fixed lifetime", { expirationTime: "soon" }, 5],
  ])("lives until its end, given as %s", async (_name, end, minutes) => {
    const api: ApiDescriptor = {
      ...fixtureApi,
      logins: { Token: { ...fixtureApi.logins["Token"]!, expiresIn: "/in", lifetime: 300 } },
    };
    const clock = virtualClock(Date.UTC(2026, 0, 1));
    let logins = 0;
    const client = createClient<{ getOne(input: { id: string }): Promise<unknown> }>(api, {
      baseUrl: "https://host.example",
      credentials,
      clock,
      fetch: async (url) => (url.endsWith("/authenticate") ? json(200, { authToken: `t${++logins}`, ...end }) : ok()),
    });
    await client.getOne({ id: "a" });
    await clock.advance(minutes * MINUTE - 30_001);
    await client.getOne({ id: "a" });
    expect(logins).toBe(1);
    await clock.advance(1);
    await client.getOne({ id: "a" });
    expect(logins).toBe(2);
  });

  it("is shared by clients of the same account that share a store, and by no others", async () => {
    const tokens = memoryTokens();
    const one = connect(ok, { tokens });
    const two = connect(ok, { tokens });
    const other = connect(ok, { tokens, credentials: { ...credentials, applicationId: "another" } });
    const elsewhere = connect(ok, { tokens, baseUrl: "https://elsewhere.example" });
    for (const { client } of [one, two, other, elsewhere]) await client.getOne({ id: "a" });
    expect([one, two, other, elsewhere].map(({ logins }) => logins.length)).toEqual([1, 0, 1, 1]);
  });
});

describe("a token that is soon to end", () => {
  const down = () => json(503, { reason: "down" });
  /** A client 10 seconds before its token's end, at a server whose logins are answered by `login` from now on. */
  const soon = async (login: (seen: Seen) => Response | Promise<Response>, more: object = {}, answer: (seen: Seen) => Response = ok) => {
    const connected = connect(answer, { login: (seen, nth) => (nth === 1 ? token(connected.clock, nth) : login(seen)), ...more });
    await connected.client.getOne({ id: "a" });
    await connected.clock.advance(15 * MINUTE - 10_000);
    return connected;
  };

  it.each([
    ["is refused", () => json(401, {})],
    ["meets a server in trouble", down],
    ["finds no server", () => Promise.reject(new TypeError("fetch failed"))],
    ["gives no token", () => json(200, {})],
  ])("serves on when its renewal %s", async (_name, login) => {
    const { client, clock, logins, requests } = await soon(login);
    const call = client.getOne.result({ id: "b" });
    await clock.advance(5_000);
    expect(await call).toMatchObject({ ok: true });
    expect(requests.at(-1)?.headers.get("authorization")).toBe("token-1");
    expect(logins.length).toBeGreaterThan(1);
    await clock.advance(5_000);
    const late = client.getOne.result({ id: "c" });
    await clock.advance(20_000);
    expect(await late).toMatchObject({ ok: false, error: { code: "authentication" } });
  });

  it("serves on when its renewal hangs, a quarter of what it has to live later", async () => {
    const { client, clock } = await soon(never);
    const began = clock.now();
    const call = client.getOne.result({ id: "b" }).then((result) => ({ result, after: clock.now() - began }));
    await clock.advance(9_000);
    expect(await call).toMatchObject({ result: { ok: true }, after: 2_500 });
    expect(clock.pending).toEqual([]);
  });

  it("is not used after a 401, nor by who joins the renewal of those who still took it for good", async () => {
    let refusing = false;
    const { client, clock, logins, requests } = await soon(down, {}, () => (refusing ? json(401, {}) : ok()));
    refusing = true;
    const calls = Promise.all([client.getTwo.result({ id: "a" }), client.getTwo.result({ id: "b" })]);
    await clock.advance(20_000);
    for (const result of await calls) expect(result).toMatchObject({ ok: false, error: { code: "authentication", attempts: 1 } });
    expect(requests).toHaveLength(3);
    expect(logins.length).toBeGreaterThan(2);
  });

  it("of somebody else's serves after a 401 to our own", async () => {
    const tokens = memoryTokens();
    const connected = connect(
      (seen) => {
        void tokens.set("fixture Token https://host.example the-application", {
          value: "token-9",
          expiresAt: connected.clock.now() + 20_000,
        });
        return takes("token-9")(seen);
      },
      { tokens, login: (_seen, nth) => (nth === 1 ? token(connected.clock, 1) : down()) },
    );
    const call = connected.client.getOne.result({ id: "a" });
    await connected.clock.advance(10_000);
    expect(await call).toMatchObject({ ok: true });
    expect(connected.logins.length).toBeGreaterThan(1);
  });

  it("is renewed early only as long as the retry budget lasts: in an outage that would be two requests a call", async () => {
    const { client, clock, logins } = await soon(down, { retryBudget: 2, attempts: 1 });
    const before = logins.length;
    for (let nth = 0; nth < 100; nth++) expect(await client.getOne.result({ id: "a" })).toMatchObject({ ok: true });
    expect(logins.length - before).toBeLessThanOrEqual(13); // two, and one for each ten successes
    expect(clock.pending).toEqual([]);
  });

  it("costs nothing of the budget when it is renewed", async () => {
    const { client, clock, logins } = connect(ok, { retryBudget: 1 });
    for (let nth = 0; nth < 5; nth++) {
      await client.getOne({ id: "a" });
      await clock.advance(14 * MINUTE + 40_000);
    }
    expect(logins).toHaveLength(5);
  });
});

describe("a thousand calls at once", () => {
  it("cost one login", async () => {
    const { client, logins, requests } = connect(ok);
    await Promise.all(Array.from({ length: 1000 }, () => client.getOne({ id: "a" })));
    expect(logins).toHaveLength(1);
    expect(requests).toHaveLength(1000);
  });

  it("that are all refused cost one new login", async () => {
    let right = "token-1";
    const { client, logins } = connect((seen) => takes(right)(seen));
    await client.getOne({ id: "a" });
    right = "token-2";
    const results = await Promise.all(Array.from({ length: 1000 }, () => client.getOne.result({ id: "a" })));
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(logins).toHaveLength(2);
  });

  it("cost one login also over a slow store", async () => {
    const kept = memoryTokens();
    const slow = <T>(value: Promise<T> | T) => new Promise<T>((resolve) => setImmediate(() => resolve(value)));
    const { client, logins } = connect(ok, {
      tokens: {
        get: (key) => slow(kept.get(key)),
        set: (key, value) => slow(kept.set(key, value)),
        drop: (key, value) => slow(kept.drop(key, value)),
      },
    });
    const late = settle().then(() => client.getOne({ id: "late" }));
    await Promise.all([late, ...Array.from({ length: 100 }, () => client.getOne({ id: "a" }))]);
    expect(logins).toHaveLength(1);
  });

  it("fail together when their login fails, each with its own error", async () => {
    const { client, logins } = connect(ok, { login: () => json(401, { reason: "wrong" }) });
    const results = await Promise.all([client.getOne.result({ id: "a" }), client.getTwo.result({ id: "a" })]);
    expect(results).toMatchObject([
      { error: { code: "authentication", operation: "getOne" } },
      { error: { code: "authentication", operation: "getTwo" } },
    ]);
    expect(logins).toHaveLength(1);
  });
});

describe("a store that others use too", () => {
  it("is looked into again before a login: a token may have come meanwhile", async () => {
    const kept = memoryTokens();
    let reads = 0;
    let release: () => void = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const get = async (key: string) => {
      const value = await kept.get(key);
      if (++reads === 2) await held; // the second caller read before the first one's login and goes on after it
      return value;
    };
    const { client, logins } = connect(ok, { tokens: { ...kept, get } });
    const first = client.getOne({ id: "a" });
    const second = client.getOne({ id: "b" });
    await first;
    release();
    await second;
    expect(logins).toHaveLength(1);
  });

  it("may still give a refused token to somebody who does not know; who knows asks again", async () => {
    const stale = { value: "token-0", expiresAt: Number.POSITIVE_INFINITY };
    let give: (token: typeof stale) => void = () => {};
    let reads = 0;
    const get = (): Promise<typeof stale | undefined> => {
      reads++;
      if (reads === 2) return Promise.resolve(undefined); // the second caller sees none …
      if (reads === 3) return new Promise((resolve) => (give = resolve)); // … and looks again, for long
      return Promise.resolve(stale);
    };
    let answer: (response: Response) => void = () => {};
    let sent = 0;
    const { client, logins } = connect(
      (seen) => (++sent === 1 ? new Promise<Response>((resolve) => (answer = resolve)) : takes("token-1")(seen)),
      { tokens: { get, set: async () => {}, drop: async () => {} } },
    );
    const knows = client.getTwo.result({ id: "a" });
    await settle();
    const doesNot = client.getTwo.result({ id: "b" });
    await settle();
    answer(json(401, {}));
    await settle();
    give(stale);
    expect(await knows).toMatchObject({ ok: true });
    expect(await doesNot).toMatchObject({ ok: true });
    expect(logins.length).toBeLessThanOrEqual(2);
  });

  it("keeps no token that was refused, even if no new one can be had", async () => {
    const tokens = memoryTokens();
    let kept = "";
    const set: typeof tokens.set = (key, value) => {
      kept = key;
      return tokens.set(key, value);
    };
    const { client } = connect(() => json(401, {}), {
      tokens: { ...tokens, set },
      login: (_seen, nth) => (nth === 1 ? json(200, { authToken: "token-1" }) : json(401, {})),
    });
    expect(await client.getTwo.result({ id: "a" })).toMatchObject({ error: { code: "authentication", attempts: 1 } });
    expect(kept).not.toBe("");
    expect(await tokens.get(kept)).toBeUndefined();
  });

  it("is asked by names that hold no secret, one for each account", async () => {
    const keys = new Set<string>();
    const tokens = memoryTokens();
    const get = (key: string) => {
      keys.add(key);
      return tokens.get(key);
    };
    const spied = { ...tokens, get };
    const authenticate = { ...fixtureApi.operations["authenticate"]!, parts: { transforms: transformsPart } };
    const basic: ApiDescriptor = {
      ...fixtureApi,
      operations: { ...fixtureApi.operations, authenticate },
      logins: {
        Token: {
          ...fixtureApi.logins["Token"]!,
          inputs: [["/body/basic", { transform: "base64-basic", of: ["applicationId", "sharedSecret"] }]],
        },
      },
    };
    for (const applicationId of ["one", "two"])
      await connect(ok, { api: basic, tokens: spied, credentials: { ...credentials, applicationId } }).client.getOne({ id: "a" });
    await connect(ok, { tokens: spied, credentials: { ...credentials, applicationId: "a b" } }).client.getOne({ id: "a" });
    expect([...keys]).toEqual([
      "fixture Token https://host.example one",
      "fixture Token https://host.example two",
      "fixture Token https://host.example a%20b",
    ]);
  });

  it.each([
    ["nothing", null],
    ["a text", "token-0"],
    ["a number", 7],
    ["an empty object", {}],
    ["a token that is no text", { value: 7, expiresAt: Number.POSITIVE_INFINITY }],
    ["an end that is no number", { value: "token-0", expiresAt: "tomorrow" }],
    ["no end that is a number", { value: "token-0", expiresAt: Number.NaN }],
  ])("may give %s: that is no token", async (_name, garbage) => {
    const { client, logins, requests } = connect(ok, {
      tokens: { get: async () => garbage as never, set: async () => {}, drop: async () => {} },
    });
    await client.getOne({ id: "a" });
    expect(logins).toHaveLength(1);
    expect(requests[0]?.headers.get("authorization")).toBe("token-1");
  });

  it("may keep tokens as JSON, which knows no Infinity", async () => {
    const texts = new Map<string, string>();
    const tokens: TokenStore = {
      get: async (key) => JSON.parse(texts.get(key) ?? "null"),
      set: async (key, value) => void texts.set(key, JSON.stringify(value)),
      drop: async (key) => void texts.delete(key),
    };
    const { client, logins } = connect(ok, { tokens, login: () => json(200, { authToken: "t" }) });
    await client.getOne({ id: "a" });
    await client.getOne({ id: "a" });
    expect(logins).toHaveLength(1);
    expect([...texts.values()]).toEqual(['{"value":"t","expiresAt":null}']);
  });

  it.each(["get", "set", "drop"] as const)("and whose %s fails makes calls fail, in words that hold no token", async (method) => {
    const tokens = {
      ...memoryTokens(),
      [method]: async (...given: readonly unknown[]) => {
        throw Object.assign(new RangeError(`no room for ${JSON.stringify(given)}`), { command: given });
      },
    };
    const { client } = connect(() => json(401, {}), { tokens });
    const result = await client.getTwo.result({ id: "a" });
    expect(result).toMatchObject({ ok: false, error: { code: "authentication", suspect: "server", cause: {} } });
    expect(String((result as { error: Error }).error.cause)).toContain("RangeError");
    expect(inspect(result, { depth: 9, showHidden: true })).not.toMatch(/token-\d/);
  });

  it("drops a token only if it is still the one meant", async () => {
    const tokens = memoryTokens();
    await tokens.set("k", { value: "new", expiresAt: 1 });
    await tokens.drop("k", "old");
    expect(await tokens.get("k")).toEqual({ value: "new", expiresAt: 1 });
    await tokens.drop("k", "new");
    expect(await tokens.get("k")).toBeUndefined();
  });
});

describe("one caller's abort", () => {
  it("does not end the login that others wait for", async () => {
    let answer: (response: Response) => void = () => {};
    const { client, clock, logins } = connect(ok, { login: () => new Promise((resolve) => (answer = resolve)) });
    const control = new AbortController();
    const first = client.getOne.result({ id: "a" }, { signal: control.signal });
    const second = client.getOne.result({ id: "b" });
    await settle();
    control.abort();
    expect(await first).toMatchObject({ error: { code: "aborted" } });
    expect(logins[0]?.signal.aborted).toBe(false);
    answer(token(clock, 1));
    expect(await second).toMatchObject({ ok: true });
    expect(logins).toHaveLength(1);
  });

  it("ends the login when nobody else waits for it; the next call logs in anew", async () => {
    let stuck = true;
    const { client, clock, logins } = connect(ok, { login: (seen, nth) => (stuck ? never(seen) : token(clock, nth)) });
    const control = new AbortController();
    const first = client.getOne.result({ id: "a" }, { signal: control.signal });
    await settle();
    control.abort();
    expect(await first).toMatchObject({ error: { code: "aborted" } });
    expect(logins[0]?.signal.aborted).toBe(true);
    stuck = false;
    expect(await client.getOne.result({ id: "a" })).toMatchObject({ ok: true });
    expect(logins).toHaveLength(2);
  });
});

describe("a 401", () => {
  it("to a kept token costs one login and a second sending", async () => {
    const { client, logins, requests } = connect(takes("token-2"));
    await client.getOne({ id: "a" });
    expect(logins).toHaveLength(2);
    expect(requests.map(({ headers }) => headers.get("authorization"))).toEqual(["token-1", "token-2"]);
  });

  it("lets even what must not be sent twice be sent again: it proves that nothing was carried out", async () => {
    const { client, requests } = connect((seen) =>
      seen.headers.get("authorization") === "token-2" ? new Response(null, { status: 201 }) : json(401, {}),
    );
    await client.createThing({ body: { name: "a" } });
    expect(requests.map(({ body }) => body)).toEqual(['{"name":"a"}', '{"name":"a"}']);
  });

  it("to the new token is the operation's declared error", async () => {
    const { client, logins, requests } = connect(() => json(401, { reason: "role" }));
    await expect(client.getTwo({ id: "a" })).rejects.toMatchObject({
      code: "api_error",
      status: 401,
      attempts: 2,
      body: { reason: "role" },
    });
    await expect(client.getOne({ id: "a" })).rejects.toMatchObject({ code: "undeclared_status", status: 401, attempts: 2 });
    expect(requests).toHaveLength(4);
    expect(logins).toHaveLength(3);
  });

  it("does not loop when every login gives the same token", async () => {
    const { client, clock, logins, requests } = connect(() => json(401, {}), { login: () => token(clock, 7) });
    await expect(client.getTwo({ id: "a" })).rejects.toMatchObject({ status: 401, attempts: 2 });
    expect([logins.length, requests.length]).toEqual([2, 2]);
  });

  it("is met by the newer token of somebody else's, without a login of our own", async () => {
    const tokens = memoryTokens();
    let right = "token-1";
    const mine = connect((seen) => takes(right)(seen), { tokens });
    await mine.client.getOne({ id: "a" });
    right = "token-9";
    const theirs = connect((seen) => takes(right)(seen), { tokens, login: () => token(mine.clock, 9) });
    await theirs.client.getOne({ id: "a" });
    await mine.client.getOne({ id: "a" });
    expect([mine.logins.length, theirs.logins.length]).toEqual([1, 1]);
  });

  it("happens once in a call, also with attempts in between", async () => {
    const answers = [401, 503, 401];
    const { client, requests, clock } = connect(() => json(answers.shift() ?? 200, {}));
    const call = client.getTwo.result({ id: "a" });
    await clock.advance(1_000);
    expect(await call).toMatchObject({ ok: false, error: { status: 401, attempts: 3 } });
    expect(requests).toHaveLength(3);
  });
});

describe("a login that fails", () => {
  const failed = async (login: (seen: Seen) => Response | Promise<Response>, more: object = {}) => {
    const { client, requests, clock } = connect(ok, { login, ...more });
    const call = client.getOne({ id: "a" }).catch((error: unknown) => error);
    await clock.advance(29_000);
    const error = await call;
    expect(requests).toEqual([]);
    if (!isAuthenticationError(error)) throw error;
    return error;
  };
  const refusing = () => Promise.reject(Object.assign(new TypeError("fetch failed"), { cause: { code: "ECONNREFUSED" } }));
  const untrusted = () => Promise.reject(Object.assign(new TypeError("fetch failed"), { cause: { code: "DEPTH_ZERO_SELF_SIGNED_CERT" } }));

  it.each([
    ["host", refusing, /no whole answer from host\.example \(ECONNREFUSED\) – is the host in baseUrl right, and trusted\?/, "connection"],
    ["host", untrusted, /host\.example \(DEPTH_ZERO_SELF_SIGNED_CERT\) – is the host in baseUrl right, and trusted\?/, "connection"],
    [
      "host",
      () => Response.redirect("https://login.example/x?y=1", 302),
      /a redirect to login\.example, which is not followed/,
      "undeclared_status",
    ],
    ["path", () => new Response("<h1>Not found", { status: 404 }), /answered 404 – are host and path in baseUrl right\?/, "decode"],
    ["path", () => json(405, {}), /answered 405 – are host and path in baseUrl right\?/, "undeclared_status"],
    [
      "path",
      () => new Response("<h1>It works", { headers: { "content-type": "text/html" } }),
      /answered 200 – are host and path in baseUrl right\?/,
      "decode",
    ],
    ["path", () => json(200, {}), /answered 200 – are host and path in baseUrl right\?/, "decode"],
    ["credentials", () => json(401, {}), /answered 401 – is applicationId or sharedSecret right\?/, "api_error"],
    ["credentials", () => json(400, {}), /answered 400 – is applicationId or sharedSecret right\?/, "api_error"],
    ["path", () => json(404, {}), /answered 404 – are host and path in baseUrl right\?/, "api_error"],
    ["credentials", () => json(403, {}), /answered 403 – is applicationId or sharedSecret right\?/, "undeclared_status"],
    ["server", () => json(500, {}), /answered 500 – it may be better later/, "undeclared_status"],
    ["server", () => new Response("<h1>busy", { status: 429 }), /answered 429 – it may be better later/, "undeclared_status"],
  ] as const)("points at the %s", async (suspect, login, message, cause) => {
    const error = await failed(login);
    expect(error).toMatchObject({ suspect, operation: "getOne", attempts: 0, cause: { code: cause, operation: "authenticate" } });
    expect(error.message).toMatch(message);
  });

  it("points at the server when the token store or a transform fails", async () => {
    const tokens = { ...memoryTokens(), get: () => Promise.reject(new Error("no store")) };
    expect(await failed(ok, { tokens })).toMatchObject({ suspect: "server", cause: { name: "Error", message: "…" } });
  });

  it("is tried again as its own operation allows", async () => {
    let logins = 0;
    const { client, clock } = connect(ok, { login: () => (++logins < 3 ? refusing() : token(clock, logins)) });
    const call = client.createThing.result({ body: { name: "a" } });
    await clock.advance(5_000);
    expect(await call).toMatchObject({ error: { code: "undeclared_status", status: 200 } });
    expect(logins).toBe(3);
  });

  it("names the credentials that are missing, without asking the server", async () => {
    const nothing = connect(ok, { credentials: undefined });
    await expect(nothing.client.getOne({ id: "a" })).rejects.toThrow(
      "getOne: needs credentials that the client was not given: applicationId and sharedSecret",
    );
    const half = connect(ok, { credentials: { applicationId: "a" } as typeof credentials });
    await expect(half.client.getOne({ id: "a" })).rejects.toMatchObject({ code: "authentication", suspect: "credentials", attempts: 0 });
    expect([...nothing.requests, ...nothing.logins, ...half.requests, ...half.logins]).toEqual([]);
  });
});

describe("what is sent", () => {
  const open: OperationDescriptor = {
    api: "a",
    id: "open",
    method: "GET",
    path: "/open",
    params: [["q", "query"]],
    responses: { 200: [], 401: [] },
    security: [["S"]],
    retry: "safe",
  };
  const enter: OperationDescriptor = {
    api: "a",
    id: "enter",
    method: "GET",
    path: "/enter",
    params: [
      ["username", "query"],
      ["password", "query"],
      ["grantType", "query", "grant_type"],
      ["authorization", "header", "Authorization"],
    ],
    responses: { 200: ["application/json"] },
    security: [],
    retry: "never",
    parts: { transforms: transformsPart },
  };
  const client = (
    logins: Record<string, LoginDescriptor>,
    given: object | undefined,
    transforms?: Transforms,
    security: OperationDescriptor["security"] = [["S"]],
  ) => {
    const seen: { url: string; headers: Headers }[] = [];
    type Operation = { result(input?: object): Promise<Result<unknown, { status: number }>> };
    const made = createClient<{ open: Operation; enter: Operation }>(
      { id: "a", vendorRelease: "1", servers: [], logins, operations: { open: { ...open, security }, enter } },
      {
        baseUrl: "https://host.example",
        credentials: given,
        fetch: async (url, { headers }) => {
          seen.push({ url: url.slice("https://host.example".length), headers: new Headers(headers) });
          return url.includes("/enter") ? json(200, { token: "t&1" }) : new Response(null, { status: 200 });
        },
      },
      transforms,
    );
    return { ...made, seen };
  };
  const key = { needs: ["key"], token: { credential: "key" } } as const;

  it("is a credential as it is, in header, query or cookie", async () => {
    const cases: [LoginDescriptor, string, string, string | null][] = [
      [{ ...key, in: "header", key: "X-Key", send: "Key {token}" }, "/open?q=1", "x-key", "Key a$&b c"],
      [{ ...key, in: "query", key: "api key", send: "{token}" }, "/open?q=1&api%20key=a%24%26b%20c", "x-key", null],
      [{ ...key, in: "cookie", key: "SESSION", send: "{token}" }, "/open?q=1", "cookie", "SESSION=a%24%26b%20c"],
    ];
    for (const [login, url, header, value] of cases) {
      const { open, seen } = client({ S: login }, { key: "a$&b c" });
      await open.result({ q: "1" });
      expect(seen.map((one) => [one.url, one.headers.get(header)])).toEqual([[url, value]]);
    }
  });

  it("is a token that a login in the query gives, with transforms by name and constants", async () => {
    const login: LoginDescriptor = {
      needs: ["user", "password"],
      operation: "enter",
      inputs: [
        ["/username", "user"],
        ["/password", { transform: "md5-hex", of: ["password"] }],
        ["/grantType", { constant: "client_credentials" }],
        ["/authorization", { transform: "base64-basic", of: ["user", "password"] }],
      ],
      token: "/token",
      lifetime: 7200,
      in: "header",
      key: "Authorization",
      send: "Bearer {token}",
    };
    const { open, seen } = client({ S: login }, { user: "jö", password: "p:w" }, { "md5-hex": (text) => `md5(${text})` });
    expect(await open.result()).toMatchObject({ ok: true });
    expect(seen.map(({ url }) => url)).toEqual(["/enter?username=j%C3%B6&password=md5(p%3Aw)&grant_type=client_credentials", "/open"]);
    const basic = seen[0]?.headers.get("authorization")?.replace("Basic ", "") ?? "";
    expect(new TextDecoder().decode(Uint8Array.from(atob(basic), (byte) => byte.charCodeAt(0)))).toBe("jö:p:w");
    expect(seen[1]?.headers.get("authorization")).toBe("Bearer t&1");
  });

  it("is the login's own header too when somebody calls the login itself, and nothing else that was not given", async () => {
    const basic = { transform: "base64-basic", of: ["user", "password"] };
    const inputs = [
      ["/authorization", basic],
      ["/grantType", { constant: "client_credentials" }],
    ] as const;
    const login: LoginDescriptor = {
      needs: ["user", "password"],
      operation: "enter",
      inputs,
      token: "/token",
      in: "header",
      key: "Authorization",
      send: "Bearer {token}",
    };
    const given = client({ S: login }, { user: "me", password: "p:w" });
    expect(await given.enter.result({ username: "u" })).toMatchObject({ ok: true });
    expect(given.seen.map(({ url, headers }) => [url, headers.get("authorization")])).toEqual([
      ["/enter?username=u", `Basic ${btoa("me:p:w")}`],
    ]);
    const lacking = client({ S: login }, { user: "me" });
    expect(await lacking.enter.result()).toMatchObject({ ok: false, error: { code: "authentication", suspect: "credentials" } });
    expect(lacking.seen).toEqual([]);
  });

  it("is the first alternative that the client has credentials for, all of its schemes", async () => {
    const logins: Record<string, LoginDescriptor> = {
      A: { needs: ["a"], token: { credential: "a" }, in: "header", key: "X-A", send: "{token}" },
      B: { needs: ["b"], token: { credential: "b" }, in: "header", key: "X-B", send: "{token}" },
      C: { needs: ["c"], token: { credential: "c" }, in: "header", key: "X-C", send: "{token}" },
    };
    const sent = async (given: object | undefined, security: OperationDescriptor["security"]) => {
      const { open, seen } = client(logins, given, {}, security);
      const result = await open.result();
      return result.ok ? ["x-a", "x-b", "x-c"].filter((name) => seen[0]?.headers.has(name)) : result.error;
    };
    expect(await sent({ b: "1", c: "1" }, [["A", "B"], ["B", "C"], ["C"]])).toEqual(["x-b", "x-c"]);
    expect(await sent({ a: "1" }, [[], ["A"]])).toEqual(["x-a"]);
    expect(await sent(undefined, [["A"], []])).toEqual([]);
    expect(await sent({ a: "1" }, [])).toEqual([]);
    expect(await sent({ a: "1" }, [["B", "A"], ["unknown"]])).toMatchObject({
      code: "authentication",
      message: expect.stringContaining(": b"),
    });
    expect(await sent({ a: "1" }, [["unknown"]])).toMatchObject({ code: "authentication", message: expect.stringContaining(": unknown") });
  });

  it("is never a text that would break out of its header", async () => {
    const { open, seen } = client({ S: { ...key, in: "header", key: "X-Key", send: "{token}" } }, { key: "a\r\nX-Admin: 1" });
    const result = await open.result();
    expect(result).toMatchObject({ ok: false, error: { code: "authentication", suspect: "credentials" } });
    expect(String((result as { error: Error }).error.message)).not.toContain("X-Admin");
    expect(seen).toEqual([]);
  });

  it("is not sent again after a 401 when it is a credential: no login could mend it", async () => {
    let sent = 0;
    const made = createClient<{ open: { result(): Promise<Result<unknown, { status: number }>> } }>(
      {
        id: "a",
        vendorRelease: "1",
        servers: [],
        logins: { S: { ...key, in: "header", key: "X-Key", send: "{token}" } },
        operations: { open },
      },
      {
        baseUrl: "https://host.example",
        credentials: { key: "k" },
        fetch: async () => {
          sent++;
          return new Response(null, { status: 401 });
        },
      },
    );
    expect(await made.open.result()).toMatchObject({ ok: false, error: { status: 401, attempts: 1 } });
    expect(sent).toBe(1);
  });
});

describe("an observer", () => {
  it("sees why a login happens", async () => {
    const events: CallEvent[] = [];
    let right = "token-1";
    const { client, clock } = connect((seen) => takes(right)(seen), { observer: { on: (event) => void events.push(event) } });
    await client.getOne({ id: "a" });
    await clock.advance(15 * MINUTE);
    right = "token-2";
    await client.getOne({ id: "a" });
    right = "token-3";
    await client.getOne({ id: "a" });
    expect(events.flatMap((event) => (event.type === "login" ? [event.because] : []))).toEqual(["no-token", "expired", "refused"]);
  });
});
