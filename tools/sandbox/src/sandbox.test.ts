import { readdirSync } from "node:fs";
import { describe, expect, expectTypeOf, test } from "vitest";
import { type Clock, createSandbox, SANDBOX_ORIGIN, type Sandbox, sandboxProducts } from "./index.js";

const API = "entrust-idaas";
const ALL = sandboxProducts.map((one) => one.name).join(", ");
const LOGIN = `${SANDBOX_ORIGIN}/${API}/api/web/v1/adminapi/authenticate`;
const PAGED = `${SANDBOX_ORIGIN}/${API}/api/web/v4/tenantspaged`;
const CREATE = `${SANDBOX_ORIGIN}/${API}/api/web/v5/async/tenants`;

const post = (body: unknown, token = ""): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json", authorization: token },
  body: JSON.stringify(body),
});

async function login(sandbox: Sandbox): Promise<string> {
  const response = await sandbox.fetch(LOGIN, post(sandbox.connect(API).credentials));
  return ((await response.json()) as { authToken: string }).authToken;
}

const creation = { tenant: { companyName: "Mango Mills", domain: "mango" }, adminUser: { userId: "mmango" } };

describe("fetch", () => {
  test("takes what the global fetch takes", async () => {
    const sandbox = createSandbox();
    expectTypeOf(sandbox.fetch).toEqualTypeOf<typeof fetch>();
    const credentials = sandbox.connect(API).credentials;
    const answers = [
      await sandbox.fetch(LOGIN, post(credentials)),
      await sandbox.fetch(new URL(LOGIN), post(credentials)),
      await sandbox.fetch(new Request(LOGIN, post(credentials))),
      await sandbox.fetch(new Request(LOGIN, post({})), post(credentials)),
    ];
    expect(answers.map((one) => one.status)).toEqual([200, 200, 200, 200]);
  });

  test("reads a body that comes in pieces, and gives up one that never ends", async () => {
    const sandbox = createSandbox();
    const text = new TextEncoder().encode(JSON.stringify(sandbox.connect(API).credentials));
    const streamed = (pull: (controller: ReadableStreamDefaultController<Uint8Array>) => void) =>
      ({
        method: "POST",
        headers: { "content-type": "application/json" },
        body: new ReadableStream({ pull }),
        duplex: "half",
      }) as RequestInit;
    let at = 0;
    const inPieces = streamed((controller) => {
      if (at >= text.length) return controller.close();
      controller.enqueue(text.slice(at, at + 10));
      at += 10;
    });
    expect((await sandbox.fetch(LOGIN, inPieces)).status).toBe(200);
    const endless = streamed((controller) => controller.enqueue(new Uint8Array(65_536)));
    expect(await (await sandbox.fetch(LOGIN, endless)).json()).toMatchObject({ errorCode: "request_too_large" });
  });

  test("rejects with the signal's reason, before and while a request waits", async () => {
    const sandbox = createSandbox();
    const control = new AbortController();
    sandbox.faults.add({ api: API, operation: "authenticateAdminApiUsingPOST", delay: 60_000 });
    const release = sandbox.clock.hold();
    const waiting = sandbox.fetch(LOGIN, { ...post({}), signal: control.signal });
    setTimeout(() => control.abort(new Error("enough")), 0);
    await expect(waiting).rejects.toThrow("enough");
    await expect(sandbox.fetch(LOGIN, { ...post({}), signal: control.signal })).rejects.toThrow("enough");
    release();
  });

  test("says which APIs there are where there is none", async () => {
    const sandbox = createSandbox();
    const response = await sandbox.fetch(`${SANDBOX_ORIGIN}/other/api`);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain("/entrust-idaas");
    const { apis } = (await (await sandbox.fetch(`${SANDBOX_ORIGIN}/`)).json()) as { apis: Record<string, string> };
    expect(apis[API]).toBe("Entrust Identity as a Service 5.36");
    expect(Object.keys(apis)).toEqual(sandboxProducts.map((one) => one.name));
  });
});

describe("connect", () => {
  test("gives a loopback address that cannot be reached by accident, and typed credentials", () => {
    const { baseUrl, credentials } = createSandbox().connect("entrust-idaas");
    expect(new URL(baseUrl).hostname).toBe("localhost");
    expect(new URL(baseUrl).port).toBe("0");
    expectTypeOf(credentials).toEqualTypeOf<{ readonly applicationId: string; readonly sharedSecret: string }>();
  });

  test("gives its clock, so that whoever is made with it waits in its time", () => {
    const sandbox = createSandbox();
    expect(sandbox.connect(API).clock).toBe(sandbox.clock);
  });

  test("names what there is, when asked for what there is not", () => {
    const sandbox = createSandbox();
    expect(() => sandbox.connect("entrust")).toThrow(`no API is called "entrust" – expected ${ALL}`);
    expect(() => sandbox.connect(API, "admin")).toThrow(/^no account of entrust-idaas is called "admin" – expected full, view-only, /);
  });

  test("the clock waits for free, a deadline beside it notwithstanding", async () => {
    const sandbox = createSandbox();
    const clock: Clock = sandbox.clock;
    const token = await login(sandbox);
    const { id } = (await (await sandbox.fetch(CREATE, post(creation, token))).json()) as { id: string };
    const deadline = new AbortController();
    const late = clock.sleep(30_000, deadline.signal).then(
      () => "late",
      () => "in time",
    );
    const states: string[] = [];
    while (!states.includes("COMPLETED")) {
      await clock.sleep(1000);
      const url = `${SANDBOX_ORIGIN}/${API}/api/web/v4/async/tenants/${id}/createstatus`;
      const response = await sandbox.fetch(url, { headers: { authorization: token } });
      states.push(((await response.json()) as { state: string }).state);
    }
    deadline.abort();
    expect(states).toEqual(["PROCESSING", "COMPLETED"]);
    expect(await late).toBe("in time");
  });
});

describe("a world", () => {
  test("with the same seed answers the same, byte by byte; with another, other ids", async () => {
    const run = async (sandbox: Sandbox) => {
      const token = await login(sandbox);
      const created = await (await sandbox.fetch(CREATE, post(creation, token))).text();
      sandbox.clock.advance(2000);
      return [token, created, await (await sandbox.fetch(PAGED, post({ limit: 100 }, token))).text()];
    };
    const first = await run(createSandbox());
    expect(await run(createSandbox())).toEqual(first);
    expect(await run(createSandbox({ seed: 1 }))).toEqual(first);
    expect((await run(createSandbox({ seed: 2 })))[0]).not.toBe(first[0]);
    const reset = createSandbox();
    await run(reset);
    reset.reset();
    expect(reset.requests).toEqual([]);
    expect(await run(reset)).toEqual(first);
  });

  test("shares nothing with another", async () => {
    const [one, other] = [createSandbox(), createSandbox()];
    const token = await login(one);
    await one.fetch(CREATE, post(creation, token));
    one.clock.advance(2000);
    expect(other.clock.now()).not.toBe(one.clock.now());
    expect((await other.fetch(PAGED, post({}, token))).status).toBe(401);
    expect(other.snapshot()).toEqual(createSandbox().snapshot());
  });

  test("goes on from a snapshot as it would have gone on: tokens, jobs and ids included", async () => {
    const sandbox = createSandbox();
    const token = await login(sandbox);
    const { id } = (await (await sandbox.fetch(CREATE, post(creation, token))).json()) as { id: string };
    sandbox.clock.advance(600);
    const text = JSON.stringify(sandbox.snapshot());
    const goOn = async (one: Sandbox) => {
      one.clock.advance(5000);
      const result = await one.fetch(`${SANDBOX_ORIGIN}/${API}/api/web/v4/async/tenants/${id}/createresult`, {
        headers: { authorization: token },
      });
      return [result.status, await result.text(), await login(one), JSON.stringify(one.snapshot())];
    };
    const expected = await goOn(sandbox);
    expect(expected[0]).toBe(200);
    const restored = createSandbox({ seed: 99 });
    restored.restore(JSON.parse(text));
    expect(await goOn(restored)).toEqual(expected);
    sandbox.restore(JSON.parse(text));
    expect(await goOn(sandbox)).toEqual(expected);
  });

  test("refuses what is no snapshot and stays as it is", () => {
    const sandbox = createSandbox();
    const before = sandbox.snapshot();
    for (const bad of [
      null,
      {},
      { ...before, version: 2 },
      { ...before, clock: { kind: "real", ahead: 0 } },
      { ...before, ids: {} },
      { ...before, store: { a: 1 } },
    ]) {
      expect(() => sandbox.restore(bad)).toThrow(TypeError);
      expect(sandbox.snapshot()).toEqual(before);
    }
  });

  test("is cheap enough to have one per test", () => {
    const times = Array.from({ length: 50 }, () => {
      const began = performance.now();
      createSandbox().reset();
      return performance.now() - began;
    });
    // The fastest: the others had to share the machine.
    expect(Math.min(...times) / 2, "ms per world").toBeLessThan(20);
  });
});

describe("settings", () => {
  test("override the product's, and unknown ones are refused", async () => {
    const sandbox = createSandbox({ settings: { [API]: { scheduledMs: 0, processingMs: 0 } } });
    const token = await login(sandbox);
    const created = (await (await sandbox.fetch(CREATE, post(creation, token))).json()) as { id: string; state: string };
    expect(created.state).toBe("SCHEDULED");
    const status = await sandbox.fetch(`${SANDBOX_ORIGIN}/${API}/api/web/v4/async/tenants/${created.id}/createstatus`, {
      headers: { authorization: token },
    });
    expect(await status.json()).toMatchObject({ state: "COMPLETED", processingTime: 0 });
    expect(() => createSandbox({ settings: { [API]: { delay: 1 } } })).toThrow(
      "entrust-idaas has no setting delay of type number – expected scheduledMs (number), processingMs (number), sharedSecretHeader (boolean)",
    );
    expect(() => createSandbox({ settings: { [API]: { scheduledMs: true } } })).toThrow(RangeError);
    expect(() => createSandbox({ settings: { [API]: { scheduledMs: -1 } } })).toThrow("scheduledMs = -1 – expected 0 or more");
    expect(() => createSandbox({ settings: { other: {} } })).toThrow(`no API is called "other" – expected ${ALL}`);
  });

  test("id and secret in the header are a token only where that is switched on", async () => {
    const ask = async (sandbox: Sandbox, change = "") => {
      const { applicationId, sharedSecret } = sandbox.connect(API).credentials;
      return (await sandbox.fetch(PAGED, post({}, `${applicationId},${sharedSecret}${change}`))).status;
    };
    expect(await ask(createSandbox())).toBe(401);
    const lenient = createSandbox({ settings: { [API]: { sharedSecretHeader: true } } });
    expect(await ask(lenient)).toBe(200);
    expect(await ask(lenient, "x")).toBe(401);
  });
});

describe("the request log", () => {
  test("says what was asked and what refused it, and holds no secret", async () => {
    const sandbox = createSandbox();
    const { applicationId, sharedSecret } = sandbox.connect(API).credentials;
    const token = await login(sandbox);
    await sandbox.fetch(LOGIN, { ...post({}), body: `{"sharedSecret":"${sharedSecret}"` });
    await sandbox.fetch(
      `${PAGED}?sharedSecret=${sharedSecret}&a=1`,
      post({ nested: [{ sharedSecret }], SHAREDSECRET: sharedSecret }, token),
    );
    await sandbox.fetch(PAGED, post({}, "wrong-token"));
    await sandbox.fetch(`${SANDBOX_ORIGIN}/${API}/nowhere`);
    expect(sandbox.requests.map(({ number, operation, status, refusedBy }) => [number, operation, status, refusedBy])).toEqual([
      [1, "authenticateAdminApiUsingPOST", 200, null],
      [2, "authenticateAdminApiUsingPOST", 400, "body-json"],
      [3, "getTenantsPageUsingPOST", 200, null],
      [4, "getTenantsPageUsingPOST", 401, "token-known"],
      [5, null, 404, "path-known"],
    ]);
    expect(sandbox.requests[0]!.body).toEqual({ applicationId, sharedSecret: "[redacted]" });
    expect(sandbox.requests[2]!.target).toBe("/api/web/v4/tenantspaged?sharedSecret=%5Bredacted%5D&a=1");
    const log = JSON.stringify(sandbox.requests);
    for (const secret of [sharedSecret, token, "wrong-token"]) expect(log).not.toContain(secret);
  });
});

test("the list of products is the list of folders, and names are unique", () => {
  expect(sandboxProducts.map((product) => product.name)).toEqual(readdirSync(new URL("products", import.meta.url)).sort());
  for (const { accounts, operations, wellKnown } of sandboxProducts) {
    expect(new Set(accounts.map((one) => one.name)).size).toBe(accounts.length);
    expect(new Set(accounts.map((one) => JSON.stringify(one.credentials))).size).toBe(accounts.length);
    expect(new Set(operations.map((one) => one.id)).size).toBe(operations.length);
    // Numbers are counted per kind of thing: the first of each is 1.
    const unique = Object.values(wellKnown).filter((id) => !/^\d+$/.test(id));
    expect(new Set(unique).size).toBe(unique.length);
  }
});
