import { createHash } from "node:crypto";
import type { ContractConfig } from "@gatehouse/description";
import { expect, test } from "vitest";
import { type Answer, runInline } from "./inline.js";

const ok = { "200": { description: "ok" }, "401": { description: "who" } };
const secured = (scheme: object, more: object = {}): object => ({
  "x-gatehouse": 1,
  security: [{ scheme: [] }],
  paths: { "/me": { get: { operationId: "me", responses: ok } }, ...more },
  components: { securitySchemes: { scheme } },
});
const account = (credentials: Readonly<Record<string, string>>): ContractConfig => ({
  servers: {},
  accounts: { one: { credentials: Object.fromEntries(Object.entries(credentials).map(([name, local]) => [name, { local }])) } },
});

test.each<[string, object, Readonly<Record<string, string>>, (headers: Headers, target: string) => boolean]>([
  [
    "basic",
    { type: "http", scheme: "basic" },
    { username: "u", password: "p:w" },
    (headers) => headers.get("authorization") === `Basic ${btoa("u:p:w")}`,
  ],
  ["bearer", { type: "http", scheme: "bearer" }, { token: "t-1" }, (headers) => headers.get("authorization") === "Bearer t-1"],
  ["a key in a header", { type: "apiKey", in: "header", name: "X-Key" }, { scheme: "k-1" }, (headers) => headers.get("x-key") === "k-1"],
  ["a key in the query", { type: "apiKey", in: "query", name: "key" }, { scheme: "k 1" }, (_, target) => target === "/me?key=k%201"],
  ["a key in a cookie", { type: "apiKey", in: "cookie", name: "sid" }, { scheme: "k1" }, (headers) => headers.get("cookie") === "sid=k1"],
  [
    "a credential sent as it is",
    { type: "apiKey", in: "header", name: "X-Key", "x-login": { token: "$credentials.code", send: "v1 {token}" } },
    { code: "c$&1" },
    (headers) => headers.get("x-key") === "v1 c$&1",
  ],
])("%s: the account's credential goes where the scheme says, and none or another is refused", async (_, scheme, credentials, isRight) => {
  const server: Answer = ({ headers, target }) => (isRight(headers, target) ? 200 : 401);
  const { exit, findings, cases } = await runInline(secured(scheme), server, { config: account(credentials), only: "me/" });
  expect({ exit: findings.filter(({ case: id }) => !id.includes("/method/")), cases: cases("me/credential") }).toEqual({
    exit: [],
    cases: ["me/credential/none", "me/credential/unknown"],
  });
  expect(exit).toBeLessThan(2);
});

test("a description with security and no accounts cannot be told, and says what it needs", async () => {
  const scheme = { type: "http", scheme: "basic" };
  await expect(runInline(secured(scheme), () => 200)).rejects.toThrow(/no account – contract\.yaml – operations that need a credential/);
  const { seen } = await runInline(secured(scheme), () => 401, {
    config: account({ username: "u", password: "p" }),
    only: "me/credential/unknown",
  });
  expect(atob(seen[0]!.headers.get("authorization")!.slice("Basic ".length))).toBe("unknown:unknown-1");
});

test("a login is performed once in a world, with its inputs transformed, and its token sent", async () => {
  const scheme = {
    type: "http",
    scheme: "bearer",
    "x-login": {
      operationId: "logIn",
      inputs: {
        "$request.query.user": "user",
        "$request.query.password": { transform: "md5-hex", of: ["password"] },
        "$request.header.Authorization": { transform: "base64-basic", of: ["user", "password"] },
        "$request.body#/grant/type": { constant: "password" },
      },
      token: "$response.body#/access/token",
      send: "Bearer {token}",
    },
  };
  const parameters = ["user", "password"].map((name) => ({ name, in: "query", required: true, schema: { type: "string" }, example: "x" }));
  const login = {
    "/login": {
      post: {
        operationId: "logIn",
        security: [],
        parameters,
        requestBody: { content: { "application/json": { schema: { type: "object" } } } },
        responses: ok,
      },
    },
  };
  const md5 = createHash("md5").update("pass word").digest("hex");
  const server: Answer = ({ target, headers, json }) => {
    if (target.startsWith("/me")) return headers.get("authorization") === "Bearer T" ? 200 : 401;
    const right = target === `/login?user=me&password=${md5}` && headers.get("authorization") === `Basic ${btoa("me:pass word")}`;
    return right && JSON.stringify(json) === '{"grant":{"type":"password"}}' ? [200, { access: { token: "T" } }] : 401;
  };
  const { exit, seen } = await runInline(secured(scheme, login), server, {
    config: account({ user: "me", password: "pass word" }),
    only: "me/example",
  });
  expect(exit).toBe(0);
  expect(seen.map(({ target }) => target.split("?")[0])).toEqual(["/login", "/me"]);
});

test("a login that is refused leaves the case untold, and its answer out of the report", async () => {
  const scheme = {
    type: "http",
    scheme: "bearer",
    "x-login": {
      operationId: "logIn",
      inputs: { "$request.body#/secret": "secret" },
      token: "$response.body#/token",
      send: "Bearer {token}",
    },
  };
  const login = {
    "/login": {
      post: {
        operationId: "logIn",
        security: [],
        requestBody: { content: { "application/json": { schema: { type: "object" } } } },
        responses: ok,
      },
    },
  };
  const { exit, untold, events } = await runInline(secured(scheme, login), () => 401, {
    config: account({ secret: "very-secret" }),
    only: "me/example",
  });
  expect({ exit, untold }).toEqual({ exit: 2, untold: { "login-failed": 1 } });
  expect(events).toContainEqual(expect.objectContaining({ outcome: "login-failed", why: "logIn answered 401" }));
  expect(JSON.stringify(events)).not.toContain("very-secret");
});

test("variables win over local defaults, and an empty one counts as missing", async () => {
  const config: ContractConfig = { servers: {}, accounts: { one: { credentials: { token: { env: "TOKEN", local: "local" } } } } };
  const sentWith = async (environment: Readonly<Record<string, string>>): Promise<string | null> => {
    const { seen } = await runInline(secured({ type: "http", scheme: "bearer" }), () => 200, { config, environment, only: "me/example" });
    return seen[0]!.headers.get("authorization");
  };
  expect(await sentWith({})).toBe("Bearer local");
  expect(await sentWith({ TOKEN: "real" })).toBe("Bearer real");
  expect(await sentWith({ TOKEN: "" })).toBe("Bearer local");
});

/** A login by user name that answers 400 to strangers, a logout, and something that needs a token. */
const SESSIONS = {
  scheme: {
    type: "http",
    scheme: "bearer",
    "x-login": {
      operationId: "logIn",
      inputs: { "$request.query.user": "user" },
      token: "$response.body#/token",
      send: "Bearer {token}",
      logout: "logOut",
    },
  },
  paths: {
    "/login": {
      get: {
        operationId: "logIn",
        security: [],
        parameters: [{ name: "user", in: "query", required: true, schema: { type: "string" }, example: "x" }],
        responses: {
          "200": { description: "ok", content: { "application/json": { schema: { type: "object" }, example: { token: "T" } } } },
          "400": { description: "no" },
        },
      },
    },
    "/bye": { post: { operationId: "logOut", responses: ok } },
  },
};

test("a login that declares neither 401 nor 403 refuses strangers with what it declares", async () => {
  const answering =
    (status: number): Answer =>
    ({ target }) =>
      target === "/login?user=me" ? [200, { token: "T" }] : status;
  const only = { config: account({ user: "me" }), only: "logIn/credential" };
  const right = await runInline(secured(SESSIONS.scheme, SESSIONS.paths), answering(400), only);
  expect({ exit: right.exit, cases: right.cases() }).toEqual({ exit: 0, cases: ["logIn/credential/altered/query.user"] });
  const wrong = await runInline(secured(SESSIONS.scheme, SESSIONS.paths), answering(200), only);
  expect(wrong.findings.map(({ check }) => check)).toContain("auth-enforced");
});

test("after a logout the next case signs in again", async () => {
  const live = new Set<string>();
  let logins = 0;
  const server: Answer = ({ target, headers }) => {
    const token = headers.get("authorization")?.slice("Bearer ".length) ?? "";
    if (target.startsWith("/login")) {
      if (target !== "/login?user=me") return 400;
      live.add(`T${++logins}`);
      return [200, { token: `T${logins}` }];
    }
    if (!live.has(token)) return 401;
    if (target === "/bye") live.delete(token);
    return 200;
  };
  const { findings, cases } = await runInline(secured(SESSIONS.scheme, SESSIONS.paths), server, {
    config: account({ user: "me" }),
    shared: true,
  });
  const without = findings.filter(({ case: id }) => !id.includes("/method/"));
  expect(without.map(({ case: id, message }) => `${id}: ${message}`)).toEqual([]);
  expect(cases("logOut/example")).toHaveLength(1);
  expect(cases("me/example")).toHaveLength(1);
  expect(logins).toBeGreaterThan(1);
});
