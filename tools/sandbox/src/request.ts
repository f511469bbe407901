import { parse } from "cookie";

/** What a transport knows of a request: a socket's, or one of `fetch`. */
export interface Arrival {
  readonly method: string;
  /** Path and query as they were sent, from the first slash on. */
  readonly target: string;
  /** The value of a header, by its name in lower case. */
  header(name: string): string | undefined;
  /** The body; undefined when it has more than `limit` bytes. Asked for once. */
  bytes(limit: number): Promise<Uint8Array | undefined>;
  /** Aborts when the caller has gone; absent where the transport tells otherwise. */
  readonly signal?: AbortSignal;
}

/** A request as a product reads it. */
export class SandboxRequest {
  readonly method: string;
  /** Path below the product's prefix. */
  readonly path: string;
  /** The query with its question mark; empty where there is none. */
  readonly search: string;
  readonly #arrival: Arrival;
  #query: URLSearchParams | undefined;

  constructor(arrival: Arrival, path: string, search: string) {
    this.method = arrival.method;
    this.path = path;
    this.search = search;
    this.#arrival = arrival;
  }

  /** The parameters in the query. */
  get query(): URLSearchParams {
    this.#query ??= new URLSearchParams(this.search);
    return this.#query;
  }

  /** The value of a header. */
  header(name: string): string | undefined {
    return this.#arrival.header(name.toLowerCase());
  }

  /** The value of a cookie. */
  cookie(name: string): string | undefined {
    const cookies = this.header("cookie");
    return cookies === undefined ? undefined : parse(cookies)[name];
  }
}
