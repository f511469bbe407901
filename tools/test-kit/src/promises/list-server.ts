import { formatPointer, type Json, parsePointer, valueAt } from "@gatehouse/description";
import type { Fetch } from "@gatehouse/runtime";
import type { SubjectOperation } from "./subject.js";

/** What a list is made of and how its server behaves. */
export interface ListServerOptions {
  /** Items that there are. */
  readonly total: number;
  /** Items of a full page, whatever was asked for. */
  readonly size: number;
  /** False: `asked` stays empty, as a list of a million pages is none that a test should keep. */
  readonly log?: boolean;
  /** False: items are nothing but their number, where the examples' would take too long. */
  readonly whole?: boolean;
  /** Of pages by cursor: what comes after that item instead of the next one, for a server that leads in a circle. */
  readonly after?: (start: number) => number;
  /** Of pages by number: where the page begins that is given instead of the one that was asked for. */
  readonly from?: (start: number) => number;
  /** What the nth request gets instead of its page. */
  readonly instead?: (nth: number, init: RequestInit) => Response | Promise<Response> | undefined;
}

/** A server of one list. */
export interface ListServer {
  readonly fetch: Fetch;
  /** For each request, the number of the first item that it asks for. */
  readonly asked: number[];
}

/** The property that tells items apart: no vendor has one of that name. */
const NTH = "gatehouse-nth";

/** The number of an item of a `listServer`. */
export function nthOf(item: unknown): number {
  return (item as Readonly<Record<string, number>>)[NTH]!;
}

/** Answers one list operation as its description says: its example with other items in it, its cursor or its number of pages. */
export function listServer(operation: SubjectOperation, options: ListServerOptions): ListServer {
  const { total, size, log = true, whole = true, after = (start) => start + size, from = (start) => start, instead } = options;
  const { descriptor } = operation;
  const pagination = descriptor.pagination!;
  const example = pageExample(operation);
  const [template] = valueAt(example, pagination.items) as Json[];
  const asked: number[] = [];
  let sent = 0;

  const fetch: Fetch = async (url, init) => {
    const wanted = pagination.style === "cursor" ? startByCursor(pagination.cursor, init) : startByNumber(url);
    const nth = sent++;
    if (log) asked.push(wanted);
    if (nth > 1000 + total) throw new Error(`a list of ${total} items was asked for ${nth} pages`); // otherwise a broken client would never end
    const start = from(wanted);
    const other = instead?.(nth, init);
    if (other) return other;
    const count = Math.max(0, Math.min(size, total - start));
    const items = Array.from({ length: count }, (_, index) => ({ ...(whole && (template as object)), [NTH]: start + index }));
    let page = put(example, pagination.items, items);
    if (pagination.style === "cursor") page = put(page, pagination.next, after(start) < total ? cursorOf(after(start)) : undefined);
    else if (pagination.pages !== undefined) page = put(page, pagination.pages, Math.ceil(total / size));
    return Response.json(page);
  };

  function startByCursor(cursor: string, { body }: RequestInit): number {
    const given = valueAt({ body: JSON.parse(String(body)) as Json }, cursor);
    return given === undefined ? 0 : Number.parseInt(String(given), 10);
  }

  function startByNumber(url: string): number {
    if (pagination.style !== "page") throw new TypeError("pages by number only");
    const param = descriptor.params?.find(([key]) => `/${key}` === pagination.page);
    const number = new URL(url).searchParams.get(param?.[2] ?? param?.[0] ?? "");
    if (!number) throw new TypeError(`${url} asks for no page`);
    return (Number(number) - pagination.first) * size;
  }

  return { fetch, asked };
}

/** A page with items in it, as the description shows it. */
export function pageExample({ view, descriptor }: SubjectOperation): Json {
  const success = view.responses.find(({ status }) => status === 200)!;
  const examples = success.media.flatMap(({ examples: ofType }) => ofType.map(({ value }) => value));
  return examples.find((example) => (valueAt(example, descriptor.pagination!.items) as Json[] | undefined)?.[0])!;
}

/** As long as real ones are: whoever keeps them all is found out. */
function cursorOf(start: number): string {
  return `${start}-${"c".repeat(100)}`;
}

/** A copy of `value` with `leaf` at `pointer`. */
export function put(value: unknown, pointer: string, leaf: unknown): Json {
  const [key, ...rest] = parsePointer(pointer);
  if (key === undefined) return leaf as Json;
  const holder = (value ?? {}) as Readonly<Record<string, unknown>>;
  return { ...holder, [key]: put(holder[key], formatPointer(rest), leaf) } as Json;
}
