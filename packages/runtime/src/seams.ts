/** What a client calls to send a request: `fetch`'s own shape, restricted to what the runtime uses. A custom CA or a proxy goes in here. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Time. The default is the machine's; tests and the sandbox bring their own. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /**
   * Resolves after that many milliseconds; rejects with the signal's reason as soon as it is aborted. Keeps the process alive while pending.
   * A call's deadline is such a sleep too: one that resolves at once makes every call late.
   */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** A token with its end of life. */
export interface Token {
  readonly value: string;
  /** Milliseconds since 1970, by our clock; `Infinity` where nothing tells. Of JSON, which makes `null` of it, that is understood. */
  readonly expiresAt: number;
}

/**
 * Where tokens are kept. The default keeps them in memory, per client. Keys hold no secret. It may be slow, and may give anything: what is no token
 * is taken for none. When it throws, the call fails.
 */
export interface TokenStore {
  /** At once where it can: every call asks. */
  get(key: string): Promise<Token | undefined> | Token | undefined;
  set(key: string, token: Token): Promise<void>;
  /** Forgets the token, but only if it still has that value: a newer one of somebody else's stays. */
  drop(key: string, ifStill: string): Promise<void>;
}

/** What every event says. */
interface Happening {
  readonly api: string;
  readonly operation: string;
  /** Number of the call, in this process: what has the same one belongs together. */
  readonly call?: number | undefined;
}

/** What happens in a client. No event holds a body, a header value or a credential, nor any other value that was given or answered. */
export type CallEvent =
  | (Happening & {
      /** Emitted in the caller's own turn, before anything is sent. */
      readonly type: "call.start";
      readonly method: string;
      /** The path's template. */
      readonly path: string;
    })
  | (Happening & {
      readonly type: "call.end";
      /** Absent where the call ended without an answer. */
      readonly status?: number | undefined;
      /** The error's; absent after a success. */
      readonly code?: string | undefined;
      readonly milliseconds: number;
    })
  | (Happening & {
      /** The next thing that happens is that the client's `fetch` is called, in the same turn. */
      readonly type: "attempt.start";
      readonly attempt: number;
      readonly method: string;
      readonly path: string;
    })
  | (Happening & {
      readonly type: "attempt.end";
      readonly attempt: number;
      /** Absent where no answer came. */
      readonly status?: number;
      readonly requestId?: string;
      readonly milliseconds: number;
    })
  | (Happening & {
      readonly type: "retry";
      readonly attempt: number;
      readonly afterMilliseconds: number;
      readonly because: string;
    })
  | (Happening & {
      /** The call needs a login, a call of its own, which starts in the same turn. */
      readonly type: "login";
      readonly because: "no-token" | "expired" | "refused";
    });

/** Somebody who wants to know what happens. What it throws is ignored. */
export interface Observer {
  on(event: CallEvent): void;
}

/** Which answer is looked at. */
export interface AnswerPlace {
  readonly api: string;
  readonly operation: string;
  readonly status: number;
  readonly requestId?: string | undefined;
  readonly attempts?: number | undefined;
}

/**
 * Looks at every JSON answer of a declared status before the caller gets it, as data or in an error. A `GatehouseError` that it throws,
 * the call throws; anything else it throws is taken for a connection that broke. `report` and `strict` of `@gatehouse/runtime/validation` make
 * one.
 */
export type Validation = (at: AnswerPlace, data: unknown) => void;

/** Options of every client. `Credentials` is the API's own. */
export interface ClientOptions<Credentials> {
  /** Origin (and prefix) of the server; by server name where the API has several. No user, query or fragment. */
  readonly baseUrl: string | Readonly<Record<string, string>>;
  /** Needed for every operation that is not public. */
  readonly credentials?: Credentials | undefined;
  /** Default: the global `fetch`. */
  readonly fetch?: Fetch | undefined;
  readonly clock?: Clock | undefined;
  /** Values in [0, 1). Default: `Math.random`. */
  readonly random?: (() => number) | undefined;
  /** Default: in memory, per client. */
  readonly tokens?: TokenStore | undefined;
  readonly observer?: Observer | undefined;
  /** Default: answers are taken as they come. */
  readonly validate?: Validation | undefined;
  /** Milliseconds for a whole call: login, every attempt, pauses and the body. Default 30 000. */
  readonly deadline?: number | undefined;
  /** Attempts of a call that may be sent again. Default 3; 1 turns retries off. */
  readonly attempts?: number | undefined;
  /**
   * Retries that the client as a whole has in hand, over all calls and logins. Each takes one; only successes bring them back. So in an outage it
   * sends little more than one request a call, and a failure among successes is tried again as always. Default 10; `Infinity` for no such bound.
   */
  readonly retryBudget?: number | undefined;
  /** Allows credentials over plain `http:` to a host that is not loopback. Default false. */
  readonly allowInsecure?: boolean | undefined;
}

/** Options of one call. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for the whole call; overrides the client's. */
  readonly deadline?: number | undefined;
}
