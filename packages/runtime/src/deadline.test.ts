import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import { connect, json, never, type Seen, token } from "../test/support/server.js";
import { settle } from "../test/support/virtual-clock.js";
import { isAbortedError, isDeadlineError, memoryTokens } from "./index.js";

const busy = () => new Response(null, { status: 503 });

/** A body whose bytes stop coming, unless the request is aborted. */
function dripping({ signal }: Seen): Response {
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"a":'));
      signal.addEventListener("abort", () => controller.error(signal.reason), { once: true });
    },
  });
  return new Response(body, { headers: { "content-type": "application/json" } });
}

/** Every place where a call can wait. */
const waits = [
  ["for an answer", { answer: never, attempts: 1 }],
  ["for an answer of a fetch that heeds no signal", { answer: () => new Promise<Response>(() => {}), attempts: 1 }],
  ["for the rest of a body", { answer: dripping, attempts: 1 }],
  [
    "for the rest of a body that heeds no signal",
    { answer: () => new Response(new ReadableStream(), { headers: { "content-type": "application/json" } }), attempts: 1 },
  ],
  ["for a login", { answer: busy, login: never, attempts: 0 }],
  ["for a login that heeds no signal", { answer: busy, login: () => new Promise<Response>(() => {}), attempts: 0 }],
  ["for a token store", { answer: busy, tokens: { ...stuckStore() }, attempts: 0 }],
  ["for a new login after a 401", { answer: () => json(401, {}), login: onceThenNever(), attempts: 1 }],
] as const;

function stuckStore() {
  return { get: () => new Promise<undefined>(() => {}), set: async () => {}, drop: async () => {} };
}

function onceThenNever() {
  return (seen: Seen, nth: number) => (nth === 1 ? token({ now: () => Date.UTC(2026, 0, 1) }, 1) : never(seen));
}

describe.each(waits)("a call that waits %s", (_name, { answer, attempts, ...options }) => {
  const start = () => {
    const connected = connect(answer, options);
    const signal = new AbortController();
    const settled = { at: undefined as number | undefined, error: undefined as unknown };
    const begin = (deadline: number) => {
      connected.client.getOne({ id: "a" }, { signal: signal.signal, deadline }).catch((error: unknown) => {
        settled.at = connected.clock.now();
        settled.error = error;
      });
    };
    return { ...connected, signal, settled, begin };
  };

  it("ends at exactly its deadline", async () => {
    const { clock, settled, begin } = start();
    const from = clock.now();
    begin(490);
    await clock.advance(489);
    expect(settled.at).toBeUndefined();
    await clock.advance(1);
    expect(isDeadlineError(settled.error)).toBe(true);
    expect(settled).toMatchObject({ at: from + 490, error: { attempts, deadline: 490 } });
    expect(clock.pending).toEqual([]);
  });

  it("ends in the same turn in which its signal is aborted", async () => {
    const { clock, signal, settled, begin } = start();
    begin(30_000);
    await settle();
    expect(settled.error).toBeUndefined();
    let turnOver = false;
    setImmediate(() => {
      turnOver = true;
    });
    signal.abort(new Error("changed my mind"));
    for (let microtasks = 0; microtasks < 50; microtasks++) await undefined;
    expect(turnOver).toBe(false);
    expect(isAbortedError(settled.error)).toBe(true);
    expect(settled.error).toMatchObject({ attempts, cause: { message: "changed my mind" } });
    expect(clock.pending).toEqual([]);
  });

  it("leaves no listener on the caller's signal", async () => {
    const { clock, signal, settled, begin } = start();
    begin(490);
    await clock.advance(490);
    expect(settled.error).toBeDefined();
    expect(getEventListeners(signal.signal, "abort")).toEqual([]);
  });
});

describe("a call that pauses before its next attempt", () => {
  it("ends in the same turn in which its signal is aborted", async () => {
    const { client, clock } = connect(busy);
    const control = new AbortController();
    let error: unknown;
    client.getOne({ id: "a" }, { signal: control.signal }).catch((thrown: unknown) => {
      error = thrown;
    });
    await settle();
    expect(clock.pending).toEqual([250, 30_000]);
    control.abort();
    for (let microtasks = 0; microtasks < 50; microtasks++) await undefined;
    expect(error).toMatchObject({ code: "aborted", attempts: 1 });
    expect(clock.pending).toEqual([]);
    expect(getEventListeners(control.signal, "abort")).toEqual([]);
  });

  it("ends at once when the pause would outlast its deadline: the error at hand says more than the deadline's", async () => {
    const { client, clock } = connect(busy);
    const from = clock.now();
    await expect(client.getOne({ id: "a" }, { deadline: 200 })).rejects.toMatchObject({
      code: "undeclared_status",
      status: 503,
      attempts: 1,
    });
    expect(clock.now()).toBe(from);
    expect(clock.pending).toEqual([]);
  });
});

describe("a call", () => {
  it("with a signal that is already aborted sends nothing", async () => {
    const { client, requests, logins, clock } = connect(() => json(200, {}));
    await expect(client.getOne({ id: "a" }, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: "aborted", attempts: 0 });
    expect([...requests, ...logins]).toEqual([]);
    expect(clock.pending).toEqual([]);
  });

  it("that is aborted before it starts does not even look for a token", async () => {
    let looked = 0;
    const tokens = { ...stuckStore(), get: async () => void looked++ };
    const { client } = connect(() => json(200, {}), { tokens: tokens as never });
    await client.getOne.result({ id: "a" }, { signal: AbortSignal.abort() });
    expect(looked).toBe(0);
  });

  it("that is aborted just after its login sends nothing any more, whatever the moment", async () => {
    const abortedWhenSent: boolean[] = [];
    const outcomes = new Set<string>();
    for (let moment = 0; moment < 40; moment++) {
      const control = new AbortController();
      const set = async () => {
        let left = moment;
        const tick = () => (left-- > 0 ? queueMicrotask(tick) : control.abort());
        tick();
      };
      const { client } = connect(
        ({ signal }) => {
          abortedWhenSent.push(signal.aborted);
          return json(200, {});
        },
        { tokens: { ...memoryTokens(), set } },
      );
      const result = await client.getOne.result({ id: "a" }, { signal: control.signal });
      outcomes.add(result.ok ? "ok" : `${result.error.code} ${result.error.attempts}`);
    }
    expect(abortedWhenSent).not.toContain(true);
    expect([...outcomes]).toEqual(["aborted 0", "aborted 1", "ok"]);
  });

  it("that is aborted by its own fetch ends, though that fetch never does", async () => {
    const control = new AbortController();
    const { client } = connect(() => {
      control.abort();
      return new Promise<Response>(() => {});
    });
    expect(await client.getOne.result({ id: "a" }, { signal: control.signal })).toMatchObject({ error: { code: "aborted", attempts: 1 } });
  });

  it("that is late stays late, also when its end makes the caller abort", async () => {
    const control = new AbortController();
    const { client, clock } = connect((seen) => {
      seen.signal.addEventListener("abort", () => control.abort());
      return never(seen);
    });
    const call = client.getOne.result({ id: "a" }, { signal: control.signal, deadline: 10 });
    await clock.advance(10);
    expect(await call).toMatchObject({ error: { code: "deadline" } });
  });

  it("that has ended plans no further attempt", async () => {
    const planned: string[] = [];
    const control = new AbortController();
    const { client } = connect(never, { observer: { on: ({ type }) => void planned.push(type) } });
    const call = client.getOne.result({ id: "a" }, { signal: control.signal });
    await settle();
    control.abort();
    await call;
    expect(planned).toContain("attempt.end");
    expect(planned).not.toContain("retry");
  });

  it.each([
    ["at once, for a copy of what it was given", (init: RequestInit) => ({ ...init })],
    ["only when the call has ended", (init: RequestInit) => init],
  ])("has a signal for a fetch that asks %s", async (_name, take) => {
    const inits: RequestInit[] = [];
    const { client, clock } = connect(() => json(200, {}), {
      fetch: (_url, init) => {
        const nth = inits.push(take(init));
        return nth === 1 ? Promise.resolve(json(200, { authToken: "t" })) : new Promise(() => {});
      },
    });
    const call = client.getOne.result({ id: "a" }, { deadline: 10 });
    await clock.advance(10);
    expect(await call).toMatchObject({ error: { code: "deadline" } });
    expect(inits[1]?.signal).toMatchObject({ aborted: true, reason: "late" });
    expect(inits[0]?.signal?.aborted).toBe(false); // that of the login, which came to its end
  });

  it("that succeeds leaves no timer and no listener, however often a signal is used", async () => {
    const { client, clock } = connect(() => json(200, {}));
    const { signal } = new AbortController();
    for (let calls = 0; calls < 10_000; calls++) await client.getOne({ id: "a" }, { signal });
    expect(getEventListeners(signal, "abort")).toEqual([]);
    expect(clock.pending).toEqual([]);
  });

  it("lets go of everything it started once it has ended", async () => {
    const { client, requests } = connect(() => json(404, {}));
    await client.getOne.result({ id: "a" });
    expect(requests[0]?.signal.aborted).toBe(true);
  });

  it("has 30 seconds by default, the client's deadline, or its own", async () => {
    const left = async (clientDeadline?: number, own?: number) => {
      const { client, clock } = connect(never, { deadline: clientDeadline });
      const call = client.getOne.result({ id: "a" }, { deadline: own });
      await settle();
      const { pending } = clock;
      await clock.advance(60_000);
      expect(await call).toMatchObject({ ok: false, error: { code: "deadline" } });
      return pending;
    };
    expect(await left()).toEqual([30_000]);
    expect(await left(20_000)).toEqual([20_000]);
    expect(await left(20_000, 10_000)).toEqual([10_000]);
  });

  it("without a deadline has no timer", async () => {
    const { client, clock } = connect(never);
    const control = new AbortController();
    const call = client.getOne.result({ id: "a" }, { deadline: Number.POSITIVE_INFINITY, signal: control.signal });
    await settle();
    expect(clock.pending).toEqual([]);
    control.abort();
    expect(await call).toMatchObject({ error: { code: "aborted" } });
  });

  it.each([0, -1, Number.NaN])("refuses %s as its deadline", async (deadline) => {
    const { client, requests } = connect(() => json(200, {}));
    await expect(client.getOne({ id: "a" }, { deadline })).rejects.toMatchObject({ code: "validation", input: "deadline" });
    expect(requests).toEqual([]);
  });

  it.each([
    ["a connection that is reset", () => Promise.reject(new TypeError("fetch failed")), "connection", 2],
    [
      "a server that wants a day of patience",
      () => new Response(null, { status: 429, headers: { "retry-after": "86400" } }),
      "undeclared_status",
      1,
    ],
  ])("that meets %s ends with that, and before its deadline", async (_name, answer, code, attempts) => {
    const { client, clock } = connect(answer);
    const from = clock.now();
    const call = client.getOne.result({ id: "a" }, { deadline: 490 });
    await clock.advance(489);
    expect(clock.pending).toEqual([]);
    expect(await call).toMatchObject({ error: { code, attempts } });
    expect(clock.now() - from).toBe(489);
  });

  it("counts login, attempts and pauses into one deadline", async () => {
    let sent = 0;
    const { client, clock } = connect((seen) => (++sent < 2 ? busy() : never(seen)), {
      login: async (_seen, nth) => {
        await clock.sleep(300);
        return token(clock, nth);
      },
    });
    const from = clock.now();
    const call = client.getOne.result({ id: "a" }, { deadline: 1_000 }); // 300 login, 0 first, 250 pause, second
    await clock.advance(999);
    expect(sent).toBe(2);
    await clock.advance(1);
    expect(await call).toMatchObject({ error: { code: "deadline", attempts: 2 } });
    expect(clock.now() - from).toBe(1_000);
  });
});

describe("an error's stack", () => {
  it("leads to the line of the caller, also when it was thrown after waiting", async () => {
    const { client } = connect(() => json(404, {}));
    async function theCaller() {
      await client.getOne({ id: "a" });
    }
    await expect(theCaller()).rejects.toMatchObject({ stack: expect.stringContaining("theCaller") });
    const late = connect(never);
    async function theLateCaller() {
      await late.client.getOne({ id: "a" }, { deadline: 10 });
    }
    const call = theLateCaller();
    const failed = expect(call).rejects.toMatchObject({ code: "deadline", stack: expect.stringContaining("theLateCaller") });
    await late.clock.advance(10);
    await failed;
  });
});
