import nodeHttp, { type IncomingMessage } from "node:http";
import { HttpResponse, http } from "msw";
import { type SetupServerApi, setupServer } from "msw/node";
import { afterEach, describe, expect, test } from "vitest";
import { createSandbox, type Product, SANDBOX_ORIGIN, type Sandbox, sandboxProducts } from "./index.js";
import { sandboxHandlers } from "./msw.js";

const API = "entrust-idaas";
const BASE = "https://linden.us.example";
const LOGIN = "/api/web/v1/adminapi/authenticate";
const OPERATION = "authenticateAdminApiUsingPOST";

let server: SetupServerApi | undefined;
/** What no handler of the sandbox took. */
let missed: string[] = [];
afterEach(() => {
  server?.close();
  server = undefined;
  missed = [];
});

function listen(sandbox: Sandbox, baseUrls?: Parameters<typeof sandboxHandlers>[1]): void {
  const rest = http.all("*", ({ request }) => {
    missed.push(request.url);
    return HttpResponse.error();
  });
  server = setupServer(...sandboxHandlers(sandbox, baseUrls), rest);
  server.listen({ onUnhandledRequest: "error" });
}

const post = (body: unknown): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});
const credentials = createSandbox().connect(API).credentials;

describe("what is asked below a base URL, the sandbox answers", () => {
  test("a success, a refusal, a path that is none and a method that is none alike", async () => {
    const sandbox = createSandbox();
    listen(sandbox, { [API]: BASE });
    const login = await fetch(`${BASE}${LOGIN}`, post(credentials));
    const { authToken: authorization } = (await login.json()) as { authToken: string };
    const refused = await fetch(`${BASE}${LOGIN}`, post({ ...credentials, sharedSecret: "wrong" }));
    const missing = await fetch(`${BASE}/api/web/v4/tenants/${credentials.applicationId}`, { headers: { authorization } });
    const nowhere = await fetch(`${BASE}/nowhere`);
    const method = await fetch(`${BASE}${LOGIN}`, { method: "DELETE" });
    expect([login, refused, missing, nowhere, method].map(({ status }) => status)).toEqual([200, 401, 404, 404, 405]);
    expect(login.headers.get("date")).toBe("Thu, 15 Jan 2026 08:00:00 GMT");
    expect(method.headers.get("allow")).toBe("POST, OPTIONS");
    expect(sandbox.requests.map(({ status }) => status)).toEqual([200, 401, 404, 404, 405]);
    expect(missed).toEqual([]);
  });

  test("under the addresses that connect() gives, where none are named", async () => {
    const sandbox = createSandbox();
    listen(sandbox);
    expect((await fetch(`${sandbox.connect(API).baseUrl}${LOGIN}`, post(credentials))).status).toBe(200);
    expect(missed).toEqual([]);
  });

  test("asked by Node's own http as well", async () => {
    listen(createSandbox(), { [API]: "http://linden.us.example:8080/(a)*/" });
    // By the module: a name imported from it is bound before anybody can intercept it.
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      nodeHttp.get("http://linden.us.example:8080/(a)*/nowhere", resolve).on("error", reject);
    });
    expect(answer.resume().statusCode).toBe(404);
    expect(missed).toEqual([]);
  });

  test("with path, query and body as they were sent", async () => {
    const sandbox = createSandbox();
    listen(sandbox, { [API]: BASE });
    const targets = ["/a%2Fb/%zz//c?x=1&x=%2B+%20&flag", "/?", "/caf%C3%A9/(a)*:b"];
    for (const target of targets) await fetch(`${BASE}${target}`, post({ some: ["thing"] }));
    const direct = createSandbox();
    for (const target of targets) await direct.fetch(`${SANDBOX_ORIGIN}/${API}${target}`, post({ some: ["thing"] }));
    expect(sandbox.requests).toEqual(direct.requests);
    expect(sandbox.requests).toHaveLength(targets.length);
  });
});

describe("what is not below a base URL, the sandbox leaves alone", () => {
  test("other hosts, other schemes, other ports, other prefixes, and the control API", async () => {
    const sandbox = createSandbox();
    listen(sandbox, { [API]: `${BASE}/idaas` });
    const others = [
      "https://linden.us.example.evil.example/idaas/x",
      "https://linden-us.example/idaas/x",
      "http://linden.us.example/idaas/x",
      "https://linden.us.example:444/idaas/x",
      "https://linden.us.example/idaas-2/x",
      "https://linden.us.example/",
      "https://linden.us.example/idaas/../_gatehouse/reset",
    ];
    for (const url of others) await expect(fetch(url), url).rejects.toThrow("Failed to fetch");
    expect(missed).toEqual(others.map((url) => new URL(url).href));
    expect((await fetch(`${BASE}/idaas/_gatehouse/reset`, { method: "POST" })).status).toBe(404);
    expect(sandbox.requests.map(({ target }) => target)).toEqual(["/_gatehouse/reset"]);
  });

  test("an API below another one, which has handlers of its own", async () => {
    const [idaas] = sandboxProducts.filter(({ name }) => name === API) as [Product];
    const sandbox = createSandbox({ products: [idaas, { ...idaas, name: "second" }] });
    listen(sandbox, { [API]: [BASE, "https://other.example"], second: `${BASE}/second` });
    for (const url of [`${BASE}/a`, "https://other.example/b", `${BASE}/second/c`, `${BASE}/second`, `${BASE}/seconds`]) await fetch(url);
    expect(sandbox.requests.map(({ api, target }) => `${api} ${target}`)).toEqual([
      `${API} /a`,
      `${API} /b`,
      "second /c",
      "second ",
      `${API} /seconds`,
    ]);
  });
});

describe("what goes wrong goes wrong as it would", () => {
  test("a dropped connection is a failed fetch, before as after", async () => {
    const sandbox = createSandbox();
    listen(sandbox, { [API]: BASE });
    for (const drop of ["before", "after"] as const) {
      sandbox.faults.add({ api: API, operation: OPERATION, drop });
      await expect(fetch(`${BASE}${LOGIN}`, post(credentials))).rejects.toThrow(TypeError);
    }
    expect((await fetch(`${BASE}${LOGIN}`, post(credentials))).status).toBe(200);
  });

  test("a call that is given up ends with its reason, and the sandbox stops waiting", async () => {
    const sandbox = createSandbox();
    listen(sandbox, { [API]: BASE });
    sandbox.faults.add({ api: API, operation: OPERATION, delay: 60_000 });
    const release = sandbox.clock.hold();
    const control = new AbortController();
    const waiting = fetch(`${BASE}${LOGIN}`, { ...post(credentials), signal: control.signal });
    while (sandbox.faults.list().length > 0) await new Promise((resolve) => setTimeout(resolve, 0));
    control.abort(new Error("enough"));
    await expect(waiting).rejects.toThrow("enough");
    release();
    while (sandbox.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 0));
    expect(sandbox.requests.map(({ status }) => status)).toEqual([null]);
    expect(sandbox.clock.now()).toBe(createSandbox().clock.now());
  });

  // Node's fetch has no cookies of its own. msw has: it would keep them, and a token without its cookie would pass.
  test("a cookie is sent by nobody but the code under test", async () => {
    const sandbox = createSandbox();
    listen(sandbox, { [API]: BASE });
    const login = await fetch(`${BASE}${LOGIN}`, post({ ...credentials, enableWebSession: true }));
    expect(login.headers.getSetCookie()).toHaveLength(1);
    const { authToken: authorization } = (await login.json()) as { authToken: string };
    const without = await fetch(`${BASE}/api/web/v4/tenantspaged`, {
      ...post({}),
      headers: { authorization, "content-type": "application/json" },
    });
    expect([without.status, sandbox.requests.at(-1)?.refusedBy]).toEqual([401, "session-cookie"]);
  });
});

describe("what cannot work is refused before the first request", () => {
  test.each([
    [
      "an API that is none",
      { entrust: BASE },
      `no API is called "entrust" – expected ${sandboxProducts.map(({ name }) => name).join(", ")}`,
    ],
    ["no URL", { [API]: "linden.us.example" }, '"linden.us.example" is no base URL of entrust-idaas – expected http or https'],
    ["another scheme", { [API]: "ftp://linden.us.example" }, '"ftp://linden.us.example" is no base URL'],
    ["a query", { [API]: `${BASE}?a=b` }, "without user, query and fragment"],
    ["a user", { [API]: "https://me@linden.us.example" }, "without user, query and fragment"],
    [
      "one base URL twice",
      { [API]: [BASE, `${BASE}:443/`] },
      `${BASE} is given for entrust-idaas and for entrust-idaas – expected a base URL once`,
    ],
  ])("%s", (_, baseUrls: Parameters<typeof sandboxHandlers>[1], message) => {
    const refused = () => sandboxHandlers(createSandbox(), baseUrls);
    expect(refused).toThrow(RangeError);
    expect(refused).toThrow(message);
  });
});
