import { connectionError } from "./connection.js";
import type { Context } from "./context.js";
import type { Scope } from "./deadline.js";
import type { ConnectionError } from "./errors/connection-error.js";
import type { Proof } from "./login.js";
import type { Outgoing } from "./request.js";

/** What one sending came to: an answer (its body not yet read) or none. */
export type Attempt =
  | { readonly response: Response; readonly error?: never }
  | { readonly response?: never; readonly error: ConnectionError };

/** Sends a request once. */
export async function attempt(context: Context, request: Outgoing, proofs: readonly Proof[], scope: Scope): Promise<Attempt> {
  const { fetch, clock } = context; // fetch is called without `this`: browsers demand it
  const { at, method, path, body } = request;
  scope.signal.throwIfAborted();
  const seen = { ...at, attempt: ++scope.attempts };
  const startedAt = clock.now();
  context.emit({ type: "attempt.start", ...seen, method, path });
  const ended = (answer: { readonly status?: number; readonly requestId?: string }) =>
    context.emit({ type: "attempt.end", ...seen, ...answer, milliseconds: clock.now() - startedAt });
  try {
    const { url, headers } = withProofs(request, proofs);
    const init: RequestInit = { method, headers, signal: scope.signal, redirect: "manual" };
    if (body !== undefined) init.body = body;
    const response = await scope.heed(fetch(url, init));
    const requestId = response.headers.get("x-request-id");
    ended({ status: response.status, ...(requestId !== null && { requestId }) });
    return { response };
  } catch (cause) {
    ended({});
    return { error: connectionError({ ...at, attempts: scope.attempts }, request.url, cause) };
  }
}

function withProofs(
  { url, headers }: Outgoing,
  proofs: readonly Proof[],
): { readonly url: string; readonly headers: Record<string, string> } {
  const proven = { ...headers };
  let address = url;
  for (const { in: place, key, value } of proofs) {
    const name = key.toLowerCase();
    if (place === "header") proven[name] = value;
    else if (place === "query") address += `${address.includes("?") ? "&" : "?"}${encodeURIComponent(key)}=${value}`;
    else proven["cookie"] = [...(proven["cookie"] ? [proven["cookie"]] : []), `${key}=${value}`].join("; ");
  }
  return { url: address, headers: proven };
}
