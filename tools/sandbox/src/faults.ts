import type { Answer } from "./answer.js";
import type { Json } from "./json.js";
import type { Operation } from "./product.js";

/** Something that goes wrong on purpose. */
export interface Fault {
  readonly api: string;
  /** The vendor's operation id, or method and path template: `GET /api/web/v4/tenants/{id}`. */
  readonly operation: string;
  /** How many requests it strikes. Default: 1. */
  readonly times?: number;
  /** Milliseconds of the sandbox's clock that pass before anything else happens. */
  readonly delay?: number;
  /** Answers with this status instead of doing anything. */
  readonly status?: number;
  /** Headers of that answer. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Body of that answer: a text as it is, anything else as JSON. */
  readonly body?: Json;
  /** Drops the connection: before the operation is carried out, or after it, so that only the answer is lost. */
  readonly drop?: "before" | "after";
}

/** The connection was dropped on purpose: a fetch rejects like this, a server closes the socket. */
export class DroppedConnection extends TypeError {
  override readonly name = "TypeError";

  constructor() {
    super("fetch failed", { cause: new Error("the sandbox dropped the connection, as it was told to") });
  }
}

/** The faults that are waiting to strike, oldest first. */
export class Faults {
  #waiting: { readonly fault: Fault; left: number }[] = [];

  /** @throws {TypeError} when it is no fault. */
  add(fault: Fault): void {
    const wrong = (what: string) => new TypeError(`not a fault: ${what}`);
    if (typeof fault.api !== "string" || typeof fault.operation !== "string") throw wrong("api and operation must be strings");
    for (const [name, least] of [
      ["times", 1],
      ["delay", 0],
      ["status", 200],
    ] as const) {
      const value = fault[name];
      if (value !== undefined && !(Number.isInteger(value) && value >= least)) throw wrong(`${name} must be an integer, ${least} or more`);
    }
    if (fault.status !== undefined && fault.status > 599) throw wrong("status must be 599 or less");
    if (fault.drop !== undefined && fault.drop !== "before" && fault.drop !== "after") throw wrong("drop must be before or after");
    if (fault.delay === undefined && fault.status === undefined && fault.drop === undefined)
      throw wrong("one of delay, status and drop is required");
    this.#waiting.push({ fault, left: fault.times ?? 1 });
  }

  /** The fault that strikes this request, if any; it is used up by that. */
  take(api: string, operation: Pick<Operation, "id" | "method" | "path" | "aliases">): Fault | undefined {
    if (this.#waiting.length === 0) return undefined;
    const names = [operation.id, ...[operation.path, ...(operation.aliases ?? [])].map((path) => `${operation.method} ${path}`)];
    const found = this.#waiting.find(({ fault }) => fault.api === api && names.includes(fault.operation));
    if (found) {
      found.left -= 1;
      if (found.left === 0) this.#waiting.splice(this.#waiting.indexOf(found), 1);
    }
    return found?.fault;
  }

  list(): readonly Fault[] {
    return this.#waiting.map(({ fault, left }) => ({ ...fault, times: left }));
  }

  clear(): void {
    this.#waiting = [];
  }
}

/** The answer a fault gives instead of the product, if it gives one. */
export function faultAnswer(fault: Fault): Answer | undefined {
  if (fault.status === undefined) return undefined;
  const empty = fault.body === undefined || fault.status === 204 || fault.status === 205 || fault.status === 304;
  const text = typeof fault.body === "string";
  return {
    status: fault.status,
    headers: { ...(empty ? {} : { "content-type": text ? "text/plain" : "application/json" }), ...lowerCased(fault.headers) },
    body: empty ? null : text ? (fault.body as string) : JSON.stringify(fault.body),
  };
}

const lowerCased = (headers: Readonly<Record<string, string>> = {}) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
