import { type ApiDescriptor, type ClientOptions, createClient, type Fetch } from "../../src/index.js";
import { type Fixture, type FixtureCredentials, fixtureApi } from "./fixture-api.js";
import { type VirtualClock, virtualClock } from "./virtual-clock.js";

/** One request as a server sees it. */
export interface Seen {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: Headers;
  readonly body: string;
  readonly signal: AbortSignal;
}

export type Answer = Response | Promise<Response>;

export const credentials: FixtureCredentials = { applicationId: "the-application", sharedSecret: "the-secret-itself" };

/** A JSON answer. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json", ...headers } });
}

/** An answer that never comes, and that heeds its signal as `fetch` does. */
export function never({ signal }: Seen): Promise<Response> {
  return new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));
}

/** A client of the fixture over a function that answers; logins are answered by `login` and give `token-1`, `token-2`, … for 15 minutes. */
export function connect(
  answer: (seen: Seen) => Answer,
  options: Partial<ClientOptions<FixtureCredentials>> & {
    readonly login?: (seen: Seen, nth: number) => Answer;
    readonly api?: ApiDescriptor;
  } = {},
) {
  const clock: VirtualClock = virtualClock();
  const requests: Seen[] = [];
  const logins: Seen[] = [];
  const { api = fixtureApi, login = (_seen, nth) => token(clock, nth), ...rest } = options;
  const fetch: Fetch = async (url, init) => {
    const { pathname, search } = new URL(url);
    const seen: Seen = {
      method: init.method ?? "GET",
      target: url.slice(url.indexOf(pathname)),
      headers: new Headers(init.headers),
      body: typeof init.body === "string" ? init.body : "",
      signal: init.signal as AbortSignal,
    };
    if (pathname.endsWith("/authenticate") && !search) return login(seen, logins.push(seen));
    requests.push(seen);
    return answer(seen);
  };
  const client = createClient<Fixture>(api, {
    baseUrl: "https://host.example",
    credentials,
    fetch,
    clock,
    random: () => 0.5,
    ...rest,
  });
  return { client, clock, requests, logins, fetch };
}

/** A login's answer as the fixture's server gives it. */
export function token(clock: { now(): number }, nth: number, skew = 0): Response {
  const now = clock.now() + skew;
  const body = { authToken: `token-${nth}`, expirationTime: new Date(now + 15 * 60_000).toISOString() };
  return json(200, body, { date: new Date(now).toUTCString() });
}
