import type { Json } from "./json.js";

/** An answer before any transport: small and plain, since most of a server's time would go into making anything else. */
export interface Answer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Null: none. */
  readonly body: string | Uint8Array | null;
}

const JSON_ONLY = Object.freeze({ "content-type": "application/json" });
const NO_HEADERS = Object.freeze({});

/** A JSON answer. */
export function json(status: number, body: Json, headers?: Readonly<Record<string, string>>): Answer {
  return { status, headers: headers ? { ...JSON_ONLY, ...headers } : JSON_ONLY, body: JSON.stringify(body) };
}

/** An answer without a body. */
export function empty(status = 200, headers: Readonly<Record<string, string>> = NO_HEADERS): Answer {
  return { status, headers, body: null };
}
