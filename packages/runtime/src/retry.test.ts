import { describe, expect, it } from "vitest";
import { type Answer, connect, json, type Seen } from "../test/support/server.js";
import { settle } from "../test/support/virtual-clock.js";
import type { CallEvent, Result } from "./index.js";

const failing = () => Promise.reject(Object.assign(new Error("reset"), { code: "ECONNRESET" }));
const status = (code: number, headers: Record<string, string> = {}) => json(code, { reason: "later" }, headers);
const done = (seen: Seen) => (seen.method === "PUT" ? new Response(null, { status: 204 }) : json(200, { id: "a" }));

type Connected = ReturnType<typeof connect>;
const kinds = {
  safe: ({ client }: Connected) => client.getMany.result({ id: "a" }),
  idempotent: ({ client }: Connected) => client.replaceThing.result({ body: { name: "a" } }),
  never: ({ client }: Connected) => client.createThing.result({ body: { name: "a" } }),
};

/** Lets one call meet `answers` in turn, the last one for ever; gives what became of it, the sendings and the pauses before them. */
async function run(kind: keyof typeof kinds, answers: readonly ((seen: Seen) => Answer)[], options: Parameters<typeof connect>[1] = {}) {
  const pauses: number[] = [];
  let nth = 0;
  const observer = { on: (event: CallEvent) => void (event.type === "retry" && pauses.push(event.afterMilliseconds)) };
  const connected = connect((seen) => answers[Math.min(nth++, answers.length - 1)]!(seen), { observer, ...options });
  const call = kinds[kind](connected) as Promise<Result<unknown, { code: string }>>;
  await connected.clock.advance(180_000);
  const { pending } = connected.clock;
  return { result: await call, sent: connected.requests.length, pauses, pending };
}

describe("a failure that may pass", () => {
  const passing = [
    ["a lost connection", failing],
    ["429", () => status(429)],
    ["502", () => status(502)],
    ["503", () => status(503)],
    ["504", () => status(504)],
    ["a body that breaks off", (seen: Seen) => (seen.method === "GET" ? torn() : failing())],
  ] as const;

  it.each(passing)("(%s) is tried again for safe and idempotent operations", async (_name, failure) => {
    for (const kind of ["safe", "idempotent"] as const) {
      const { result, sent, pauses } = await run(kind, [failure, failure, done]);
      expect(result.ok).toBe(true);
      expect([sent, pauses]).toEqual([3, [250, 500]]);
    }
  });

  it.each(passing)("(%s) is never tried again for other operations", async (_name, failure) => {
    const { result, sent, pauses } = await run("never", [failure, done]);
    expect(result).toMatchObject({ ok: false, error: { attempts: 1 } });
    expect([sent, pauses]).toEqual([1, []]);
  });

  it.each(passing)("(%s) ends the call after the last attempt, with the attempts it took", async (_name, failure) => {
    const { result, sent, pending } = await run("safe", [failure]);
    expect(result).toMatchObject({ ok: false, error: { attempts: 3 } });
    expect([sent, pending]).toEqual([3, []]);
    expect((await run("safe", [failure], { attempts: 1 })).sent).toBe(1);
    expect((await run("safe", [failure], { attempts: 5, deadline: 170_000 })).sent).toBe(5);
  });
});

function torn(): Response {
  const body = new ReadableStream({ pull: (controller) => controller.error(new TypeError("terminated")) });
  return new Response(body, { headers: { "content-type": "application/json" } });
}

describe("any other answer", () => {
  it.each([400, 403, 404, 409, 418, 500, 501])("(%s) is not tried again", async (code) => {
    const { result, sent } = await run("safe", [() => status(code)]);
    expect(result.ok).toBe(false);
    expect(sent).toBe(1);
  });

  it("nor is one that cannot be read", async () => {
    expect((await run("safe", [() => new Response("<p>", { headers: { "content-type": "text/html" } })])).sent).toBe(1);
  });

  it("to a second sending says so: a 404 after a lost answer is still a 404, with two attempts", async () => {
    const { result } = await run("safe", [failing, () => new Response("none", { status: 404, headers: { "content-type": "text/plain" } })]);
    expect(result).toMatchObject({ ok: false, error: { code: "api_error", status: 404, attempts: 2 } });
  });
});

describe("the pause", () => {
  it("doubles up to 8 seconds, between none and all of it by chance", async () => {
    const pauses = async (chance: number) =>
      (await run("safe", [failing], { attempts: 8, deadline: 170_000, random: () => chance })).pauses;
    expect(await pauses(1)).toEqual([500, 1000, 2000, 4000, 8000, 8000, 8000]);
    expect(await pauses(0)).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  it.each([
    ["seconds", "7", {}, 7_000],
    ["seconds, with space around them", " 7\t", {}, 7_000],
    ["a date by the server's clock", "Thu, 01 Jan 2026 05:00:09 GMT", { date: "Thu, 01 Jan 2026 05:00:00 GMT" }, 9_000],
    ["a date, where the server gives none of its own", "Thu, 01 Jan 2026 00:00:09 GMT", {}, 9_000],
    ["a date as RFC 850 wrote it", "Thursday, 01-Jan-26 00:00:09 GMT", {}, 9_000],
    ["a date as asctime prints it, without a zone", "Thu Jan  1 00:00:09 2026", {}, 9_000],
    ["the longest that is waited for", "60", {}, 60_000],
    ["none", "0", {}, 0],
    ["a date that is past", "Wed, 31 Dec 2025 00:00:00 GMT", {}, 0],
    ["a word", "soon", {}, 0],
    ["a word and a year, of which Date.parse makes a date", "soon 2099", {}, 0],
    ["a fraction", "1.5", {}, 0],
    ["less than nothing", "-1", {}, 0],
    ["two values", "7, 7", {}, 0],
    ["a date that there is not", "Thu, 41 Jan 2026 00:00:09 GMT", {}, 0],
    ["a date, with one of its own that cannot be read", "Thu, 01 Jan 2026 00:00:09 GMT", { date: "now" }, 9_000],
  ])("heeds Retry-After, and adds our own so that not everybody comes at that second: %s", async (_name, value, headers, asked) => {
    const { result, pauses } = await run("safe", [() => status(503, { "retry-after": value, ...headers }), done], { deadline: 170_000 });
    expect(result.ok).toBe(true);
    expect(pauses).toEqual([asked + 250]);
  });

  it("reads a date without a zone as GMT wherever the client is", async () => {
    const { TZ } = process.env;
    process.env["TZ"] = "Asia/Kathmandu";
    try {
      const { pauses } = await run("safe", [() => status(503, { "retry-after": "Thu Jan  1 00:00:09 2026" }), done]);
      expect(pauses).toEqual([9_250]);
    } finally {
      if (TZ === undefined) delete process.env["TZ"];
      else process.env["TZ"] = TZ;
    }
  });

  it.each(["61", "86400", "Fri, 02 Jan 2026 00:00:00 GMT", "9".repeat(400)])(
    "is not taken when Retry-After asks for %s: the answer stands",
    async (value) => {
      const { result, sent, pauses } = await run("safe", [() => status(503, { "retry-after": value })], { deadline: 170_000 });
      expect(result).toMatchObject({ ok: false, error: { status: 503, attempts: 1 } });
      expect([sent, pauses]).toEqual([1, []]);
    },
  );
});

describe("a body", () => {
  it("is sent whole with every attempt", async () => {
    const bodies: string[] = [];
    const keeping = (answer: (seen: Seen) => Answer) => (seen: Seen) => {
      bodies.push(seen.body);
      return answer(seen);
    };
    await run("idempotent", [keeping(failing), keeping(done)]);
    expect(bodies).toEqual(['{"name":"a"}', '{"name":"a"}']);
  });

  it("of an answer that nobody reads is let go, so that its connection is free", async () => {
    const let_go: unknown[] = [];
    const held = () => new Response(new ReadableStream({ cancel: () => void let_go.push("503") }), { status: 503 });
    await run("safe", [held, done]);
    expect(let_go).toEqual(["503"]);
    const refused = () => new Response(new ReadableStream({ cancel: () => void let_go.push("401") }), { status: 401 });
    await run("never", [refused, () => new Response(null, { status: 201 })]);
    expect(let_go).toEqual(["503", "401"]);
  });
});

describe("an observer", () => {
  it("sees attempts and pauses, and no value of anything", async () => {
    const events: CallEvent[] = [];
    const { client, clock } = connect(
      (seen) => (seen.headers.get("authorization") === "token-2" ? json(200, {}, { "x-request-id": "r9" }) : failing()),
      {
        observer: { on: (event) => void events.push(event) },
        login: (_seen, nth) => json(200, { authToken: `token-${nth + 1}` }),
      },
    );
    await client.getOne({ id: "the-id" });
    const [call, login] = [...new Set(events.map((event) => event.call))];
    const get = { api: "fixture", operation: "getOne", call };
    const authenticate = { api: "fixture", operation: "authenticate", call: login };
    expect(events).toEqual([
      { type: "call.start", ...get, method: "GET", path: "/getOne/{id}/part" },
      { type: "login", ...get, because: "no-token" },
      { type: "call.start", ...authenticate, method: "POST", path: "/authenticate" },
      { type: "attempt.start", ...authenticate, attempt: 1, method: "POST", path: "/authenticate" },
      { type: "attempt.end", ...authenticate, attempt: 1, status: 200, milliseconds: 0 },
      { type: "call.end", ...authenticate, status: 200, milliseconds: 0 },
      { type: "attempt.start", ...get, attempt: 1, method: "GET", path: "/getOne/{id}/part" },
      { type: "attempt.end", ...get, attempt: 1, status: 200, requestId: "r9", milliseconds: 0 },
      { type: "call.end", ...get, status: 200, milliseconds: 0 },
    ]);
    expect(login).toBeGreaterThan(call!);
    expect(clock.pending).toEqual([]);
  });

  it("is told how a call failed, and finds its number in the error", async () => {
    const ends: CallEvent[] = [];
    const { client } = connect(() => json(404, {}), { observer: { on: (event) => event.type === "call.end" && ends.push(event) } });
    const outcome = await client.getOne.result({ id: "a" });
    const { call } = ends[1]!;
    expect(ends[1]).toMatchObject({ operation: "getOne", status: 404, code: "api_error" });
    expect(outcome).toMatchObject({ ok: false, error: { call } });
    const unobserved = await connect(() => json(404, {})).client.getOne.result({ id: "a" });
    expect(unobserved).not.toHaveProperty("error.call");
  });

  it("that throws changes nothing", async () => {
    const observer = {
      on: () => {
        throw new Error("observer");
      },
    };
    const { client } = connect(() => json(200, { id: "a" }), { observer });
    expect(await client.getOne({ id: "a" })).toEqual({ id: "a" });
  });

  it("learns why an attempt is repeated", async () => {
    const because: unknown[] = [];
    const observer = { on: (event: CallEvent) => void (event.type === "retry" && because.push(event.because, event.attempt)) };
    await run("safe", [failing, () => status(503), () => Promise.reject(new Error("gone")), done], { observer, attempts: 4 });
    await settle();
    expect(because).toEqual(["ECONNRESET", 2, "503", 3, "connection", 4]);
  });
});
