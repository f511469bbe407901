import type { Context } from "./context.js";
import type { Scope } from "./deadline.js";
import type { Outgoing } from "./request.js";

/** Longest pause that a server can ask for; if it asks for more, the call ends with its answer. */
const LONGEST = 60_000;
const FIRST = 500;
const CAP = 8_000;

/**
 * Milliseconds until the request is sent again, after `scope.attempts` attempts of which the last one failed with `response` (none: no
 * answer). `undefined`: it is not sent again.
 */
export function pauseBefore(
  context: Context,
  { retry }: Outgoing,
  scope: Scope,
  failures: number,
  response?: Response,
): number | undefined {
  if (retry === "never" || failures >= context.attempts) return undefined;
  if (response && ![429, 502, 503, 504].includes(response.status)) return undefined;
  // Full jitter: clients that failed together do not come back together.
  const jitter = context.random() * Math.min(CAP, FIRST * 2 ** (failures - 1));
  const asked = response ? retryAfter(response.headers, context.clock.now()) : 0;
  const pause = asked + jitter; // on top: a server tells many clients the same second
  // The error that we have says more than the deadline's would.
  if (asked > LONGEST || context.clock.now() + pause >= scope.endsAt) return undefined;
  return context.budget.spend() ? pause : undefined;
}

/** Milliseconds by RFC 9110, 10.2.3: seconds or a date, which is by the server's clock. 0 where nothing is asked, or nothing that can be read. */
export function retryAfter(headers: Headers, now: number): number {
  const value = `${headers.get("retry-after")}`;
  const milliseconds = /^\d+$/.test(value) ? Number(value) * 1000 : dateOf(value) - (Date.parse(`${headers.get("date")}`) || now);
  return milliseconds > 0 ? milliseconds : 0;
}

/** RFC 9110, 5.6.7: three forms, of which one names no zone and means GMT too. `Date.parse` alone makes a date of nearly anything. */
function dateOf(text: string): number {
  return Date.parse(/^[A-Z].+:\d\d/.test(text) ? text.replace(/( GMT)?$/, " GMT") : "");
}
