import { ConnectionError } from "./errors/connection-error.js";
import type { Where } from "./errors/gatehouse-error.js";

/** What `fetch` threw, as a `ConnectionError`. */
export function connectionError(where: Where, url: string, thrown: unknown): ConnectionError {
  const cause = withoutAddresses(thrown);
  return new ConnectionError({ ...where, host: new URL(url).host, reason: reasonIn(cause) }, { cause });
}

interface Cause extends Error {
  code?: string;
}

/**
 * A copy of an error and its causes that holds nothing but names, codes and messages without addresses: libraries put whole URLs and requests
 * into their errors, and a URL may hold a password.
 */
function withoutAddresses(thrown: unknown, depth = 0): Cause {
  const seen = (typeof thrown === "object" && thrown ? thrown : { message: thrown }) as Readonly<Record<string, unknown>>;
  const { name, code } = seen;
  const below = seen["cause"] ?? (seen["errors"] as readonly unknown[] | undefined)?.[0];
  const text = String(seen["message"] ?? "").replace(/[a-z][a-z\d+.-]*:\/\/\S+|\S*\?\S+/gi, "(address)");
  const copy: Cause = new Error(text, below !== undefined && depth < 3 ? { cause: withoutAddresses(below, depth + 1) } : undefined);
  if (typeof name === "string") copy.name = name;
  if (typeof code === "string") copy.code = code;
  return copy;
}

/** The innermost code: `fetch` says "fetch failed", its cause says why. */
function reasonIn(error: Cause): string | undefined {
  return (error.cause instanceof Error ? reasonIn(error.cause) : undefined) ?? error.code;
}
