import { type OperationView, propertiesOf, valueAt } from "@gatehouse/description";
import type { Pages } from "@gatehouse/runtime";
import { createSandbox, virtualClock } from "@gatehouse/sandbox";
import { describe, expect, test } from "vitest";
import { listServer, nthOf, put } from "./list-server.js";
import type { AnyClient, AnyOperation, Subject, SubjectOperation } from "./subject.js";

type Input = Readonly<Record<string, unknown>>;
type AnyList = AnyOperation & Pages<[input?: Input, options?: object], unknown, unknown>;

/** Items of a page. */
const SIZE = 20;

/** A list gives each of its items once and in order, whatever its length and whatever happens on the way. */
export function pagination(subject: Subject): void {
  const { operations, create, signedIn, api } = subject;
  const lists = operations.filter(({ descriptor }) => descriptor.pagination).map((operation) => [operation.name, operation] as const);
  const listOf = (client: AnyClient, { name }: SubjectOperation) => client[name] as AnyList;

  test("what takes a cursor or the number of a page has pages, and nothing else has", () => {
    const pagers = operations.filter(({ view }) => pagingInputs(subject, view).length > 0).map(({ name }) => name);
    expect(lists.map(([name]) => name)).toEqual(pagers);
  });
  if (!lists.length) return;

  describe.each(lists)("%s gives each item once and in order", (_name, operation) => {
    const input = listInput(operation);
    /** A client whose list is that of a server, and whose login is the sandbox's. */
    const over = (options: Parameters<typeof listServer>[1]) => {
      const server = listServer(operation, options);
      const sandbox = createSandbox();
      const connection = sandbox.connect(api, operation.account);
      const list = listOf(
        create({
          ...connection,
          fetch: (url, init) => (isLogin(subject, url) ? connection.fetch(url, init) : server.fetch(url, init)),
        }),
        operation,
      );
      return { ...server, list, sandbox };
    };

    test.each([0, 1, SIZE - 1, SIZE, SIZE + 1, 3 * SIZE])("of %i, in full pages", async (total) => {
      const { list, asked } = over({ total, size: SIZE });
      expect((await all(list.items(input))).map(nthOf)).toEqual(upTo(total));
      expect(asked).toEqual(asked.map((_, nth) => nth * SIZE));
      expect(asked.length).toBeLessThanOrEqual(Math.floor(total / SIZE) + 2);
      const pages = await all(list.pages(input));
      expect(pages.flatMap((page) => itemsIn(operation, page)).map(nthOf)).toEqual(upTo(total));
    });

    test.each([1, 19, 65])("of %i, from a server that gives fewer at a time than it is asked for", async (total) => {
      const { list } = over({ total, size: 10 });
      expect((await all(list.items({ ...input, ...sizeOf(operation, 100) }))).map(nthOf)).toEqual(upTo(total));
    });

    test("of 10,000", async () => {
      const { fetch, asked } = listServer(operation, { total: 10_000, size: 100, whole: false });
      const list = listOf(create({ ...signedIn(operation), fetch }), operation);
      let next = 0;
      for await (const item of list.items(input)) if (nthOf(item) === next) next++;
      expect([next, new Set(asked).size]).toEqual([10_000, asked.length]);
    });

    test("when a token is refused and the server is busy in the middle", async () => {
      const troubles = new Map([
        [1, 401],
        [3, 429],
        [5, 503],
        [7, 401],
      ]);
      const { list, asked, sandbox } = over({
        total: 5 * SIZE,
        size: SIZE,
        instead(nth) {
          const status = troubles.get(nth);
          return status === undefined ? undefined : new Response("{}", { status, headers: { "retry-after": "2" } });
        },
      });
      expect((await all(list.items(input))).map(nthOf)).toEqual(upTo(5 * SIZE));
      const sent = (start: number) => asked.filter((each) => each === start * SIZE).length;
      expect([0, 1, 2, 3, 4].map(sent)).toEqual([1, 2, 2, 2, 2]);
      expect(sandbox.requests.length, "logins").toBe(3);
    });

    test("and asks for nothing more once it is left", async () => {
      const { list, asked } = over({ total: 5 * SIZE, size: SIZE });
      const found: unknown[] = [];
      for await (const item of list.items(input)) if (found.push(item) === SIZE + 1) break;
      for await (const _page of list.pages(input)) break;
      await new Promise(setImmediate);
      expect([found.map(nthOf), asked]).toEqual([upTo(SIZE + 1), [0, SIZE, 0]]);
    });

    test("and ends the page under way when it is left, or its signal is aborted", async () => {
      let pending: AbortSignal | null | undefined;
      const hang = (nth: number, { signal }: RequestInit) => {
        if (nth % 2 === 0) return undefined;
        pending = signal;
        return new Promise<Response>((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
      };
      const { list, asked, sandbox } = over({ total: 5 * SIZE, size: SIZE, instead: hang });
      const from = sandbox.clock.now();
      const left = list.pages(input)[Symbol.asyncIterator]();
      await left.next();
      const page = left.next();
      while (asked.length < 2) await Promise.resolve();
      await left.return?.();
      expect([pending?.aborted, (await page).done]).toEqual([true, true]);

      const control = new AbortController();
      const found: unknown[] = [];
      const reading = (async () => {
        for await (const item of list.items(input, { signal: control.signal })) found.push(item);
      })().catch((error: unknown) => error);
      while (asked.length < 4) await new Promise(setImmediate);
      control.abort("enough");
      expect(await reading).toMatchObject({ code: "aborted", operation: operation.name, cause: "enough" });
      expect([pending?.aborted, found.map(nthOf), asked.length]).toEqual([true, upTo(SIZE), 4]);
      expect(sandbox.clock.now() - from, "nothing waited for its deadline").toBe(0);
    });

    if (operation.descriptor.pagination?.style === "cursor")
      test.each([1, 2, 7])("and is an error when the server leads in a circle of %i", async (length) => {
        const { list, asked } = over({ total: 100 * SIZE, size: SIZE, after: (start) => (start === length * SIZE ? SIZE : start + SIZE) });
        await expect(all(list.items(input))).rejects.toMatchObject({ code: "decode", operation: operation.name });
        expect(asked).toEqual(upTo(length + 1).map((page) => page * SIZE));
      });
    else
      test("and is an error when the server gives one page over and over", async () => {
        const { list, asked } = over({ total: 1000, size: SIZE, from: () => 0 });
        await expect(all(list.items({ ...input, ...sizeOf(operation, SIZE) }))).rejects.toMatchObject({ code: "decode" });
        expect(asked).toHaveLength(2);
      });

    test("from the sandbox, with a token refused and a busy server in the middle", async () => {
      // After the days that examples speak of: what a world has of the past lies before its beginning.
      const sandbox = createSandbox({ clock: virtualClock(Date.UTC(2026, 9, 10)) });
      const options = sandbox.connect(api, operation.account);
      const small = { ...input, ...sizeOf(operation, 1) };
      const expected = await byHand(listOf(create(options), operation), operation, small);
      expect(expected.length).toBeGreaterThan(0);

      const list = listOf(create(options), operation);
      const from = sandbox.requests.length;
      const found: unknown[] = [];
      const { method, path } = operation.descriptor;
      for await (const item of list.items(small)) {
        if (found.push(item) !== 1) continue;
        for (const status of [401, 429])
          sandbox.faults.add({ api, operation: `${method} ${path}`, status, headers: { "retry-after": "1" } });
      }
      expect(found.map((item) => JSON.stringify(item))).toEqual(expected.map((item) => JSON.stringify(item)));
      const statuses = sandbox.requests.slice(from).map(({ status }) => status);
      expect(statuses.filter((status) => status !== 200)).toEqual(sandbox.faults.list().length ? [] : [401, 429]);
    });
  });
}

const upTo = (count: number) => Array.from({ length: count }, (_, nth) => nth);

async function all(things: AsyncIterable<unknown>): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const thing of things) found.push(thing);
  return found;
}

/** The input of an operation that begins at the first page and leaves the size to the server. */
export function listInput({ descriptor, input }: SubjectOperation): Input {
  const { pagination } = descriptor;
  return pagination?.style === "cursor" ? (put(input(), pagination.cursor, undefined) as Input) : input();
}

/** The part of an input that asks for pages of that size; none where the descriptor does not say how. */
function sizeOf({ descriptor: { pagination }, input }: SubjectOperation, size: number): Input {
  return pagination?.style === "page" ? (put({}, pagination.size, size) as Input) : (put(input(), "/body/limit", size) as Input);
}

function itemsIn({ descriptor }: SubjectOperation, page: unknown): readonly unknown[] {
  return valueAt(page, descriptor.pagination!.items) as readonly unknown[];
}

/** Page after page, as somebody would ask who has no client for lists. */
async function byHand(call: AnyOperation, operation: SubjectOperation, input: Input): Promise<readonly unknown[]> {
  const pagination = operation.descriptor.pagination!;
  const found: unknown[] = [];
  let ask = input;
  for (let number = 1; ; number++) {
    if (pagination.style === "page") ask = put(ask, pagination.page, number) as Input;
    const page = await call(ask);
    const items = itemsIn(operation, page);
    found.push(...items);
    const next = pagination.style === "cursor" ? valueAt(page, pagination.next) : items.length > 0;
    if (!next) return found;
    if (pagination.style === "cursor") ask = put(ask, pagination.cursor, next) as Input;
  }
}

function isLogin({ descriptor }: Subject, url: string): boolean {
  const { pathname } = new URL(url);
  return Object.values(descriptor.logins).some(({ operation }) => operation && pathname.endsWith(descriptor.operations[operation]!.path));
}

/** Names of inputs that ask for a certain page. */
function pagingInputs({ description }: Subject, { parameters, body }: OperationView): readonly string[] {
  const inBody = (body?.media ?? []).flatMap(({ schema }) => (schema ? [...propertiesOf(description, schema).keys()] : []));
  return [...parameters.map(({ name }) => name), ...inBody].filter((name) =>
    /^(cursor|offset|skip|page(_?(no|num|number|token))?)$/i.test(name),
  );
}
