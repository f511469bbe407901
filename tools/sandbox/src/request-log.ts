import type { ReceivedBody } from "./body.js";
import { isJsonObject, type Json } from "./json.js";
import type { SandboxRequest } from "./request.js";

/** One request as the log keeps it. It has no headers, and no value of a property or parameter that the product names as secret. */
export interface LoggedRequest {
  /** 1 for the first since the start or the last reset. */
  readonly number: number;
  /** The sandbox's time when it was answered, in milliseconds since 1970. */
  readonly time: number;
  readonly api: string;
  /** The vendor's operation id; null when the path or the method is none of the product's. */
  readonly operation: string | null;
  readonly method: string;
  /** Path and query below the API's prefix. */
  readonly target: string;
  /** Only JSON bodies are kept; of others, nothing but their size. */
  readonly body: Json;
  readonly bodySize: number;
  /** Null when the connection was dropped on purpose. */
  readonly status: number | null;
  /** The rule that refused; null when none did. */
  readonly refusedBy: string | null;
}

/** How many requests the log keeps; older ones are forgotten. */
export const LOG_LENGTH = 10_000;

/** Remembers requests, without their secrets. */
export class RequestLog {
  #entries: LoggedRequest[] = [];
  #count = 0;

  get entries(): readonly LoggedRequest[] {
    return this.#entries.length > LOG_LENGTH ? this.#entries.slice(-LOG_LENGTH) : this.#entries;
  }

  /** The number of the next request. */
  get next(): number {
    return this.#count + 1;
  }

  add(entry: LoggedRequest): void {
    this.#count = entry.number;
    this.#entries.push(Object.freeze(entry));
    // Forgotten a thousand at a time: taking each off the front would move all the others every time.
    if (this.#entries.length >= LOG_LENGTH + 1000) this.#entries = this.#entries.slice(-LOG_LENGTH);
  }

  clear(): void {
    this.#entries = [];
    this.#count = 0;
  }
}

const REDACTED = "[redacted]";

/** Whether a name is one of the secret ones, however it is capitalised: a client that gets a name wrong has sent its secret all the same. */
const namesASecret = (name: string, secrets: readonly string[]) => secrets.some((one) => one.toLowerCase() === name.toLowerCase());

/** Path and query, with the values of secret parameters blotted out. */
export function loggedTarget({ path, query, search }: SandboxRequest, secrets: readonly string[]): string {
  if (search === "") return path;
  const kept = new URLSearchParams([...query].map(([name, value]) => [name, namesASecret(name, secrets) ? REDACTED : value]));
  return kept.size > 0 ? `${path}?${kept}` : path;
}

/** The JSON of a body, with the values of secret properties blotted out; null when it is not JSON. */
export function loggedBody(body: ReceivedBody, secrets: readonly string[]): Json {
  const blot = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(blot);
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, namesASecret(name, secrets) ? REDACTED : blot(inner)]));
  };
  return body.json ? blot(body.json.value) : null;
}
