import { type Fetch, memoryTokens, type Token, type TokenStore } from "@gatehouse/runtime";
import { describe, expect, test } from "vitest";
import { type Accounts, accountsOf, openSandbox, revoke } from "./accounts.js";
import type { AnyOperation, Subject } from "./subject.js";

const MANY = 1_000;
const HOUR = 3_600_000;

type Outcome = Awaited<ReturnType<AnyOperation["result"]>>;

/** However many calls need a token at once, it is asked for once; what one caller does is no harm to the others. */
export function stampede(subject: Subject): void {
  const accounts = accountsOf(subject);
  if (!accounts) return;
  describe("a stampede of calls", () => {
    if (accounts.login) withLogin(subject, { ...accounts, login: accounts.login });
    else withCredential(subject, accounts);
  });
}

function withLogin(
  { api, create }: Subject,
  { login, guarded }: Required<Accounts> & { readonly login: NonNullable<Accounts["login"]> },
): void {
  /** A fresh sandbox with a client, and how often that client has logged in and asked. */
  const open = (more: object = {}, { sandbox, asked, connect, ...opened } = openSandbox(api)) => {
    const client = create({ ...connect(guarded.account), ...more } as never);
    const input = guarded.input();
    return {
      ...opened,
      sandbox,
      call: (options?: object) => client[guarded.name]!.result(input, options),
      calls: (count: number) => Promise.all(Array.from({ length: count }, () => client[guarded.name]!.result(input))),
      logins: () => asked(login).length,
      statuses: () => counted(asked(guarded).map(({ status }) => status)),
    };
  };
  const works = (outcomes: readonly Outcome[]) => outcomes.find(({ ok }) => !ok) ?? "all is well";

  test("a thousand cold calls cost one login", async () => {
    const { calls, logins, statuses } = open();
    expect(works(await calls(MANY))).toBe("all is well");
    expect([logins(), statuses()]).toEqual([1, [[200, MANY]]]);
  });

  test("a thousand calls whose token was revoked cost one new login", async () => {
    const { sandbox, call, calls, logins, statuses } = open();
    const before = sandbox.snapshot();
    await call();
    revoke(sandbox, before);
    expect(works(await calls(MANY))).toBe("all is well");
    expect([logins(), statuses()]).toEqual([
      2,
      [
        [200, MANY + 1],
        [401, MANY],
      ],
    ]);
  });

  test("calls whose token has expired at the server, while our clock stood still, cost one new login", async () => {
    const opened = openSandbox(api);
    const start = opened.sandbox.clock.now();
    const { sandbox, call, calls, logins, statuses } = open({ clock: { ...opened.sandbox.clock, now: () => start } }, opened);
    await call();
    sandbox.clock.advance(24 * HOUR);
    expect(works(await calls(20))).toBe("all is well");
    expect([logins(), statuses()]).toEqual([
      2,
      [
        [200, 21],
        [401, 20],
      ],
    ]);
  });

  test("only the refused token is dropped: somebody else's newer one is taken, without a login of our own", async () => {
    const { tokens, dropped } = watched();
    const opened = openSandbox(api);
    const before = opened.sandbox.snapshot();
    let late: Token | undefined; // what is still read by those who read before the others renewed it
    const mine = open({ tokens: { ...tokens, get: async (key: string) => (dropped.length === 0 && late) || tokens.get(key) } }, opened);
    const theirs = open({ tokens }, opened);
    await mine.call();
    const [[key, old]] = tokens.entries() as [[string, Token]];
    revoke(opened.sandbox, before);
    await theirs.call();
    const newer = await tokens.get(key);
    expect(newer?.value).not.toBe(old.value);
    late = old;
    dropped.length = 0;
    expect(works(await mine.calls(20))).toBe("all is well");
    expect([mine.logins(), mine.statuses(), await tokens.get(key)]).toEqual([
      2,
      [
        [200, 22],
        [401, 21],
      ],
      newer,
    ]);
    expect(dropped).toEqual([old.value]);
  });

  test("a login that fails fails each call that waits for it, with an error of its own", async () => {
    const { break: strike, calls, logins, statuses } = open({ attempts: 1 });
    strike(login, { status: 503, times: MANY });
    const outcomes = await calls(100);
    const errors = new Set(outcomes.map((outcome) => (outcome.ok ? outcome : outcome.error)));
    expect(errors.size).toBe(100);
    for (const error of errors) expect(error).toMatchObject({ code: "authentication", suspect: "server", operation: guarded.name });
    expect([logins(), statuses()]).toEqual([1, []]);
  });

  describe("with one login on its way", () => {
    /** Calls whose login waits until `answer` lets it go on. */
    const waiting = async (count: number) => {
      const opened = openSandbox(api);
      const { fetch } = opened.connect(guarded.account);
      const signals: AbortSignal[] = [];
      let answer: () => void = () => {};
      const gate = new Promise<void>((resolve) => {
        answer = resolve;
      });
      const held: Fetch = async (url, init) => {
        if (new URL(url).pathname.endsWith(login.view.path)) {
          signals.push(init.signal!);
          await Promise.race([gate, new Promise((_, reject) => init.signal!.addEventListener("abort", () => reject(init.signal!.reason)))]);
        }
        return fetch(url, init);
      };
      const client = open({ fetch: held, clock: { now: opened.sandbox.clock.now, sleep: asleep } }, opened);
      const callers = Array.from({ length: count }, () => {
        const control = new AbortController();
        return { abort: () => control.abort(), outcome: client.call({ signal: control.signal }) };
      });
      await turn();
      return { ...client, callers, signals, answer };
    };

    test("one caller's abort leaves it to the others", async () => {
      const { callers, signals, answer, logins } = await waiting(10);
      const [first, ...others] = callers;
      first!.abort();
      expect(await first!.outcome).toMatchObject({ ok: false, error: { code: "aborted" } });
      expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
      answer();
      expect(works(await Promise.all(others.map(({ outcome }) => outcome)))).toBe("all is well");
      expect(logins()).toBe(1);
    });

    test("the last one's abort ends it; the next call begins anew", async () => {
      const { callers, signals, answer, call, logins } = await waiting(10);
      for (const { abort } of callers) abort();
      for (const { outcome } of callers) expect(await outcome).toMatchObject({ ok: false, error: { code: "aborted" } });
      expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
      answer();
      expect(works([await call()])).toBe("all is well");
      expect([signals.length, logins()]).toEqual([2, 1]);
    });
  });

  test("a token that is good for some seconds serves on while nobody can log in, and is renewed when one can", async () => {
    const { tokens } = watched();
    const { sandbox, break: strike, call, calls, logins, statuses } = open({ tokens });
    await call();
    const [[key, old]] = tokens.entries() as [[string, Token]];
    sandbox.clock.advance(old.expiresAt - sandbox.clock.now() - 20_000);
    const tries = login.view.retry === "never" ? 1 : 3;
    strike(login, { status: 503, times: tries });
    expect(works(await calls(100))).toBe("all is well");
    expect([await tokens.get(key), logins(), statuses()]).toEqual([old, 1 + tries, [[200, 101]]]);
    expect(works(await calls(100))).toBe("all is well");
    expect([logins(), statuses()]).toEqual([2 + tries, [[200, 201]]]);
    expect(await tokens.get(key)).not.toEqual(old);
  });

  describe("over a token store of the user's own", () => {
    test("clients that share it share one login, whatever the order", async () => {
      const opened = openSandbox(api);
      const { tokens } = watched();
      const one = open({ tokens }, opened);
      const two = open({ tokens }, opened);
      expect(works([...(await one.calls(10)), ...(await two.calls(10)), ...(await one.calls(10))])).toBe("all is well");
      expect(one.logins()).toBe(1);
      expect(tokens.entries()).toHaveLength(1);
    });

    test("the key holds neither secret nor token", async () => {
      const { tokens } = watched();
      const { call, sandbox } = open({ tokens });
      await call();
      const [[key, token]] = tokens.entries() as [[string, Token]];
      const [, ...secrets] = Object.values(sandbox.account(api, guarded.account).credentials);
      for (const secret of [...secrets, token.value]) expect(key).not.toContain(secret);
    });

    test("a slow one costs no second login", async () => {
      const kept = memoryTokens();
      const opened = openSandbox(api);
      const slowly = async <T>(work: T | Promise<T>): Promise<T> => {
        const release = opened.sandbox.clock.hold(); // something happens, so no time passes
        return turn()
          .then(() => work)
          .finally(release);
      };
      const tokens: TokenStore = {
        get: (key) => slowly(kept.get(key)),
        set: (key, token) => slowly(kept.set(key, token)),
        drop: (key, value) => slowly(kept.drop(key, value)),
      };
      const { calls, logins } = open({ tokens }, opened);
      expect(works(await calls(100))).toBe("all is well");
      expect(logins()).toBe(1);
    });

    test.each(["get", "set"] as const)("one whose %s throws fails the call before it is sent, and says what failed", async (method) => {
      const tokens = {
        ...memoryTokens(),
        [method]: async () => {
          throw new RangeError("no room");
        },
      };
      const { call, statuses } = open({ tokens });
      const outcome = await call();
      expect(outcome).toMatchObject({ ok: false, error: { code: "authentication", suspect: "server", attempts: 0 } });
      expect(String((outcome as { error: Error }).error.message)).toContain("token store");
      expect(statuses()).toEqual([]);
    });

    test.each([[null], ["a text"], [{}], [{ value: 7, expiresAt: 7 }], [{ value: "old", expiresAt: "never" }]])(
      "one that gives %j gives no token",
      async (garbage) => {
        const { calls, logins, statuses } = open({
          tokens: { get: async () => garbage as never, set: async () => {}, drop: async () => {} },
        });
        expect(works(await calls(20))).toBe("all is well");
        expect([logins(), statuses()]).toEqual([1, [[200, 20]]]);
      },
    );
  });
}

/** An API key is no token: there is nothing to fetch, nothing to keep and nothing to renew. */
function withCredential({ api, create }: Subject, { guarded }: Accounts): void {
  const unused: TokenStore = {
    get: () => Promise.reject(new Error("asked for a token")),
    set: () => Promise.reject(new Error("was given a token")),
    drop: () => Promise.reject(new Error("was told to drop a token")),
  };

  test("costs a request a call and no more, and no token store is asked", async () => {
    const { sandbox, asked, connect } = openSandbox(api);
    const client = create({ ...connect(guarded.account), tokens: unused } as never);
    const input = guarded.input();
    const outcomes = await Promise.all(Array.from({ length: MANY }, () => client[guarded.name]!.result(input)));
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    expect([sandbox.requests.length, asked(guarded).length]).toEqual([MANY, MANY]);
  });

  test("with a credential that is refused sends each once: no second sending could mend it", async () => {
    const { sandbox, asked, connect } = openSandbox(api);
    const { credentials, ...connection } = connect(guarded.account);
    const wrong = Object.fromEntries(Object.keys(credentials).map((name) => [name, "wrong"]));
    const client = create({ ...connection, credentials: wrong, tokens: unused } as never);
    const input = guarded.input();
    const outcomes = await Promise.all(Array.from({ length: MANY }, () => client[guarded.name]!.result(input)));
    const errors = outcomes.map((outcome) => (outcome.ok ? {} : outcome.error)) as {
      readonly status?: number;
      readonly attempts?: number;
    }[];
    expect(errors.filter(({ status, attempts }) => status !== 401 || attempts !== 1)).toEqual([]);
    expect([sandbox.requests.length, asked(guarded).length]).toEqual([MANY, MANY]);
  });
}

/** A store that shows what is in it and what was dropped from it. */
function watched() {
  const kept = new Map<string, Token>();
  const dropped: string[] = [];
  const tokens = {
    entries: () => [...kept],
    get: async (key: string) => kept.get(key),
    set: async (key: string, token: Token) => void kept.set(key, token),
    drop: async (key: string, ifStill: string) => {
      dropped.push(ifStill);
      if (kept.get(key)?.value === ifStill) kept.delete(key);
    },
  };
  return { tokens, dropped };
}

/** What there is how often, in its order. */
function counted(values: readonly unknown[]): readonly (readonly [value: unknown, times: number])[] {
  return [...new Set(values)].map((value) => [value, values.filter((one) => one === value).length]);
}

/** Nothing here waits for time. */
const asleep = (_milliseconds: number, signal?: AbortSignal) =>
  new Promise<void>((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason), { once: true }));

/** Lets everything run that does not wait. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
