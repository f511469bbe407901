import { fileURLToPath } from "node:url";
import { context, type Link, propagation, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import { BasicTracerProvider, InMemorySpanExporter, type ReadableSpan, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { build } from "esbuild";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { fixtureApi } from "../../test/support/fixture-api.js";
import { credentials, json } from "../../test/support/server.js";
import { type CallEvent, createClient, type Fetch, transportOf } from "../index.js";
import { traced } from "./index.js";

const exporter = new InMemorySpanExporter();
const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
const tracer = provider.getTracer("test");

beforeAll(() => {
  trace.setGlobalTracerProvider(provider);
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
});
afterAll(() => {
  trace.disable();
  context.disable();
  propagation.disable();
});
beforeEach(() => exporter.reset());

type Answer = (url: string, headers: Headers) => Response | Promise<Response>;

function connect(answer: Answer, more: Partial<Parameters<typeof traced>[0]> = {}, tracing?: Parameters<typeof traced>[1]) {
  const fetch: Fetch = async (url, init) => {
    const headers = new Headers(init.headers);
    return url.endsWith("/authenticate") ? json(200, { authToken: "token-1" }) : answer(url, headers);
  };
  const options = {
    baseUrl: "https://host.example:8443/base",
    credentials,
    fetch,
    clock: { now: Date.now, sleep: async () => {} },
    deadline: Number.POSITIVE_INFINITY,
    ...more,
  };
  return createClient<{ getOne: { (input: object): Promise<unknown>; result(input: object): Promise<unknown> } }>(
    fixtureApi,
    traced(options, tracing),
  );
}

const spans = (name: string) => exporter.getFinishedSpans().filter((span) => span.name === name);
const GET = "GET /getOne/{id}/part";
const LOGIN = "POST /authenticate";
const happenings = (span: ReadableSpan | undefined) => span?.events.map(({ name, attributes }) => [name, attributes]);
const parentOf = (span: ReadableSpan | undefined) => span?.parentSpanContext?.spanId;

describe("a call", () => {
  it("is one span, below the caller's, by the conventions for HTTP clients; a login is one below it", async () => {
    const client = connect(() => json(200, {}, { "x-request-id": "r-1" }));
    const outer = tracer.startSpan("outer");
    await context.with(trace.setSpan(context.active(), outer), () => client.getOne({ id: "a" }));
    const [span] = spans(GET);
    expect(parentOf(span)).toBe(outer.spanContext().spanId);
    expect(span).toMatchObject({ kind: SpanKind.CLIENT, status: { code: SpanStatusCode.UNSET }, ended: true });
    expect(span?.attributes).toEqual({
      "http.request.method": "GET",
      "url.template": "/getOne/{id}/part",
      "http.response.status_code": 200,
      "server.address": "host.example",
      "server.port": 8443,
      "gatehouse.api": "fixture",
      "gatehouse.operation": "getOne",
    });
    expect(happenings(span)).toEqual([
      ["gatehouse.login", { because: "no-token" }],
      ["gatehouse.attempt.start", { attempt: 1 }],
      ["gatehouse.attempt.end", { attempt: 1, status: 200, requestId: "r-1", milliseconds: expect.any(Number) }],
    ]);
    const [login] = spans(LOGIN);
    expect(parentOf(login)).toBe(span?.spanContext().spanId);
    expect(login?.attributes["gatehouse.operation"]).toBe("authenticate");
    expect(exporter.getFinishedSpans()).toHaveLength(2);
  });

  it("that fails says why, and how often it was sent", async () => {
    const failures: readonly (readonly [Answer, object])[] = [
      [() => json(404, {}), { "error.type": "404", "http.response.status_code": 404 }],
      [() => json(503, {}), { "error.type": "503", "http.response.status_code": 503, "http.request.resend_count": 2 }],
      [() => Promise.reject(new Error("no")), { "error.type": "connection", "http.request.resend_count": 2 }],
      [() => json(200, "x", { "content-type": "text/html" }), { "error.type": "decode", "http.response.status_code": 200 }],
    ];
    for (const [answer, attributes] of failures) {
      exporter.reset();
      await connect(answer).getOne.result({ id: "a" });
      const [span] = spans(GET);
      expect(span).toMatchObject({ status: { code: SpanStatusCode.ERROR }, attributes });
      expect(span?.status.message).toBeUndefined();
    }
  });

  it("carries the trace on in every attempt, unless it is told not to", async () => {
    const seen: (string | null)[] = [];
    const answer: Answer = (_url, headers) => json(seen.push(headers.get("traceparent")) === 1 ? 503 : 200, {});
    await connect(answer).getOne({ id: "a" });
    const { traceId, spanId } = spans(GET)[0]!.spanContext();
    expect(seen).toEqual([`00-${traceId}-${spanId}-01`, `00-${traceId}-${spanId}-01`]);
    await connect(answer, {}, { propagate: false }).getOne({ id: "a" });
    expect(seen.at(-1)).toBeNull();
  });

  it("has its fetch run inside its span, so that an instrumentation of fetch finds it", async () => {
    let active: string | undefined;
    const client = connect(() => {
      active = trace.getActiveSpan()?.spanContext().spanId;
      return json(200, {});
    });
    await client.getOne({ id: "a" });
    expect(active).toBe(spans(GET)[0]?.spanContext().spanId);
    expect(trace.getActiveSpan()).toBeUndefined();
  });

  it("does not mistake another call for its own, however many there are at once", async () => {
    const client = connect(async (url, headers) => {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 5));
      return json(200, { url, trace: headers.get("traceparent") });
    });
    const outer = Array.from({ length: 50 }, () => tracer.startSpan("outer"));
    const answers = await Promise.all(
      outer.map((span, nth) => context.with(trace.setSpan(context.active(), span), () => client.getOne({ id: `n${nth}` }))),
    );
    const found = new Map(spans(GET).map((span) => [parentOf(span), span.spanContext().spanId]));
    for (const [nth, span] of outer.entries())
      expect((answers[nth] as { trace: string }).trace).toContain(found.get(span.spanContext().spanId));
    expect(spans(LOGIN)).toHaveLength(1);
  });

  it("through the low-level way is a span too", async () => {
    const { baseUrl, fetch } = transportOf(connect(() => json(418, {})));
    await fetch(`${baseUrl}/getOne/a/part`);
    expect(spans(GET)[0]?.attributes).toMatchObject({ "gatehouse.operation": GET, "http.response.status_code": 418 });
  });

  it("leaves an observer of the caller's what it sees, and a tracer of the caller's what it makes", async () => {
    const events: CallEvent[] = [];
    const made: string[] = [];
    const own = {
      ...tracer,
      startSpan(name: string, ...rest: [object?, Link["context"]?]) {
        made.push(name);
        return tracer.startSpan(name, ...(rest as []));
      },
    };
    const observer = { on: (event: CallEvent) => void events.push(event) };
    await connect(() => json(200, {}), { observer }, { tracer: own as typeof tracer }).getOne({ id: "a" });
    expect(events.map(({ type }) => type)).toContain("call.end");
    expect(made).toEqual([GET, LOGIN]);
    await connect(() => json(200, {}), {
      observer: {
        on: () => {
          throw new Error("observer");
        },
      },
    }).getOne({ id: "a" });
    expect(spans(GET)).toHaveLength(2);
  });
});

it("is in no bundle of a client that does not ask for it", async () => {
  const entryPoints = [fileURLToPath(new URL("../index.ts", import.meta.url))];
  const { metafile } = await build({ entryPoints, bundle: true, format: "esm", write: false, metafile: true });
  expect(Object.keys(metafile.inputs).filter((name) => name.includes("opentelemetry"))).toEqual([]);
  expect(Object.keys(metafile.inputs).length).toBeGreaterThan(20);
});
