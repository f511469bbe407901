import type { Json, ResponseView } from "@gatehouse/description";
import { isGatehouseError } from "@gatehouse/runtime";
import { describe, expect, test } from "vitest";
import { printed } from "./printed.js";
import type { Subject, SubjectOperation } from "./subject.js";

/** Stands in every body: whatever is shown of one, this is not. */
const SECRET = "s3cret-Value-4711";
const REQUEST_ID = "r-4711";

/** An answer that no server should give, and what is known of it. */
interface Reply {
  readonly status: number;
  readonly type?: string;
  /** Text, bytes, or none at all. */
  readonly body: string | Uint8Array | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** The connection breaks off after this much of the body. */
  readonly breaksOff?: true;
}

const JSON_TYPE = "application/json";
const PAGE = `<!DOCTYPE html><html><head><title>Bad Gateway</title></head><body>${SECRET}</body></html>`;

/** The replies, given the status of an operation's success and a body of its declared errors. */
const REPLIES: Readonly<Record<string, (success: number, operation: SubjectOperation) => Reply>> = {
  "an empty 404": () => ({ status: 404, body: null }),
  "an empty 404 that says it is JSON": () => ({ status: 404, type: JSON_TYPE, body: "" }),
  "an HTML page with a status of success": (status) => ({ status, type: "text/html; charset=utf-8", body: PAGE }),
  "a page that does not end soon": (status) => ({ status, type: "text/html", body: PAGE.repeat(1000) }),
  "JSON that is cut off": (status) => ({ status, type: JSON_TYPE, body: `{"id": "${SECRET}", "more": [{"a` }),
  "the wrong media type": (status) => ({ status, type: "text/plain", body: `{"id":"${SECRET}"}` }),
  "no media type": (status) => ({ status, body: new TextEncoder().encode(`{"id":"${SECRET}"}`) }),
  "a 204 with a body": () => ({ status: 204, type: JSON_TYPE, body: `{"id":"${SECRET}"}` }),
  "a body where none is declared": (success, { view }) => {
    const bare = view.responses.find(({ media }) => media.length === 0)?.status;
    return { status: typeof bare === "number" ? bare : success, type: "application/problem+json", body: `{"id":"${SECRET}"}` };
  },
  "no body at all": (status) => ({ status, type: JSON_TYPE, body: null }),
  "white space": (status) => ({ status, type: JSON_TYPE, body: " \r\n" }),
  "an undeclared refusal": () => ({ status: 418, type: JSON_TYPE, body: `{"error":"${SECRET}"}` }),
  "an undeclared success": () => ({ status: 207, type: JSON_TYPE, body: `{"id":"${SECRET}"}` }),
  "a proxy's 502": () => ({ status: 502, type: "text/html", body: PAGE }),
  "a 500 of bytes": () => ({ status: 500, body: new Uint8Array([0xff, 0xfe, 0, 1]) }),
  "JSON that is not UTF-8": (status) => ({
    status,
    type: JSON_TYPE,
    body: new Uint8Array([...new TextEncoder().encode('{"id":"'), 0xfc, 34, 125]),
  }),
  "a length that is wrong": (status) => ({ status, type: "text/css", body: `{"id":"${SECRET}"}`, headers: { "content-length": "5" } }),
  "a redirect": () => ({ status: 302, body: null, headers: { location: `https://else.example/?token=${SECRET}` } }),
  "a redirect with a page": () => ({ status: 307, type: "text/html", body: PAGE, headers: { location: "/login" } }),
  "the vendor's error with a status of success": (status, { view }) => ({
    status,
    type: JSON_TYPE,
    body: JSON.stringify(errorOf(view.responses)),
  }),
  "a close in the middle of the body": (status) => ({ status, type: JSON_TYPE, body: `{"id":"${SECRET}"`, breaksOff: true }),
  "a close in the middle of an undeclared refusal": () => ({ status: 418, type: JSON_TYPE, body: `{"id":"${SECRET}"`, breaksOff: true }),
};

/** Whatever a server answers: a typed error that says where and what, or the success that the description declares. */
export function brokenReplies({ api, operations, create, signedIn }: Subject): void {
  describe("a broken reply is never silent", () => {
    test.each(operations.map((operation) => [operation.name, operation] as const))("%s", async (name, operation) => {
      const success = operation.view.responses.find(({ status }) => typeof status === "number" && status < 300)!.status as number;
      for (const [shown, replyTo] of Object.entries(REPLIES)) {
        const reply = replyTo(success, operation);
        const client = create({ ...signedIn(operation), attempts: 1, fetch: async () => responseOf(reply) });
        const outcome = await client[name]!.result(operation.input());
        const wanted = wantedOf(operation, reply);
        if (outcome.ok) {
          expect(wanted, shown).toContain("success");
          expect(outcome.status, shown).toBe(reply.status);
          if (!maybeEmpty(operation, reply.status)) expect(outcome.data, shown).toBeDefined();
          continue;
        }
        const { error } = outcome;
        expect(isGatehouseError(error), shown).toBe(true);
        expect(error, shown).toMatchObject({ api, operation: name, attempts: 1, requestId: REQUEST_ID });
        expect(wanted, shown).toContain((error as { code?: string }).code);
        if (!wanted.includes("connection")) expect(error, shown).toMatchObject({ status: reply.status });
        expectExcerpt((error as { excerpt?: unknown }).excerpt, reply, wanted, shown);
        expect(printed(error), shown).not.toContain(SECRET);
        await expect(client[name]!(operation.input()), shown).rejects.toMatchObject({ code: (error as { code?: string }).code });
      }
    });
  });
}

/** Some of the body, where there was one to read and it is not the declared one. */
function expectExcerpt(excerpt: unknown, { body, status, breaksOff }: Reply, wanted: readonly string[], shown: string): void {
  const isRead = (wanted.includes("decode") || wanted.includes("undeclared_status")) && !breaksOff && !(status >= 300 && status < 400);
  if (!isRead || typeof body !== "string" || body.trim() === "") return;
  expect(excerpt, shown).toEqual(expect.any(String));
  expect((excerpt as string).length, shown).toBeGreaterThan(0);
  expect((excerpt as string).length, shown).toBeLessThanOrEqual(200);
}

function responseOf({ status, type, body, headers, breaksOff }: Reply): Response {
  const cut = () =>
    new ReadableStream({
      start: (stream) => stream.enqueue(new TextEncoder().encode(String(body))),
      pull: (stream) => stream.error(new TypeError(`terminated ${SECRET}`)),
    });
  const response = new Response(breaksOff ? cut() : (body as BodyInit | null), {
    headers: { "x-request-id": REQUEST_ID, ...headers },
  });
  response.headers.delete("content-type");
  if (type !== undefined) response.headers.set("content-type", type);
  // A Response cannot be made with a body and some of these statuses; a server can send one.
  return Object.defineProperties(response, { status: { value: status }, ok: { value: status >= 200 && status < 300 } });
}

type Wanted = "success" | "api_error" | "decode" | "undeclared_status" | "connection";

/** What may come of a reply, by the description. */
function wantedOf(operation: SubjectOperation, { status, type = "", body, breaksOff }: Reply): readonly Wanted[] {
  const declared = operation.view.responses.find((response) => response.status === status);
  if (!declared) return ["undeclared_status"];
  if (breaksOff) return ["connection"];
  const fits: Wanted = status < 400 ? "success" : "api_error";
  const text = typeof body === "string" ? body : body === null ? "" : undefined;
  if (text?.trim() === "" && maybeEmpty(operation, status)) return [fits];
  const essence = type.split(";")[0];
  if (!declared.media.some((media) => media.type.split(";")[0] === essence) || !essence?.endsWith("json") || text === undefined)
    return ["decode"];
  const json = parsed(text);
  if (json === undefined) return ["decode"];
  if (fits === "success" && mustBeMore(declared, json)) return ["decode"];
  return [fits, ...(fits === "success" ? (["decode"] as const) : [])];
}

function maybeEmpty({ view }: SubjectOperation, status: number): boolean {
  const declared = view.responses.find((response) => response.status === status);
  return declared !== undefined && (declared.media.length === 0 || declared.mayBeEmpty || status === 204 || view.method === "HEAD");
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** True where the declared success is a list, or has a property that must be there and is not. */
function mustBeMore({ media }: ResponseView, json: Json): boolean {
  const schema = media[0]?.schema?.resolved ?? {};
  if (schema["type"] === "array") return true;
  const keys = Object.keys(json as object);
  return ((schema["required"] ?? []) as readonly string[]).some((name) => !keys.includes(name));
}

/** The example of a declared refusal, with the secret in the place of its texts. */
function errorOf(responses: readonly ResponseView[]): Json {
  const media = responses.filter(({ status }) => Number(status) >= 400).flatMap((response) => response.media);
  const example = media.flatMap(({ examples }) => examples)[0]?.value ?? { error: "x" };
  return JSON.parse(JSON.stringify(example, (_key, value: unknown) => (typeof value === "string" ? SECRET : value))) as Json;
}
