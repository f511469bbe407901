import { type HttpHandler, HttpResponse, http } from "msw";
import { DroppedConnection } from "./faults.js";
import type { Sandbox } from "./sandbox.js";

/**
 * Handlers for Mock Service Worker that answer with a sandbox: every status of every operation comes from the product's state and rules, so
 * there is no handler to write per case, and none that can be wrong.
 *
 * The code under test needs nothing but its usual base URL. The sandbox's time is its own: wait with `sandbox.clock.advance(ms)`, or make it
 * with `createSandbox({ clock: realClock() })`.
 *
 * @param baseUrls By API, the base URLs that the code under test is configured with; several where an API has several servers. Default: every
 *   API of the sandbox at `sandbox.connect(api).baseUrl`.
 * @returns One handler per base URL; control calls below `/_gatehouse` are not among what they answer.
 * @throws {RangeError} when the sandbox has no such API, when a base URL is none, or when two APIs are given the same.
 * @example
 * const sandbox = createSandbox();
 * const server = setupServer(...sandboxHandlers(sandbox, { "entrust-idaas": "https://customer.us.trustedauth.com" }));
 * server.listen({ onUnhandledRequest: "error" });
 */
export function sandboxHandlers(sandbox: Sandbox, baseUrls?: Readonly<Record<string, string | readonly string[]>>): HttpHandler[] {
  const wanted = baseUrls ?? Object.fromEntries(sandbox.products.map(({ name }) => [name, sandbox.connect(name).baseUrl]));
  const targets = new Map<string, { readonly api: string; readonly baseUrl: string }>();
  for (const [api, urls] of Object.entries(wanted)) {
    const { baseUrl } = sandbox.connect(api);
    for (const url of [urls].flat()) {
      const prefix = prefixOf(api, url);
      const taken = targets.get(prefix);
      if (taken) throw new RangeError(`${prefix} is given for ${taken.api} and for ${api} – expected a base URL once`);
      targets.set(prefix, { api, baseUrl });
    }
  }
  // A base URL may lie below another one: the longest answers.
  const longestFirst = [...targets].sort(([one], [other]) => other.length - one.length);
  return longestFirst.map(([prefix, { baseUrl }]) =>
    http.all(below(prefix), ({ request }) => replay(sandbox, `${baseUrl}${request.url.slice(prefix.length)}`, request)),
  );
}

/** Origin and path as requests have them, without a slash at the end. */
function prefixOf(api: string, baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash) {
    throw new RangeError(`"${baseUrl}" is no base URL of ${api} – expected http or https, without user, query and fragment`);
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
}

/** An expression rather than a path of msw's: those give ports, stars and percent signs a meaning of their own. */
const below = (prefix: string): RegExp => new RegExp(`^${prefix.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&")}(?=/|$)`);

async function replay(sandbox: Sandbox, url: string, request: Request): Promise<Response> {
  const { method, headers, signal } = request;
  const body = await request.arrayBuffer();
  try {
    // The product's Response as it is. Of an HttpResponse msw keeps the cookies, and sends them where the code under test does not.
    return await sandbox.fetch(url, { method, headers, signal, body: body.byteLength > 0 ? body : null });
  } catch (error) {
    if (error instanceof DroppedConnection) return HttpResponse.error();
    throw error;
  }
}
