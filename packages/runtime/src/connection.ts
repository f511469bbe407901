import { ConnectionError } from "./errors/connection-error.js";
import type { Where } from "./errors/gatehouse-error.js";
import { redact } from "./redact.js";

/** What `fetch` threw, as a `ConnectionError`. */
export function connectionError(where: Where, url: string, thrown: unknown): ConnectionError {
  const cause = printable(thrown);
  return new ConnectionError({ ...where, host: new URL(url).host, reason: reasonIn(cause) }, { cause });
}

interface Cause extends Error {
  code?: string;
}

/**
 * A copy of an error and its causes that can be printed: names, codes, and what may be shown of the messages. Libraries put whole addresses and
 * requests into their errors, and both may hold a password.
 */
export function printable(thrown: unknown, depth = 0): Cause {
  const seen = (typeof thrown === "object" && thrown ? thrown : { message: thrown }) as Readonly<Record<string, unknown>>;
  const below = seen["cause"] ?? (seen["errors"] as readonly unknown[] | undefined)?.[0];
  const copy: Cause = new Error(
    redact(String(seen["message"] ?? "")),
    below !== undefined && depth < 3 ? { cause: printable(below, depth + 1) } : undefined,
  );
  for (const key of ["name", "code"] as const) {
    const value = seen[key];
    if (typeof value === "string" && /^\w{1,60}$/.test(value)) copy[key] = value;
  }
  return copy;
}

/** The innermost code: `fetch` says "fetch failed", its cause says why. */
function reasonIn(error: Cause): string | undefined {
  return (error.cause instanceof Error ? reasonIn(error.cause) : undefined) ?? error.code;
}
