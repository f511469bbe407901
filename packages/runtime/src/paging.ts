import { DecodeError } from "./errors/decode-error.js";
import type { At } from "./errors/gatehouse-error.js";
import type { PaginationDescriptor } from "./operation.js";
import { read, write } from "./pointer.js";
import type { CallOptions } from "./seams.js";

type Input = Readonly<Record<string, unknown>>;
type Fetched = { readonly data: unknown; readonly status: number };
type Call = (input?: Input, options?: CallOptions) => Promise<Fetched>;

/** `pages` and `items` over a call that gives one page. */
export function paging(at: At, pagination: PaginationDescriptor, call: Call) {
  const pages =
    pagination.style === "cursor"
      ? (input?: Input, options?: CallOptions) => byCursor(at, pagination, call, input, options)
      : (input?: Input, options?: CallOptions) => byNumber(at, pagination, call, input, options);
  async function* items(input?: Input, options?: CallOptions): AsyncGenerator<unknown, void, void> {
    for await (const page of pages(input, options)) yield* itemsOf(page, pagination);
  }
  return { pages, items };
}

async function* byCursor(
  at: At,
  pagination: PaginationDescriptor & { readonly style: "cursor" },
  call: Call,
  input: Input = {},
  options?: CallOptions,
): AsyncGenerator<unknown, void, void> {
  const seen = new Set([read(input, pagination.cursor)]);
  for (let ask = input; ; ) {
    const { data, status } = await call(ask, options);
    yield data;
    const next = read(data, pagination.next);
    if (next === undefined || next === null || next === "") return;
    if (seen.has(next)) throw new DecodeError({ ...at, status }, "gave the same cursor twice; its pages would never end");
    seen.add(next);
    ask = write(ask, pagination.cursor, next);
  }
}

async function* byNumber(
  at: At,
  pagination: PaginationDescriptor & { readonly style: "page" },
  call: Call,
  input: Input = {},
  options?: CallOptions,
): AsyncGenerator<unknown, void, void> {
  const { page, first, size, pages } = pagination;
  const asked = read(input, size);
  let number = Number(read(input, page) ?? first);
  let before: string | undefined;
  for (let full = Number(asked); ; number++) {
    const { data, status } = await call(write(input, page, number), options);
    const last = pages && read(data, pages);
    if (typeof last === "number") {
      yield data;
      if (number - first + 1 >= last) return;
      continue;
    }
    const items = itemsOf(data, pagination);
    const same = JSON.stringify(items);
    // A server that knows no page numbers repeats itself. Where no size was asked for, that is how it gives everything at once.
    if (items.length && same === before) {
      if (asked === undefined) return;
      throw new DecodeError({ ...at, status }, "gave the same page twice; its pages would never end");
    }
    yield data;
    if (Number.isNaN(full)) full = items.length; // no size asked: the first page shows the server's own
    if (!items.length || items.length < full) return;
    before = same;
  }
}

function itemsOf(page: unknown, { items }: PaginationDescriptor): readonly unknown[] {
  const found = read(page, items);
  return Array.isArray(found) ? found : [];
}
