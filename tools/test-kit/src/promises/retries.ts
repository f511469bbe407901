import type { Fetch } from "@gatehouse/runtime";
import { describe, expect, test } from "vitest";
import { accountsOf, openSandbox } from "./accounts.js";
import { FAR_DEADLINE, type PausingClock, pausingClock } from "./pausing-clock.js";
import type { AnyOperation, Subject, SubjectOperation } from "./subject.js";

/** How often a call is sent that may be sent again: the client's default. */
const ATTEMPTS = 3;

/** What a server does with the `nth` sending, from 1 on. */
type Server = (sending: {
  readonly nth: number;
  readonly signal: AbortSignal;
  readonly success: Success;
  readonly clock: PausingClock;
}) => Promise<Response>;

/** How the operation answers when all is well. */
interface Success {
  readonly status: number;
  readonly type: string;
}

/** How often a call is sent that meets this server, by what the description says of it and by nothing else. */
interface Failure {
  readonly server: Server;
  readonly sent: (may: { readonly again: boolean; readonly renew: boolean }) => number;
}

const answering =
  (status: number, headers: Record<string, string> = {}): Server =>
  async () =>
    new Response("{}", { status, headers });
const lost: Server = async () => {
  throw new TypeError("fetch failed", { cause: Object.assign(new Error("reset"), { code: "ECONNRESET" }) });
};
const refusedFirst =
  (then: Server): Server =>
  (sending) =>
    (sending.nth === 1 ? answering(401) : then)(sending);

const passing: Failure["sent"] = ({ again }) => (again ? ATTEMPTS : 1);
const once: Failure["sent"] = () => 1;
const renewed: Failure["sent"] = ({ renew }) => (renew ? 2 : 1);
/** One more than without the 401, if a token can be had instead. */
const renewedThenPassing: Failure["sent"] = (may) => (may.renew ? 1 + passing(may) : 1);

const FAILURES: Readonly<Record<string, Failure>> = {
  "a lost connection": { server: lost, sent: passing },
  "a body that breaks off": {
    server: async ({ success }) => {
      const body = new ReadableStream({ pull: (controller) => controller.error(new TypeError("terminated")) });
      return new Response(body, { status: success.status, headers: { "content-type": success.type } });
    },
    sent: passing,
  },
  "no answer in time": {
    server: ({ signal, clock }) =>
      new Promise((_, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason));
        setImmediate(() => clock.expire());
      }),
    sent: once,
  },
  "429": { server: answering(429), sent: passing },
  "429 for a second": { server: answering(429, { "retry-after": "1" }), sent: passing },
  "429 for a day": { server: answering(429, { "retry-after": "86400" }), sent: once },
  "500": { server: answering(500), sent: once },
  "502": { server: answering(502), sent: passing },
  "503": { server: answering(503), sent: passing },
  "503 for a second": { server: answering(503, { "retry-after": "1" }), sent: passing },
  "504": { server: answering(504), sent: passing },
  "401": { server: answering(401), sent: renewed },
  "401, then a lost connection": { server: refusedFirst(lost), sent: renewedThenPassing },
  "401, then 503": { server: refusedFirst(answering(503)), sent: renewedThenPassing },
};

/**
 * A call is sent again exactly where its `x-retry` allows it and the failure may pass: what is `never` to be sent twice is sent twice only after a
 * 401 that a new login has answered.
 */
export function retries(subject: Subject): void {
  const { api, operations, create } = subject;
  const { guarded, login, renews } = accountsOf(subject) ?? { guarded: undefined, login: undefined, renews: () => false };

  /** A client signed in at a sandbox, whose operation meets `server` instead. */
  function meeting(operation: SubjectOperation, server: Server, more: object = {}) {
    const { sandbox } = openSandbox(api);
    const { fetch, ...connection } = sandbox.connect(api, operation.account);
    const clock = pausingClock();
    const success = successOf(operation);
    const seen = { sent: 0 };
    const signsIn = (url: string) => operation !== login && login !== undefined && new URL(url).pathname.endsWith(login.view.path);
    const answered: Fetch = (url, init) => {
      if (signsIn(url)) return fetch(url, init);
      seen.sent++;
      return server({ nth: seen.sent, signal: init.signal!, success, clock });
    };
    const client = create({ ...connection, clock, deadline: FAR_DEADLINE, random: () => 0.5, fetch: answered, ...more });
    return { call: client[operation.name]!, clock, seen };
  }

  describe("a call is sent again only where that is safe", () => {
    test.each(operations.map((operation) => [operation.name, operation] as const))("%s", async (_, operation) => {
      const may = { again: operation.view.retry !== "never", renew: renews(operation) };
      const sent: Record<string, number> = {};
      for (const [name, { server }] of Object.entries(FAILURES)) {
        const { call, seen } = meeting(operation, server);
        const outcome = await call.result(operation.input());
        expect(outcome, name).toMatchObject({ ok: false, error: { operation: operation.name, attempts: seen.sent } });
        sent[name] = seen.sent;
      }
      expect(sent).toEqual(Object.fromEntries(Object.entries(FAILURES).map(([name, failure]) => [name, failure.sent(may)])));
    });

    // Here nothing is a function: the sandbox carries the operation out, and its answer is lost.
    test("an operation whose answer is lost is carried out once, or as often as it does no harm", async () => {
      const sent: Record<string, number> = {};
      for (const operation of operations) {
        const { carriedOut } = await withLostAnswer(subject, operation);
        sent[operation.name] = carriedOut;
      }
      expect(sent).toEqual(Object.fromEntries(operations.map(({ name, view }) => [name, view.retry === "never" ? 1 : 2])));
    });

    test("a second DELETE is answered as the server answers one for what is gone, and says that it is the second", async () => {
      for (const operation of operations.filter(({ view }) => view.method === "DELETE" && view.retry !== "never")) {
        const { connect } = openSandbox(api);
        const call = create(connect(operation.account) as never)[operation.name]!;
        await call(operation.input());
        const gone = await call.result(operation.input());
        const { outcome } = await withLostAnswer(subject, operation);
        expect(shown(outcome), operation.name).toEqual(gone.ok ? shown(gone) : { ...shown(gone), attempts: 2 });
      }
    });
  });

  const again = guarded ?? operations.find(({ view }) => view.retry !== "never");
  if (!again) return;

  describe("the pause before a call is sent again", () => {
    const pausesOf = async (server: Server, more: object = {}) => {
      const { call, clock } = meeting(again, server, more);
      await call.result(again.input());
      return clock.pauses;
    };
    const dated = (value: string, date?: string): Server => answering(503, { "retry-after": value, ...(date !== undefined && { date }) });

    test("is drawn from all of a time that doubles", async () => {
      expect(await pausesOf(lost, { random: () => 0 })).toEqual([0, 0]);
      expect(await pausesOf(lost, { random: () => 0.25 })).toEqual([125, 250]);
      expect(await pausesOf(lost, { random: () => 1 - Number.EPSILON, attempts: 7 })).toEqual(
        [500, 1000, 2000, 4000, 8000, 8000].map((milliseconds) => milliseconds * (1 - Number.EPSILON)),
      );
    });

    test.each([
      ["seconds", dated("20")],
      ["a date", dated("Thu, 01 Jan 2026 00:00:20 GMT")],
      ["a date by a clock that is an hour ahead", dated("Thu, 01 Jan 2026 01:00:20 GMT", "Thu, 01 Jan 2026 01:00:00 GMT")],
      ["a date by a clock that is a day behind", dated("Wed, 31 Dec 2025 00:00:20 GMT", "Wed, 31 Dec 2025 00:00:00 GMT")],
      ["a date of RFC 850", dated("Thursday, 01-Jan-26 00:00:20 GMT")],
      ["a date of asctime", dated("Thu Jan  1 00:00:20 2026")],
    ])("is what Retry-After asks for at least: %s", async (_, server) => {
      const [first] = await pausesOf((sending) => (sending.nth === 1 ? server : lost)(sending), { random: () => 0 });
      expect(first).toBe(20_000);
    });

    test("is not taken where Retry-After asks for more than a minute", async () => {
      for (const value of ["61", "9".repeat(30), "Fri, 02 Jan 2026 00:00:00 GMT"]) expect(await pausesOf(dated(value)), value).toEqual([]);
      expect(await pausesOf((sending) => (sending.nth === 1 ? dated("60") : lost)(sending), { random: () => 0 })).toEqual([60_000, 0]);
    });

    test("is our own where Retry-After makes no sense", async () => {
      for (const value of ["soon", "soon 2099", "-5", "1.5", "", "Thu, 99 Jan 2026 00:00:20 GMT"])
        expect(await pausesOf(dated(value)), value).toEqual([250, 500]);
    });
  });

  describe("in a full outage", () => {
    const CALLS = 1_000;

    test("a client sends at most a tenth more requests than it is asked for", async () => {
      const { sandbox, connect, ...opened } = openSandbox(api);
      for (const operation of operations) opened.break(operation, { status: 503, times: 1_000_000 });
      const call = create(connect(again.account) as never)[again.name]!;
      const input = again.input();
      let failed = 0;
      for (let nth = 0; nth < CALLS; nth++) if (!(await call.result(input)).ok) failed++;
      expect(failed).toBe(CALLS);
      const requests = sandbox.requests.at(-1)!.number;
      expect(requests, "each call is tried").toBeGreaterThanOrEqual(CALLS);
      expect(requests / CALLS).toBeLessThanOrEqual(1.1);
    });

    test("and a single failure in a client that is well is tried again as always", async () => {
      const { asked, connect, ...opened } = openSandbox(api);
      const call = create(connect(again.account) as never)[again.name]!;
      for (let nth = 0; nth < 20; nth++) await call(again.input());
      opened.break(again, { status: 503, times: 2 });
      await call(again.input());
      expect(asked(again)).toHaveLength(23);
    });
  });
}

function successOf({ view }: SubjectOperation): Success {
  const { status, media } = view.responses.find((one) => Number(one.status) < 300 && one.media.length > 0) ?? view.responses[0]!;
  return { status: Number(status), type: media[0]?.type ?? "application/json" };
}

/** Calls an operation of a fresh sandbox that carries it out and loses its first answer. */
async function withLostAnswer({ api, create }: Subject, operation: SubjectOperation) {
  const { asked, connect, ...opened } = openSandbox(api);
  opened.break(operation, { drop: "after" });
  const outcome = await create(connect(operation.account) as never)[operation.name]!.result(operation.input());
  // A 401 carried nothing out: a second logout has no session any more.
  return { outcome, carriedOut: asked(operation).filter(({ status }) => status !== 401).length };
}

type Outcome = Awaited<ReturnType<AnyOperation["result"]>>;

/** What a caller is told of an outcome. */
function shown(outcome: Outcome): Readonly<Record<string, unknown>> {
  if (outcome.ok) return { status: outcome.status };
  const { code, status, attempts } = outcome.error as Error & Readonly<Record<string, unknown>>;
  return { code, status, attempts };
}
