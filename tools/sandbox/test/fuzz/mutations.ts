import fc from "fast-check";
import type { EncodedRequest } from "./corpus.js";

/** A request as it is sent: always expressible as a `Request`. */
export interface FuzzedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

/** The same request in parts that mutations can take hold of. */
interface Parts {
  readonly method: string;
  readonly path: string;
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text, or the bytes of a form. */
  readonly body: string | Uint8Array<ArrayBuffer> | undefined;
}

type Mutation = (parts: Parts) => Partial<Parts>;

const DEEP = 10_000;
const POISON = '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}';

/** Requests made from good ones by up to four changes each. */
export function fuzzedRequests(good: readonly EncodedRequest[]) {
  return fc.record({ base: fc.constantFrom(...good), mutations: fc.array(mutation, { maxLength: 4 }) }).map(({ base, mutations }) => {
    const [path = "/", query = ""] = base.path.split("?");
    const parts: Parts = {
      method: base.method,
      path,
      query: [...new URLSearchParams(query)],
      headers: base.headers,
      body: base.body,
    };
    return { as: base.as, request: sendable(changed(parts, mutations)) };
  });
}

const MEDIA_TYPES = [
  "text/plain",
  "application/xml",
  "multipart/form-data",
  "multipart/form-data; boundary=x",
  "application/x-www-form-urlencoded",
  "application/json; charset=utf-16",
  "image/png",
  "",
];
const CREDENTIALS = ["", "Bearer", "Bearer x", "Basic", "Basic !!!", "Basic Og==", "x".repeat(9000)];

const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom(
    "",
    " ",
    "0",
    "-1",
    "1e999",
    "NaN",
    "null",
    "true",
    "[object Object]",
    "../..",
    "%00",
    "%",
    "%E0%A4%A",
    "a".repeat(70_000),
    "\u0000",
    "😀",
    "'; drop",
  ),
);
const json = fc.oneof(
  fc.json({ maxDepth: 4 }),
  fc.constantFrom(
    "",
    "{",
    "[]",
    "null",
    "1",
    '"text"',
    POISON,
    "[".repeat(DEEP) + "]".repeat(DEEP),
    `${'{"a":'.repeat(DEEP)}1${"}".repeat(DEEP)}`,
    `{"a":"${"a".repeat(1_100_000)}"}`,
  ),
);

function changed(parts: Parts, mutations: readonly Mutation[]): Parts {
  let so = parts;
  for (const mutate of mutations) so = { ...so, ...mutate(so) };
  return so;
}

/** One change, drawn with all it needs, so that a seed repeats it. */
const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.constantFrom("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD").map(
    (method): Mutation =>
      () => ({ method }),
  ),
  fc.tuple(fc.nat(), text).map(
    ([at, value]): Mutation =>
      ({ path }) => ({ path: withSegment(path, at, value) }),
  ),
  fc.tuple(text, text).map(
    (pair): Mutation =>
      ({ query }) => ({ query: [...query, pair] }),
  ),
  fc.tuple(fc.nat(), text).map(
    ([at, value]): Mutation =>
      ({ query }) => ({
        query: query.map(([name, old], i) => [name, i === at % query.length ? value : old]),
      }),
  ),
  fc.nat().map(
    (at): Mutation =>
      ({ query }) => ({ query: query.filter((_, i) => i !== at % query.length) }),
  ),
  fc.constantFrom(...MEDIA_TYPES).map(
    (type): Mutation =>
      ({ headers }) => ({ headers: { ...headers, "content-type": type } }),
  ),
  fc.constantFrom(...CREDENTIALS).map(
    (authorization): Mutation =>
      ({ headers }) => ({ headers: { ...headers, authorization } }),
  ),
  json.map(
    (body): Mutation =>
      () => ({ body }),
  ),
  fc.uint8Array({ maxLength: 300 }).map(
    (bytes): Mutation =>
      () => ({ body: Uint8Array.from(bytes) }),
  ),
  fc.constant<Mutation>(() => ({ body: undefined })),
  fc.tuple(fc.nat(), fc.nat()).map(
    ([from, length]): Mutation =>
      ({ body }) => ({ body: withoutPart(body, from, length) }),
  ),
  fc.tuple(fc.nat(), fc.jsonValue({ maxDepth: 2 })).map(
    ([at, value]): Mutation =>
      ({ body }) => ({ body: withValue(body, at, value) }),
  ),
  fc.nat().map(
    (at): Mutation =>
      ({ body }) => ({ body: withValue(body, at, undefined) }),
  ),
);

function sendable({ method, path, query, headers, body }: Parts): FuzzedRequest {
  const search =
    query.length > 0
      ? `?${new URLSearchParams(query.map(([name, value]): [string, string] => [wellFormed(name), wellFormed(value)]))}`
      : "";
  const bodiless = body === undefined || method === "GET" || method === "HEAD";
  const printable = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.replace(/[^\x20-\x7e]/g, "?")]));
  return { method, path: `${path}${search}`, headers: printable, ...(bodiless ? {} : { body }) };
}

function withSegment(path: string, at: number, value: string): string {
  const segments = path.split("/").slice(1);
  segments[at % segments.length] = encodeURIComponent(wellFormed(value)).replace(/%25(00|E0%25A4%25A)?/g, "%$1");
  return `/${segments.join("/")}`;
}

function withoutPart(body: Parts["body"], from: number, length: number): Parts["body"] {
  if (body === undefined || body.length === 0) return body;
  const start = from % body.length;
  const end = start + (length % body.length);
  return typeof body === "string" ? body.slice(0, start) + body.slice(end) : Uint8Array.from([...body.slice(0, start), ...body.slice(end)]);
}

/** Puts `value` in the place of the `at`-th value of a JSON body; undefined takes it out. */
function withValue(body: Parts["body"], at: number, value: unknown): Parts["body"] {
  if (typeof body !== "string" || body.length > 20_000) return body;
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return body;
  }
  const places: [holder: Record<string, unknown>, key: string][] = [];
  const open = [parsed];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (typeof node !== "object" || node === null) continue;
    for (const [key, inside] of Object.entries(node)) {
      places.push([node as Record<string, unknown>, key]);
      open.push(inside);
    }
  }
  const place = places[at % Math.max(places.length, 1)];
  if (!place) return body;
  Object.defineProperty(place[0], place[1], { value, enumerable: true, configurable: true, writable: true });
  try {
    return JSON.stringify(parsed);
  } catch {
    return body; // nested too deep to be written again
  }
}

/** Lone surrogates cannot stand in an address. */
function wellFormed(value: string): string {
  return value.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, "\uFFFD");
}
