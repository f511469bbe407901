import { afterEach, describe, expect, expectTypeOf, test } from "vitest";
import { createSandbox, SANDBOX_ORIGIN } from "../index.js";
import { type MessageSource, type MessageTarget, type OpenedSandbox, openSandbox, type ServeOptions, serveSandbox } from "./index.js";
import type { Call, Reply, State } from "./messages.js";

const API = "entrust-idaas";
const BASE = `${SANDBOX_ORIGIN}/${API}`;
const LOGIN = "/api/web/v1/adminapi/authenticate";
const OPERATION = "authenticateAdminApiUsingPOST";
const PAGED = "/api/web/v4/tenantspaged";

const open: MessagePort[] = [];
afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

/** A worker, seen from a page. */
function startWorker(options: ServeOptions = {}): MessagePort {
  const { port1: page, port2: worker } = new MessageChannel();
  open.push(page, worker);
  serveSandbox({ create: () => createSandbox(), scope: worker, ...options });
  return page;
}

/** As `sessionStorage`, of `room` characters. */
function storageOf() {
  const items = new Map<string, string>();
  return {
    items,
    room: Number.POSITIVE_INFINITY,
    getItem: (key: string) => items.get(key) ?? null,
    removeItem: (key: string) => void items.delete(key),
    setItem(key: string, value: string) {
      if (value.length > this.room) throw new DOMException("full", "QuotaExceededError");
      items.set(key, value);
    },
  };
}

const post = (body: unknown, authorization = ""): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json", authorization },
  body: JSON.stringify(body),
});

async function login({ connect }: Pick<OpenedSandbox, "connect">): Promise<string> {
  const { baseUrl, credentials, fetch } = await connect(API);
  const response = await fetch(`${baseUrl}${LOGIN}`, post(credentials));
  expect(response.status).toBe(200);
  return ((await response.json()) as { authToken: string }).authToken;
}

async function domains({ fetch }: Pick<OpenedSandbox, "fetch">, token: string): Promise<readonly string[]> {
  const response = await fetch(`${BASE}${PAGED}`, post({ limit: 100 }, token));
  expect(response.status).toBe(200);
  return ((await response.json()) as { results: { hostname: string }[] }).results.map(({ hostname }) => hostname.split(".")[0]!);
}

const create = ({ fetch }: Pick<OpenedSandbox, "fetch">, token: string, domain: string) =>
  fetch(`${BASE}/api/web/v4/tenants`, post({ tenant: { companyName: "Mango Mills", domain }, adminUser: { userId: "mm" } }, token));

describe("fetch", () => {
  test("takes what the global fetch takes, and gives what the sandbox gives", async () => {
    const sandbox = openSandbox(startWorker());
    expectTypeOf(sandbox.fetch).toEqualTypeOf<typeof fetch>();
    const { credentials } = createSandbox().connect(API);
    const url = `${BASE}${LOGIN}`;
    const answers = [
      await sandbox.fetch(url, post(credentials)),
      await sandbox.fetch(new URL(url), post(credentials)),
      await sandbox.fetch(new Request(url, post(credentials))),
      await sandbox.fetch(new Request(url, post({})), post(credentials)),
      await sandbox.fetch(url, post({ ...credentials, sharedSecret: "wrong" })),
      await sandbox.fetch(url, { method: "DELETE" }),
      await sandbox.fetch(`${BASE}/nowhere?a=b`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 401, 405, 404]);
    const direct = await createSandbox().fetch(`${BASE}/nowhere?a=b`);
    expect([...answers.at(-1)!.headers]).toEqual([...direct.headers]);
    expect(await answers.at(-1)!.text()).toBe(await direct.text());
  });

  test("carries bytes that are no text, both ways", async () => {
    const bytes = new Uint8Array([0, 255, 128, 10, 13]);
    const echo = { ...createSandbox(), fetch: (async (request: Request) => new Response(await request.arrayBuffer())) as typeof fetch };
    const { fetch } = openSandbox(startWorker({ create: () => echo }));
    const response = await fetch(BASE, { method: "PUT", body: bytes });
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
  });

  test("is told of a dropped connection as a browser would tell", async () => {
    const inside = createSandbox();
    const sandbox = openSandbox(startWorker({ create: () => inside }));
    inside.faults.add({ api: API, operation: OPERATION, drop: "after" });
    await expect(login(sandbox)).rejects.toThrow(new TypeError("fetch failed"));
  });

  test("ends with its reason when it is given up, and the sandbox stops waiting", async () => {
    const inside = createSandbox();
    const sandbox = openSandbox(startWorker({ create: () => inside }));
    inside.faults.add({ api: API, operation: OPERATION, delay: 60_000 });
    const release = inside.clock.hold();
    const control = new AbortController();
    const waiting = sandbox.fetch(`${BASE}${LOGIN}`, { ...post({}), signal: control.signal });
    while (inside.faults.list().length > 0) await new Promise((resolve) => setTimeout(resolve, 0));
    control.abort(new Error("enough"));
    await expect(waiting).rejects.toThrow("enough");
    await expect(sandbox.fetch(`${BASE}${LOGIN}`, { ...post({}), signal: control.signal })).rejects.toThrow("enough");
    while (inside.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 0));
    expect(inside.requests.map(({ status }) => status)).toEqual([null]);
    release();
  });

  test("steers the sandbox below /_gatehouse", async () => {
    const sandbox = openSandbox(startWorker());
    const token = await login(sandbox);
    const advanced = await sandbox.fetch(`${SANDBOX_ORIGIN}/_gatehouse/clock/advance`, post({ ms: 900_000 }));
    expect(await advanced.json()).toMatchObject({ now: "2026-01-15T08:15:00.000Z" });
    const late = await sandbox.fetch(`${BASE}${PAGED}`, post({}, token));
    expect([late.status, await late.json()]).toEqual([401, expect.objectContaining({ errorCode: "expired_token" })]);
  });
});

describe("a world", () => {
  test("is asked for its accounts, by type and by name", async () => {
    const sandbox = openSandbox(startWorker());
    const { baseUrl, credentials } = await sandbox.connect(API, "view-only");
    expectTypeOf(credentials).toEqualTypeOf<{ readonly applicationId: string; readonly sharedSecret: string }>();
    expect({ baseUrl, credentials }).toEqual({ baseUrl: BASE, credentials: createSandbox().account(API, "view-only").credentials });
    await expect(sandbox.connect("entrust")).rejects.toThrow(RangeError);
  });

  test("starts over, and goes back to where it was", async () => {
    const sandbox = openSandbox(startWorker());
    const fresh = await sandbox.snapshot();
    expect(fresh).toEqual(createSandbox().snapshot());
    const token = await login(sandbox);
    expect((await create(sandbox, token, "mango")).status).toBe(200);
    const snapshot = JSON.parse(JSON.stringify(await sandbox.snapshot()));
    await sandbox.reset();
    expect(await sandbox.snapshot()).toEqual(fresh);
    await sandbox.restore(snapshot);
    expect(await domains(sandbox, token)).toContain("mango");
    await expect(sandbox.restore({ version: 0 })).rejects.toThrow(TypeError);
    expect(await domains(sandbox, token)).toContain("mango");
  });

  test("is its page's own, in a worker that several share", async () => {
    const worker = startWorker();
    const [one, other] = [openSandbox(worker), openSandbox(worker)];
    const token = await login(one);
    await create(one, token, "mango");
    expect(await domains(one, token)).toContain("mango");
    expect(await domains(other, await login(other))).not.toContain("mango");
  });

  test("that makes room for another is the one unused for longest, and comes back as it was", async () => {
    let made = 0;
    const worker = startWorker({
      most: 2,
      create: () => {
        made += 1;
        return createSandbox();
      },
    });
    const page = async (domain: string) => {
      const sandbox = openSandbox(worker);
      const token = await login(sandbox);
      expect((await create(sandbox, token, domain)).status).toBe(200);
      return async () => {
        expect((await domains(sandbox, token)).filter((one) => /mango|papaya|lychee/.test(one))).toEqual([domain]);
        return made;
      };
    };
    const mango = await page("mango");
    const papaya = await page("papaya");
    expect(await mango()).toBe(2);
    const lychee = await page("lychee");
    expect([await mango(), await lychee(), await mango()]).toEqual([3, 3, 3]);
    expect([await papaya(), await mango(), await lychee(), await papaya()]).toEqual([4, 4, 5, 6]);
  });
});

describe("what happened survives", () => {
  test.each([
    ["navigation, with a worker of the page's own", () => startWorker()],
    ["navigation, with a worker that goes on", (worker: MessagePort) => worker],
  ])("%s", async (_, next) => {
    const storage = storageOf();
    const worker = startWorker();
    const before = openSandbox(worker, { storage });
    expect(before.kept).toBe(false);
    const token = await login(before);
    await create(before, token, "mango");
    expect(before.kept).toBe(true);

    const after = openSandbox(next(worker), { storage });
    expect(await domains(after, token)).toContain("mango");
    expect(await after.snapshot()).toEqual(await openSandbox(next(worker), { storage }).snapshot());
    await after.reset();
    expect(await openSandbox(next(worker), { storage }).snapshot()).toEqual(createSandbox().snapshot());
  });

  test("a service worker that the browser stops between two calls, several of them at once", async () => {
    let worker = startWorker();
    const target: MessageTarget = { postMessage: (message, transfer) => worker.postMessage(message, transfer) };
    const sandbox = openSandbox(target);
    const token = await login(sandbox);
    await create(sandbox, token, "mango");
    worker = startWorker();
    const answers = await Promise.all(["papaya", "lychee", "papaya"].map((domain) => create(sandbox, token, domain)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 409]);
    for (const domain of ["banana", "quince"]) {
      worker = startWorker();
      expect((await create(sandbox, token, domain)).status).toBe(200);
    }
    worker = startWorker();
    expect((await domains(sandbox, token)).slice(-5)).toEqual(["mango", "papaya", "lychee", "banana", "quince"]);
  });

  test("not where pages have no storage", async () => {
    const token = await login(openSandbox(startWorker()));
    const response = await openSandbox(startWorker()).fetch(`${BASE}${PAGED}`, post({}, token));
    expect(response.status).toBe(401);
  });

  test("not under another key", async () => {
    const storage = storageOf();
    const token = await login(openSandbox(startWorker(), { storage, key: "build 1" }));
    const next = openSandbox(startWorker(), { storage, key: "build 2" });
    expect((await next.fetch(`${BASE}${PAGED}`, post({}, token))).status).toBe(401);
    expect([...storage.items.keys()]).toEqual(["build 1", "build 2"]);
  });

  test("not a storage that is full: the call goes on, the page can tell, and half of it does not come back", async () => {
    const storage = storageOf();
    const sandbox = openSandbox(startWorker(), { storage });
    const token = await login(sandbox);
    expect([sandbox.kept, storage.items.size]).toEqual([true, 1]);
    storage.room = [...storage.items.values()].join("").length;
    expect((await create(sandbox, token, "mango")).status).toBe(200);
    expect([sandbox.kept, storage.items.size]).toEqual([false, 0]);
    expect(await domains(sandbox, token)).toContain("mango");
  });

  test.each([
    ["no JSON", "{"],
    ["something else's", '{"world":1,"snapshot":{}}'],
    ["a world of an older build", '{"world":"w","snapshot":{"version":0}}'],
  ])("not %s", async (_, item) => {
    const storage = storageOf();
    storage.setItem("gatehouse-sandbox", item);
    const sandbox = openSandbox(startWorker(), { storage });
    expect(await sandbox.snapshot()).toEqual(createSandbox().snapshot());
    expect(sandbox.kept).toBe(true);
  });

  test("not a storage that may not be used", async () => {
    const denied = () => {
      throw new DOMException("denied", "SecurityError");
    };
    const sandbox = openSandbox(startWorker(), { storage: { getItem: denied, setItem: denied, removeItem: denied } });
    await login(sandbox);
    expect(sandbox.kept).toBe(false);
  });

  test("replies that overtake each other: the page keeps the later world", async () => {
    const calls: { readonly port: MessagePort; readonly call: Call }[] = [];
    const storage = storageOf();
    const target: MessageTarget = {
      postMessage: (call, [port]) => void calls.push({ call: call as Call, port: port as MessagePort }),
    };
    const sandbox = openSandbox(target, { storage });
    const waiting = [sandbox.reset(), sandbox.reset()];
    const stateAt = (revision: number): State => ({ revision, snapshot: { version: 1, clock: {}, ids: revision, store: {} } });
    for (const revision of [2, 1]) {
      const { port } = calls[revision - 1]!;
      port.postMessage({ outcome: { value: null }, state: stateAt(revision) } satisfies Reply);
      await waiting[revision - 1];
      port.close();
    }
    expect(JSON.parse(storage.getItem("gatehouse-sandbox")!).snapshot).toEqual(stateAt(2).snapshot);
  });
});

describe("a worker", () => {
  test("that fails is reported, by calls that wait and by those that follow", async () => {
    const target = Object.assign(new EventTarget(), { postMessage: () => {} });
    const sandbox = openSandbox(target);
    const waiting = [sandbox.reset(), sandbox.fetch(BASE)];
    // A fetch reads its body before it is posted.
    await new Promise((resolve) => setTimeout(resolve, 0));
    target.dispatchEvent(new Event("error"));
    for (const one of [...waiting, sandbox.snapshot()])
      await expect(one).rejects.toThrow("the sandbox's worker failed: its script could not be loaded");
  });

  test("that cannot make a sandbox says so, instead of leaving the call waiting", async () => {
    const create = () => {
      throw new Error("no room");
    };
    await expect(openSandbox(startWorker({ create })).reset()).rejects.toThrow("the sandbox's worker failed: Error: no room");
  });

  test("of another build is told apart, from either side", async () => {
    const worker = startWorker();
    const newer: MessageTarget = {
      postMessage: (call, transfer) => worker.postMessage({ ...(call as Call), gatehouse: 2 }, transfer),
    };
    await expect(openSandbox(newer).reset()).rejects.toThrow("the page and its worker are of different builds – reload the page");
  });

  test("leaves messages alone that are not for it", async () => {
    const worker = startWorker();
    const { port1, port2 } = new MessageChannel();
    open.push(port1, port2);
    let answered = false;
    port1.onmessage = () => {
      answered = true;
    };
    worker.postMessage("hello", [port2]);
    for (const message of [null, { world: "w" }, { gatehouse: 1 }]) worker.postMessage(message);
    await openSandbox(worker).reset();
    expect(answered).toBe(false);
  });

  test("is kept alive until it has answered", async () => {
    let receive: (event: MessageEvent) => void = () => {};
    const scope: MessageSource = {
      addEventListener: (_, listener) => {
        receive = listener;
      },
    };
    const inside = createSandbox();
    serveSandbox({ scope, create: () => inside });
    const until: Promise<void>[] = [];
    const target: MessageTarget = {
      postMessage: (data, ports) =>
        receive({ data, ports, waitUntil: (promise: Promise<void>) => until.push(promise) } as unknown as MessageEvent),
    };
    inside.faults.add({ api: API, operation: OPERATION, delay: 1 });
    const release = inside.clock.hold();
    let ended = false;
    const waiting = openSandbox(target).fetch(`${BASE}${LOGIN}`, post({}));
    while (inside.faults.list().length > 0) await new Promise((resolve) => setTimeout(resolve, 0));
    const last = until.at(-1)!.then(() => {
      ended = true;
    });
    await Promise.resolve();
    expect(ended).toBe(false);
    release();
    expect((await waiting).status).toBe(400);
    await last;
    expect(until).toHaveLength(2);
  });
});
