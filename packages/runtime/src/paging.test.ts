import { describe, expect, it } from "vitest";
import { fixtureApi } from "../test/support/fixture-api.js";
import { connect, json, never, type Seen } from "../test/support/server.js";
import { settle } from "../test/support/virtual-clock.js";
import type { PaginationDescriptor } from "./index.js";

async function all<T>(things: AsyncIterable<T>, atMost = 1000): Promise<T[]> {
  const found: T[] = [];
  for await (const thing of things) if (found.push(thing) >= atMost) break;
  return found;
}
const ids = async (things: AsyncIterable<{ readonly id: string }>) => (await all(things)).map(({ id }) => id);
const thing = (id: number | string) => ({ id: String(id) });

describe("pages by cursor", () => {
  const pages: Record<string, unknown> = {
    undefined: { results: [thing(1), thing(2)], next: "b" },
    b: { results: [], next: "c" },
    c: { results: [thing(3)], next: null },
  };
  const byCursor = (seen: Seen) => json(200, pages[String((JSON.parse(seen.body) as { cursor?: string }).cursor)]);

  it("are followed to the end, over an empty one too", async () => {
    const { client, requests } = connect(byCursor);
    expect(await ids(client.listThings.items({ body: { limit: 2 } }))).toEqual(["1", "2", "3"]);
    expect(requests.map(({ body }) => body)).toEqual(['{"limit":2}', '{"limit":2,"cursor":"b"}', '{"limit":2,"cursor":"c"}']);
  });

  it("can be taken one by one, from any cursor on, without changing the input", async () => {
    const { client } = connect(byCursor);
    const input = { body: { cursor: "b" } };
    expect(await all(client.listThings.pages(input))).toEqual([pages["b"], pages["c"]]);
    expect(input).toEqual({ body: { cursor: "b" } });
  });

  it("need no input", async () => {
    const { client, requests } = connect((seen) => json(200, seen.body ? { results: [thing(2)] } : { results: [thing(1)], next: "b" }));
    expect(await ids(client.listThings.items())).toEqual(["1", "2"]);
    expect(requests.map(({ body }) => body)).toEqual(["", '{"cursor":"b"}']);
  });

  it.each([undefined, null, ""])("end at the cursor %j", async (next) => {
    const { client, requests } = connect(() => json(200, { results: [thing(1)], next }));
    expect(await ids(client.listThings.items())).toEqual(["1"]);
    expect(requests).toHaveLength(1);
  });

  it.each([
    ["at once", ["a"], 2],
    ["after a while", ["a", "b", "c", "b"], 4],
    ["to where the call began", ["start"], 1],
  ])("are an error when the server leads in a circle %s", async (_name, cursors, sent) => {
    let nth = 0;
    const { client, requests } = connect(() => json(200, { results: [], next: cursors[Math.min(nth++, cursors.length - 1)] }));
    await expect(all(client.listThings.pages({ body: { cursor: "start" } }))).rejects.toMatchObject({
      code: "decode",
      message: expect.stringContaining("same cursor twice"),
    });
    expect(requests).toHaveLength(sent);
  });

  it.each([
    [900, 901],
    [1100, 3300],
  ])("are an error, not an endless loop, in a circle of %i cursors, after %i pages at most", async (length, most) => {
    const { client, requests } = connect(({ body }) => {
      const { cursor } = JSON.parse(body) as { cursor?: string };
      return json(200, { results: [], next: `c${cursor === undefined ? 0 : (Number(cursor.slice(1)) + 1) % length}` });
    });
    await expect(all(client.listThings.pages({ body: {} }), 20_000)).rejects.toMatchObject({ code: "decode" });
    expect(requests.length).toBeLessThanOrEqual(most);
  });

  it("are fetched only as they are asked for", async () => {
    const { client, requests } = connect(byCursor);
    await all(client.listThings.items({ body: {} }), 1);
    expect(requests).toHaveLength(1);
  });

  it("give the error of the page that fails, and what came before it", async () => {
    const { client } = connect((seen) => (seen.body ? json(418, {}) : json(200, { results: [thing(1)], next: "b" })));
    const found: string[] = [];
    await expect(
      (async () => {
        for await (const { id } of client.listThings.items()) found.push(id);
      })(),
    ).rejects.toMatchObject({ code: "undeclared_status", status: 418 });
    expect(found).toEqual(["1"]);
  });

  it("heed the options of the call", async () => {
    const { client } = connect(byCursor);
    await expect(all(client.listThings.items({}, { signal: AbortSignal.abort() }))).rejects.toMatchObject({ code: "aborted" });
  });
});

describe("pages by number that are counted", () => {
  const counted = (total: number) => (seen: Seen) => {
    const page = Number(new URLSearchParams(seen.target.split("?")[1]).get("page"));
    return json(200, { items: page <= total ? [thing(page)] : [], total });
  };

  it.each([
    [0, []],
    [1, ["1"]],
    [3, ["1", "2", "3"]],
  ])("end after %i pages", async (total, expected) => {
    const { client, requests } = connect(counted(total));
    expect(await ids(client.listCounted.items({ size: 10 }))).toEqual(expected);
    expect(requests).toHaveLength(Math.max(total, 1));
  });

  it("start at the page that is asked for", async () => {
    const { client, requests } = connect(counted(3));
    expect(await ids(client.listCounted.items({ page: 2, size: 10 }))).toEqual(["2", "3"]);
    expect(requests[0]?.target).toBe("/counted?page=2&size=10");
  });

  it("are an error when the server gives one page over and over, though it counts others", async () => {
    const { client, requests } = connect(() => json(200, { items: [thing(1)], total: 3 }));
    await expect(all(client.listCounted.items({ size: 1 }))).rejects.toMatchObject({ code: "decode" });
    expect(requests).toHaveLength(2);
  });

  it("are counted from 0 where the description says so", async () => {
    const { listCounted } = fixtureApi.operations;
    const pagination = { ...listCounted!.pagination, first: 0 } as PaginationDescriptor;
    const api = { ...fixtureApi, operations: { ...fixtureApi.operations, listCounted: { ...listCounted!, pagination } } };
    const { client, requests } = connect(({ target }) => json(200, { items: [thing(target)], total: 2 }), { api });
    expect(await ids(client.listCounted.items())).toHaveLength(2);
    expect(requests.map(({ target }) => target)).toEqual(["/counted?page=0", "/counted?page=1"]);
  });
});

describe("pages by number without a count", () => {
  const rows = (count: number, defaultSize = count) => {
    const things = Array.from({ length: count }, (_, index) => thing(index));
    return (seen: Seen) => {
      const query = new URLSearchParams(seen.target.split("?")[1]);
      const size = Number(query.get("size") ?? defaultSize);
      const page = Number(query.get("page"));
      return json(200, things.slice((page - 1) * size, page * size));
    };
  };

  it.each([
    [0, 1],
    [1, 2],
    [2, 2],
    [3, 2],
    [4, 3],
    [5, 3],
  ])("stop at an empty page, or one shorter than the first: %i rows, 2 a page, %i requests", async (count, sent) => {
    const { client, requests } = connect(rows(count));
    expect(await ids(client.listNumbered.items({ size: 2 }))).toHaveLength(count);
    expect(requests).toHaveLength(sent);
    expect(requests[0]?.target).toBe("/things?page=1&size=2");
  });

  it("take the first page as the measure where no size was asked for", async () => {
    const { client, requests } = connect(rows(7, 3));
    expect(await ids(client.listNumbered.items())).toEqual(["0", "1", "2", "3", "4", "5", "6"]);
    expect(requests).toHaveLength(3);
  });

  it.each([0, 1, 10, 25, 30])(
    "are all there when the server gives fewer at a time than were asked for: %i rows, 10 instead of 100",
    async (count) => {
      const things = Array.from({ length: count }, (_, index) => thing(index));
      const { client } = connect(({ target }) => {
        const page = Number(new URLSearchParams(target.split("?")[1]).get("page"));
        return json(200, things.slice((page - 1) * 10, page * 10));
      });
      expect(await ids(client.listNumbered.items({ size: 100 }))).toEqual(things.map(({ id }) => id));
    },
  );

  it("end at once where there is nothing, with no size asked for", async () => {
    const { client, requests } = connect(rows(0, 3));
    expect(await ids(client.listNumbered.items())).toEqual([]);
    expect(requests).toHaveLength(1);
  });

  it.each([undefined, 1, 5])(
    "give everything once where the server gives everything at once, whatever the page, with %j asked for",
    async (size) => {
      const { client } = connect(() => json(200, [thing(1), thing(2)]));
      expect(await ids(client.listNumbered.items(size === undefined ? {} : { size }))).toEqual(["1", "2"]);
    },
  );

  it("are an error when a page comes again later on", async () => {
    const { client } = connect(({ target }) => json(200, [thing(Math.min(3, Number(/page=(\d+)/.exec(target)?.[1])))]));
    const found: string[] = [];
    const reading = (async () => {
      for await (const { id } of client.listNumbered.items()) found.push(id);
    })();
    await expect(reading).rejects.toMatchObject({ code: "decode", message: expect.stringContaining("same page twice") });
    expect(found).toEqual(["1", "2", "3"]);
  });

  it("are an error when a server that knows no page numbers would go on for ever", async () => {
    const { client, requests } = connect(() => json(200, [thing(1), thing(2)]));
    await expect(all(client.listNumbered.items({ size: 2 }))).rejects.toMatchObject({
      code: "decode",
      message: expect.stringContaining("same page twice"),
    });
    expect(requests).toHaveLength(2);
  });
});

describe("a list", () => {
  const three = (seen: Seen) => {
    const { cursor = "1" } = JSON.parse(seen.body) as { cursor?: string };
    return json(200, { results: [thing(cursor)], next: cursor === "3" ? null : String(Number(cursor) + 1) });
  };

  it("begins anew each time it is iterated", async () => {
    const { client, requests } = connect(three);
    const items = client.listThings.items({ body: {} });
    const pages = client.listThings.pages({ body: {} });
    expect(requests).toEqual([]);
    expect([await ids(items), await ids(items)]).toEqual([
      ["1", "2", "3"],
      ["1", "2", "3"],
    ]);
    expect([(await all(pages)).length, (await all(pages)).length]).toEqual([3, 3]);
  });

  it.each([{}, "no list", 7, false])("whose items are %j is an error and not empty", async (results) => {
    const { client } = connect(() => json(200, { results }, { "x-request-id": "r1" }));
    for (const way of [client.listThings.items, client.listThings.pages])
      await expect(all<unknown>(way())).rejects.toMatchObject({
        code: "decode",
        status: 200,
        requestId: "r1",
        message: "listThings: 200 has no list at /results",
      });
  });

  it("that is not there at all is an error, and null is an empty one", async () => {
    expect(await ids(connect(() => json(200, { results: null })).client.listThings.items())).toEqual([]);
    await expect(all(connect(() => json(200, {})).client.listThings.items())).rejects.toMatchObject({ code: "decode" });
    await expect(all(connect(() => json(200, { error: "no" })).client.listNumbered.items())).rejects.toThrow("has no list at its root");
  });

  it.each(["items", "pages"] as const)("that is left while a page is under way ends that call: %s", async (way) => {
    const { client, requests, clock } = connect((seen) => (requests.length === 1 ? three(seen) : never(seen)));
    const iterator = client.listThings[way]({ body: {} })[Symbol.asyncIterator]();
    expect(await iterator.next()).toMatchObject({ done: false });
    const pending = iterator.next();
    await settle();
    expect(requests[1]?.signal.aborted).toBe(false);
    expect(await iterator.return?.()).toEqual({ done: true, value: undefined });
    expect(requests[1]?.signal.aborted).toBe(true);
    expect(await pending).toEqual({ done: true, value: undefined });
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
    expect([requests.length, clock.pending]).toEqual([2, []]);
  });

  it("gives nothing more once the signal is aborted, of the page that has come either", async () => {
    const { client, requests } = connect(() => json(200, { results: [thing(1), thing(2)], next: "b" }));
    const control = new AbortController();
    const found: string[] = [];
    const reading = (async () => {
      for await (const { id } of client.listThings.items({ body: {} }, { signal: control.signal })) {
        found.push(id);
        control.abort(new Error("enough"));
      }
    })();
    await expect(reading).rejects.toMatchObject({ code: "aborted", operation: "listThings", cause: { message: "enough" } });
    expect([found, requests.length]).toEqual([["1"], 1]);
  });

  it("is given up when the signal is aborted while a page is under way, for that reason", async () => {
    const { client, requests } = connect((seen) => (requests.length === 1 ? three(seen) : never(seen)));
    const control = new AbortController();
    const reading = all(client.listThings.items({ body: {} }, { signal: control.signal })).catch((error: unknown) => error);
    await settle();
    control.abort("enough");
    expect(await reading).toMatchObject({ code: "aborted", cause: "enough", attempts: 1 });
  });

  it("leaves no listener at the signal between its pages and after them", async () => {
    const { signal } = new AbortController();
    let listeners = 0;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...of: Parameters<typeof add>) => {
      listeners++;
      add(...of);
    };
    signal.removeEventListener = (...of: Parameters<typeof remove>) => {
      listeners--;
      remove(...of);
    };
    const { client } = connect(three);
    for await (const { id } of client.listThings.items({ body: {} }, { signal })) expect([id, listeners]).toEqual([id, 0]);
    expect(listeners).toBe(0);
  });
});
