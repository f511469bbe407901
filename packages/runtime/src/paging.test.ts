import { describe, expect, it } from "vitest";
import { fixtureApi } from "../test/support/fixture-api.js";
import { connect, json, type Seen } from "../test/support/server.js";
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

  it("are counted from 0 where the description says so", async () => {
    const { listCounted } = fixtureApi.operations;
    const pagination = { ...listCounted!.pagination, first: 0 } as PaginationDescriptor;
    const api = { ...fixtureApi, operations: { ...fixtureApi.operations, listCounted: { ...listCounted!, pagination } } };
    const { client, requests } = connect(() => json(200, { items: [thing(1)], total: 2 }), { api });
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
    [1, 1],
    [2, 2],
    [5, 3],
  ])("stop at the first page shorter than asked: %i rows, 2 a page, %i requests", async (count, sent) => {
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

  it("end at once where there is nothing, with no size asked for", async () => {
    const { client, requests } = connect(rows(0, 3));
    expect(await ids(client.listNumbered.items())).toEqual([]);
    expect(requests).toHaveLength(1);
  });

  it("give everything once where the server gives everything at once, whatever the page", async () => {
    const { client } = connect(() => json(200, [thing(1), thing(2)]));
    expect(await ids(client.listNumbered.items())).toEqual(["1", "2"]);
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
