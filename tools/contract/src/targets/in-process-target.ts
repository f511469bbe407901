import type { Target, World } from "../target.js";
import type { NotExpressible, Transport, WireRequest } from "../wire.js";
import { bodyOf, bytesOf, headerOf } from "./body.js";

/** A server in this process: something that answers requests. */
export interface Handler {
  /** Has the type of the global `fetch`. */
  readonly fetch: (request: Request) => Promise<Response> | Response;
  /** Address that requests are built on; by server name where the API has more than one. */
  readonly baseUrl: string | Readonly<Record<string, string>>;
  /** Lets time pass on the handler's virtual clock. Default: no time passes, which is right for a server without a clock. */
  readonly sleep?: (milliseconds: number) => Promise<void> | void;
  /** Its world has ended: nothing is asked of it any more. */
  readonly close?: () => void;
}

/**
 * A handler in this process. Every world is a handler of its own, made by the factory, so that cases cannot disturb each other.
 * What a `Request` cannot carry – dot segments, a GET with a body, a header twice – is answered as not expressible.
 *
 * @example
 * const target = inProcessTarget({ handler: () => ({ fetch: app.fetch, baseUrl: "http://in-process" }) });
 */
export function inProcessTarget({ handler, name = "in-process" }: { readonly handler: () => Handler; readonly name?: string }): Target {
  const worlds = new Map<string, World>();
  return {
    name,
    local: true,
    isolated: true,
    open: async (id) => {
      const known = worlds.get(id);
      if (known) return known;
      const world = worldOf(handler(), () => worlds.delete(id));
      worlds.set(id, world);
      return world;
    },
    close: async () => worlds.clear(),
  };
}

function worldOf(handler: Handler, forget: () => void): World {
  const bases = typeof handler.baseUrl === "string" ? { default: handler.baseUrl } : handler.baseUrl;
  return {
    transports: Object.fromEntries(Object.entries(bases).map(([server, base]) => [server, transportTo(handler, base)])),
    sleep: async (milliseconds) => {
      await handler.sleep?.(milliseconds);
    },
    close: async () => {
      forget();
      handler.close?.();
    },
  };
}

function transportTo(handler: Handler, base: string): Transport {
  const prefix = new URL(base).href.replace(/\/+$/, "");
  return async (wire, signal) => {
    signal.throwIfAborted();
    const request = toRequest(wire, prefix);
    if ("notExpressible" in request) return request;
    const response = await inTime(async () => handler.fetch(request), signal);
    if (response === undefined) return { status: 0, headers: [], body: { text: "" }, fault: "timeout" };
    const headers = [...response.headers];
    return {
      status: response.status,
      headers,
      body: bodyOf(new Uint8Array(await response.arrayBuffer()), headerOf(headers, "content-type")),
    };
  };
}

/** The signal is not given to the request: thousands of requests on one signal would each leave a listener. */
function inTime(answer: () => Promise<Response>, signal: AbortSignal): Promise<Response | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => end(() => resolve(undefined)), TIMEOUT);
    const abort = (): void => end(() => reject(signal.reason));
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", abort);
      settle();
    };
    signal.addEventListener("abort", abort, { once: true });
    answer().then(
      (response) => end(() => resolve(response)),
      (error: unknown) => end(() => reject(error)),
    );
  });
}

/** Milliseconds. A handler in this process that has not answered by then never will. */
const TIMEOUT = 30_000;

function toRequest(wire: WireRequest, prefix: string): Request | NotExpressible {
  const names = wire.headers.map(([name]) => name.toLowerCase());
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) return { notExpressible: `a Request merges the header ${twice}, which is sent twice` };
  const length = headerOf(wire.headers, "content-length");
  const body = bytesOf(wire.body);
  if (names.includes("transfer-encoding") || (length !== undefined && length !== String(body.length))) {
    return { notExpressible: "a Request frames its body itself" };
  }
  try {
    const request = new Request(prefix + wire.target, {
      method: wire.method,
      headers: wire.headers.map(([name, value]): [string, string] => [name, value]),
      redirect: "manual",
      ...(wire.body === undefined ? {} : { body: new Uint8Array(body) }),
    });
    // Dot segments are resolved and quotes escaped.
    if (request.url !== prefix + wire.target) return { notExpressible: "a Request normalises the target" };
    if (request.method !== wire.method) return { notExpressible: "a Request normalises the method" };
    return request;
  } catch (error) {
    return { notExpressible: (error as Error).message };
  }
}
