import { connectionError } from "./connection.js";
import type { Context } from "./context.js";
import type { Scope } from "./deadline.js";
import type { ConnectionError } from "./errors/connection-error.js";
import type { Proof } from "./login.js";
import type { Multipart } from "./multipart.js";
import type { Outgoing } from "./request.js";

/** What one sending came to: an answer (its body not yet read) or none. */
export type Attempt =
  | { readonly response: Response; readonly error?: never }
  | { readonly response?: never; readonly error: ConnectionError };

/** Sends a request once. */
export async function attempt(context: Context, request: Outgoing, proofs: readonly Proof[], scope: Scope): Promise<Attempt> {
  const { fetch, clock, emit } = context; // fetch is called without `this`: browsers demand it
  const { at, method, path, body } = request;
  scope.goOn();
  const attempt = ++scope.attempts;
  const startedAt = emit && clock.now();
  emit?.({ type: "attempt.start", ...at, attempt, method, path });
  const ended = (answer?: Response) => {
    const requestId = emit && answer && requestIdOf(answer);
    emit?.({
      type: "attempt.end",
      ...at,
      attempt,
      ...(answer && { status: answer.status }),
      ...(requestId !== undefined && { requestId }),
      milliseconds: clock.now() - startedAt!,
    });
  };
  try {
    const headers = Object.assign({}, request.headers); // a spread makes an object to which adding is slow
    const url = prove(request.url, headers, proofs);
    const init: RequestInit & { duplex?: "half" } = {
      method,
      headers,
      get signal() {
        return scope.signal;
      },
      redirect: (body as Multipart | undefined)?.redirect ?? "manual", // never followed
    };
    if (body !== undefined) {
      init.body = body;
      init.duplex = "half"; // fetch demands it of streams
    }
    const response = await scope.heed(fetch(url, init));
    ended(response.headers && response); // a fetch of somebody's that gives nothing fails here
    return { response };
  } catch (cause) {
    ended();
    return { error: connectionError({ ...at, attempts: attempt }, request.url, cause) };
  }
}

/** The server's id of the request, where it gave one. */
export function requestIdOf({ headers }: Response): string | undefined {
  return headers.get("x-request-id") ?? undefined;
}

/** Puts proofs into the headers, or into the address that it gives back. */
function prove(url: string, headers: Record<string, string>, proofs: readonly Proof[]): string {
  let address = url;
  for (const { in: place, key, value } of proofs) {
    if (place === "header") headers[key] = value;
    else if (place === "query") address += `${address.includes("?") ? "&" : "?"}${encodeURIComponent(key)}=${value}`;
    else headers["cookie"] = [headers["cookie"], `${key}=${value}`].filter(Boolean).join("; ");
  }
  return address;
}
