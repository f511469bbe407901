import { carry } from "./carry.js";
import type { Context } from "./context.js";
import { ValidationError } from "./errors/validation-error.js";
import type { OperationDescriptor } from "./operation.js";
import { pathSegment } from "./path-segment.js";
import type { Outgoing } from "./request.js";
import type { Read } from "./send.js";

/** What clients work with; nothing of it can be read from a client. */
const contexts = new WeakMap<object, Context>();

/** The authorised, retrying, deadline-bound way to the server, without types: what a low-level client stands on. */
export interface Transport {
  /** Base URL of requests; the API's own server is chosen by the path where it has several. */
  readonly baseUrl: string;
  /**
   * Like the global `fetch`, for requests of described operations only. The body has been read when it resolves. Sent again only with GET,
   * HEAD and OPTIONS, or after a 401. An error's `operation` is `METHOD /path`.
   *
   * @throws {ValidationError} for an address that is no described operation's: what an empty, dot or missing path value leads to. A segment
   * that reads `undefined`, `null`, `NaN` or `[object Object]` is taken for one that is missing.
   */
  readonly fetch: (input: Request | string | URL, init?: RequestInit) => Promise<Response>;
  /**
   * Whether each path value stays one segment. For whoever builds addresses from templates and writes some values as they are; `fetch` itself
   * sees only what a URL parser has left of them.
   *
   * @throws {PathParameterError} as the client's own operations do; `operation` is `METHOD /path`.
   */
  readonly checkPath: (method: string, template: string, values: Readonly<Record<string, unknown>> | undefined) => void;
}

/**
 * The transport of a client that `createClient` made.
 *
 * @throws {TypeError} for anything else.
 *
 * @example
 * const { baseUrl, fetch } = transportOf(client);
 * const response = await fetch(`${baseUrl}/api/web/v4/tenants/${id}`);
 */
export function transportOf(client: object): Transport {
  const context = contextBehind("transportOf", client);
  return Object.freeze({ baseUrl: context.baseUrl(undefined), fetch: fetchOf(context), checkPath: checkOf(context) });
}

/**
 * What a client works with. Not for its users: it holds the credentials.
 *
 * @throws {TypeError} in the name of `caller`.
 */
export function contextBehind(caller: string, client: object): Context {
  const context = contexts.get(client);
  if (!context) throw new TypeError(`${caller}: not a Gatehouse client`);
  return context;
}

/** Lets `transportOf` find what `client` works with. */
export function openTo(client: object, context: Context): void {
  contexts.set(client, context);
}

function fetchOf(context: Context): Transport["fetch"] {
  const find = finder(context);
  return async (input, init) => {
    const request = input instanceof Request && !init ? input : new Request(input, init);
    const { operation, rest } = find(request, typeof input === "string" ? input : request.url);
    const at = { api: context.api.id, operation: `${request.method} ${operation.path}` };
    const body = request.body === null ? undefined : await request.arrayBuffer(); // can be sent twice, a stream cannot
    const outgoing: Outgoing = {
      at,
      method: request.method,
      path: operation.path,
      url: context.baseUrl(operation.server) + rest,
      headers: Object.fromEntries(request.headers),
      body,
      security: operation.security,
      retry: ["GET", "HEAD", "OPTIONS"].includes(request.method) ? operation.retry : "never",
      responses: operation.responses,
    };
    return carry(context, outgoing, context.deadline, request.signal, readWhole);
  };
}

const readWhole: Read<Response> = async (response, _where, scope) => {
  const empty = [204, 205, 304].includes(response.status);
  return new Response(empty ? null : await scope.heed(response.arrayBuffer()), response);
};

/**
 * Finds the operation that a request is for, and what follows the base URL. `written` is the address before a URL parser took its dot
 * segments away.
 */
function finder({ api, baseUrl }: Context) {
  const base = baseUrl(undefined);
  const known = Object.values(api.operations)
    .map((operation) => ({ operation, matches: matcher(operation.path) }))
    .sort((a, b) => a.operation.path.split("{").length - b.operation.path.split("{").length); // `/things/search` before `/things/{id}`
  return ({ url, method }: Request, written: string): { readonly operation: OperationDescriptor; readonly rest: string } => {
    if (url.startsWith(base) && !DOT_SEGMENT.test(written.split(/[?#]/)[0]!)) {
      const rest = url.slice(base.length);
      const path = rest.split(/[?#]/)[0]!;
      const found = known.find(({ operation, matches }) => operation.method === method && matches(path));
      if (found) return { operation: found.operation, rest };
    }
    throw new ValidationError(
      { api: api.id, operation: method, input: "url" },
      "is no described operation's: it is not below the client's baseUrl, or an empty, dot or missing path value changed its path",
    );
  };
}

function checkOf({ api }: Context): Transport["checkPath"] {
  return (method, template, values) => {
    const operation = Object.values(api.operations).find((one) => one.path === template && one.method === method);
    for (const [key, place, wire = key, style] of operation?.params ?? [])
      if (place === "path") pathSegment({ ...operation!, id: `${method} ${template}` }, wire, wire, values?.[wire], style);
  };
}

const DOT_SEGMENT = /[/\\](\.|%2e){1,2}([/\\]|$)/i;

/** What templates and template literals leave in the place of a value that is not there. */
const MISSING = /^(undefined|null|NaN|(\[|%5B)object%20Object(\]|%5D)|%7B.*%7D)$/;

function matcher(template: string): (path: string) => boolean {
  const literals = template.split(/\{[^}]*\}/).map((literal) => literal.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const pattern = new RegExp(`^${literals.join("([^/]+)")}$`);
  return (path) => {
    const found = pattern.exec(path);
    return found?.slice(1).every((value) => !MISSING.test(value)) ?? false;
  };
}
