import type { Decoded } from "./decode.js";
import { AbortedError } from "./errors/aborted-error.js";
import { DecodeError } from "./errors/decode-error.js";
import type { At } from "./errors/gatehouse-error.js";
import type { PaginationDescriptor } from "./operation.js";
import { hidden, type Part } from "./parts.js";
import { read, write } from "./pointer.js";
import type { CallOptions } from "./seams.js";

type Input = Readonly<Record<string, unknown>>;
type Call = (input?: Input, options?: CallOptions) => Promise<Decoded>;
type Elements = AsyncGenerator<unknown, void, void>;

interface Page {
  readonly data: unknown;
  readonly list: readonly unknown[];
  /** The error for contents that cannot be. */
  wrong(why: string): DecodeError;
}
type Ask = (input: Input) => Promise<Page>;

/** Follows pages. */
export const pages: Part = /* @__PURE__ */ hidden(pagesOf);

export type PagesOf = typeof pagesOf;

/** `pages` and `items` over a call that gives one page. */
function pagesOf(at: At, pagination: PaginationDescriptor, call: Call) {
  const over =
    (elementsOf: (page: Page) => readonly unknown[]) =>
    (input: Input = {}, options: CallOptions = {}) =>
      iterable((control) => walk(at, pagination, call, elementsOf, input, options, control));
  return { pages: over(({ data }) => [data]), items: over(({ list }) => list) };
}

/** Can be iterated as often as wanted, each time from the start. Who leaves early ends the call that is under way. */
function iterable(start: (control: AbortController) => Elements): AsyncIterable<unknown> {
  return {
    [Symbol.asyncIterator]() {
      const control = new AbortController();
      const elements = start(control);
      const end = { done: true, value: undefined } as const;
      let left = false;
      return {
        next: () =>
          elements.next().catch((error: unknown) => {
            if (left) return end;
            throw error;
          }),
        async return() {
          left = true;
          control.abort();
          await elements.return();
          return end;
        },
      };
    },
  };
}

async function* walk(
  at: At,
  pagination: PaginationDescriptor,
  call: Call,
  elementsOf: (page: Page) => readonly unknown[],
  input: Input,
  options: CallOptions,
  control: AbortController,
): Elements {
  const { signal } = options;
  const goOn = () => {
    if (signal?.aborted) throw new AbortedError(at, { cause: signal.reason });
  };
  const stop = () => control.abort(signal?.reason);
  const ask: Ask = async (asked) => {
    goOn();
    // Only while a page is under way, so that an iteration which nobody ends leaves no listener.
    signal?.addEventListener("abort", stop);
    try {
      return pageOf(at, pagination, await call(asked, { ...options, signal: control.signal }));
    } finally {
      signal?.removeEventListener("abort", stop);
    }
  };
  const pages = pagination.style === "cursor" ? byCursor(pagination, ask, input) : byNumber(pagination, ask, input);
  for await (const page of pages) {
    for (const element of elementsOf(page)) {
      goOn();
      yield element;
    }
  }
}

function pageOf(at: At, { items }: PaginationDescriptor, { data, status, headers }: Decoded): Page {
  const wrong = (why: string) => new DecodeError({ ...at, status, requestId: headers.get("x-request-id") ?? undefined }, why);
  const found = read(data, items);
  const list = found === null ? [] : found; // how some servers write an empty list
  if (!Array.isArray(list)) throw wrong(`has no list at ${items || "its root"}`);
  return { data, list, wrong };
}

async function* byCursor(
  { next, cursor }: PaginationDescriptor & { readonly style: "cursor" },
  ask: Ask,
  input: Input,
): AsyncGenerator<Page, void, void> {
  const cameBefore = circleDetector(read(input, cursor));
  for (let asked = input; ; ) {
    const page = await ask(asked);
    yield page;
    const to = read(page.data, next);
    if (to === undefined || to === null || to === "") return;
    if (cameBefore(to)) throw page.wrong("gave the same cursor twice; its pages would never end");
    asked = write(input, cursor, to);
  }
}

const LATEST = 1000;

/**
 * Tells whether a value was there before, in memory that does not grow: at once where it is one of the latest thousand; in a longer circle
 * by Brent's algorithm, after three times round at most.
 */
function circleDetector(first: unknown): (value: unknown) => boolean {
  const latest = new Set([first]);
  let anchor = first;
  let taken = 1;
  let next = 2;
  return (value) => {
    if (value === anchor || latest.has(value)) return true;
    if (latest.size === LATEST) latest.clear();
    latest.add(value);
    if (++taken === next) {
      anchor = value;
      next *= 2;
    }
    return false;
  };
}

async function* byNumber(
  { page, first, size, pages }: PaginationDescriptor & { readonly style: "page" },
  ask: Ask,
  input: Input,
): AsyncGenerator<Page, void, void> {
  const from = Number(read(input, page) ?? first);
  let full = 0;
  let before: string | undefined;
  for (let number = from; ; number++) {
    const got = await ask(write(input, page, number));
    const { length } = got.list;
    const last = pages && read(got.data, pages);
    const counted = typeof last === "number";
    const same = JSON.stringify(got.list);
    if (length && same === before) {
      // How a server that knows no page numbers gives everything at once; unless it gives as many as were asked for, which may be a part.
      if (!counted && number === from + 1 && length !== read(input, size)) return;
      throw got.wrong("gave the same page twice; its pages would never end");
    }
    yield got;
    // Not what was asked for, the first page is the measure: a server may have a limit of its own.
    full ||= length;
    if (counted ? number - first + 1 >= last : !length || length < full) return;
    before = same;
  }
}
