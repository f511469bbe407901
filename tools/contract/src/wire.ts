/**
 * What goes over the wire, as plain JSON. A `Request` object could not carry it: it normalises dot segments, refuses a GET with a body,
 * merges duplicate headers. Targets are never normalised.
 */

/** A body: text in UTF-8, or bytes in base64. */
export type WireBody = { readonly text: string } | { readonly base64: string };

/** Names as they are sent; duplicates stay apart and in order. */
export type WireHeaders = readonly (readonly [name: string, value: string])[];

/** A request as it is sent. */
export interface WireRequest {
  readonly method: string;
  /** Raw path and query, relative to the target's address: `/api/v1/items/1?x=%20`. */
  readonly target: string;
  readonly headers: WireHeaders;
  readonly body?: WireBody;
}

/** An answer as it came. */
export interface WireResponse {
  readonly status: number;
  readonly headers: WireHeaders;
  readonly body: WireBody;
  /** The connection broke after the status line. */
  readonly fault?: "reset" | "early-close" | "timeout";
}

/** A transport that cannot express a request says so; it then counts as not sent. */
export interface NotExpressible {
  readonly notExpressible: string;
}

/**
 * Sends one request.
 * @throws {TargetError} when no answer came at all (nothing listens, the name does not resolve).
 */
export type Transport = (request: WireRequest, signal: AbortSignal) => Promise<WireResponse | NotExpressible>;
