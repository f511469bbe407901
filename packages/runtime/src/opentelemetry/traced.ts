import { type Context, context, propagation, type Span, SpanKind, SpanStatusCode, type Tracer, trace } from "@opentelemetry/api";
import type { CallEvent, ClientOptions, Fetch } from "../seams.js";

/** How a client is traced. */
export interface Tracing {
  /** Default: that of the globally registered provider. */
  readonly tracer?: Tracer | undefined;
  /**
   * Whether requests carry the trace on, in the headers that the globally registered propagator writes (`traceparent`). Default true. Turn it
   * off where an instrumentation of `fetch` does so already, or for a server that must not see it.
   */
  readonly propagate?: boolean | undefined;
}

interface Traced {
  readonly span: Span;
  readonly context: Context;
  attempts: number;
}

/**
 * Options for a client that OpenTelemetry sees: a span for each call, below the one that is active where the call is made, with an event for
 * each attempt, retry and login; a login is a span of its own below the call that needs it. An observer and a `fetch` among the options keep
 * working.
 *
 * Names and attributes follow the semantic conventions for HTTP clients. They hold the path's template, never a path, a query, a header, a body
 * or a message.
 *
 * @example
 * const idaas = createEntrustIdaas(traced({ baseUrl, credentials }));
 */
export function traced<Options extends Pick<ClientOptions<unknown>, "fetch" | "observer">>(
  options: Options,
  tracing: Tracing = {},
): Options {
  const { tracer = trace.getTracer("@gatehouse/runtime"), propagate = true } = tracing;
  const open = new Map<number, Traced>();
  const { observer } = options;
  /** What the next happening in this turn belongs to: the attempt that `fetch` is about to make, the call that needs a login. */
  let inThisTurn: Traced | undefined;
  const untilTurnEnds = (one: Traced | undefined) => {
    inThisTurn = one;
    queueMicrotask(() => {
      if (inThisTurn === one) inThisTurn = undefined;
    });
  };

  const on = (event: CallEvent) => {
    const { call = 0 } = event;
    if (event.type === "call.start") {
      const parent = inThisTurn?.context ?? context.active();
      inThisTurn = undefined;
      const span = tracer.startSpan(`${event.method} ${event.path}`, { kind: SpanKind.CLIENT, attributes: startOf(event) }, parent);
      open.set(call, { span, context: trace.setSpan(parent, span), attempts: 0 });
      return;
    }
    const one = open.get(call);
    if (!one) return;
    if (event.type === "call.end") {
      open.delete(call);
      end(one, event);
      return;
    }
    one.span.addEvent(`gatehouse.${event.type}`, detailsOf(event));
    if (event.type === "attempt.start") one.attempts = event.attempt;
    if (event.type === "attempt.start" || event.type === "login") untilTurnEnds(one);
  };

  const send: Fetch = options.fetch ?? ((url, init) => fetch(url, init));
  return {
    ...options,
    observer: {
      on(event: CallEvent) {
        on(event);
        observer?.on(event);
      },
    },
    fetch: (url: string, init: RequestInit) => {
      const one = inThisTurn;
      inThisTurn = undefined;
      if (!one) return send(url, init);
      const { hostname, port, protocol } = new URL(url);
      one.span.setAttributes({ "server.address": hostname, "server.port": Number(port || (protocol === "https:" ? 443 : 80)) });
      if (propagate) propagation.inject(one.context, init.headers);
      return context.with(one.context, () => send(url, init));
    },
  };
}

function startOf({ api, operation, method, path }: CallEvent & { readonly type: "call.start" }) {
  return {
    "http.request.method": method,
    "url.template": path,
    "gatehouse.api": api,
    "gatehouse.operation": operation,
  };
}

function end({ span, attempts }: Traced, { status, code }: CallEvent & { readonly type: "call.end" }): void {
  if (status) span.setAttribute("http.response.status_code", status);
  if (attempts > 1) span.setAttribute("http.request.resend_count", attempts - 1);
  if (code !== undefined) {
    // The conventions want the status where it is the reason.
    span.setAttribute("error.type", code === "api_error" || code === "undeclared_status" ? String(status) : code);
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end();
}

/** What an event says beside what its span has. */
function detailsOf({ type: _type, api: _api, operation: _operation, call: _call, ...details }: CallEvent) {
  const { method: _method, path: _path, ...rest } = details as Readonly<Record<string, string | number | undefined>>;
  return rest;
}
