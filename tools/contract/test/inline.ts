import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ContractConfig, loadDescription } from "@gatehouse/description";
import { type Event, type Handler, inProcessTarget, type RunOptions, type RunResult, run } from "../src/index.js";

/** What a handler in a test sees of a request. */
export interface Seen {
  readonly method: string;
  /** Path and query as sent. */
  readonly target: string;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; undefined where it is none. */
  readonly json: unknown;
}

/** Answers a request: a status, or a status with a JSON body. */
export type Answer = (seen: Seen) => number | readonly [status: number, body: unknown];

/**
 * Runs a description that is written down in the test against a handler that is too. With `shared` all cases meet in one state, as on a
 * server over HTTP.
 */
export async function runInline(
  document: object,
  answer: Answer | { readonly perWorld: () => Answer },
  { shared = false, ...options }: Partial<RunOptions> & { readonly config?: ContractConfig; readonly shared?: boolean } = {},
): Promise<RunResult & { readonly events: readonly Event[]; readonly seen: readonly Seen[]; cases(prefix?: string): string[] }> {
  const file = join(mkdtempSync(join(tmpdir(), "inline-")), "api.json");
  writeFileSync(
    file,
    JSON.stringify({ openapi: "3.1.0", info: { title: "Inline", version: "1" }, servers: [{ url: "http://inline.example" }], ...document }),
  );
  const events: Event[] = [];
  const seen: Seen[] = [];
  const handler = (): Handler => {
    const fresh = typeof answer === "function" ? answer : answer.perWorld();
    return {
      baseUrl: "http://inline.example",
      fetch: async (request) => {
        const one = await seenOf(request);
        seen.push(one);
        const answered = fresh(one);
        if (typeof answered === "number") return new Response(null, { status: answered });
        return Response.json(answered[1], { status: answered[0] });
      },
    };
  };
  const description = await loadDescription(file);
  const config = options.config ?? { servers: {}, accounts: {} };
  const reporters = [{ on: (event: Event) => void events.push(event), close: async () => {} }];
  const target = { ...inProcessTarget({ handler }), isolated: !shared };
  const result = await run({ description, config, target, reporters, ...options });
  const cases = (prefix = ""): string[] =>
    events.flatMap((event) => (event.type === "case.end" && event.case.startsWith(prefix) ? [event.case] : []));
  return { ...result, events, seen, cases };
}

async function seenOf(request: Request): Promise<Seen> {
  const text = await request.text();
  const { pathname, search } = new URL(request.url);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    json = undefined;
  }
  return { method: request.method, target: pathname + search, headers: request.headers, text, json };
}

/** An operation with a JSON body and these extras, answered 200, 400 or 409. */
export function posting(schema: object, example: unknown, extra: object = {}): object {
  return {
    "x-gatehouse": 1,
    paths: {
      "/things": {
        post: {
          operationId: "post",
          requestBody: { required: true, content: { "application/json": { schema, example } } },
          responses: { "200": { description: "ok" }, "400": { description: "no" }, "409": { description: "law" } },
          ...extra,
        },
      },
    },
  };
}
