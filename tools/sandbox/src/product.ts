import type { Answer } from "./answer.js";
import type { ReceivedBody } from "./body.js";
import type { SandboxClock } from "./clock/clock.js";
import type { Ids } from "./ids.js";
import type { Json, JsonObject } from "./json.js";
import type { SandboxRequest } from "./request.js";
import type { Refusal, Rules, RuleTable } from "./rule.js";
import type { Shape } from "./shape.js";
import type { Store } from "./store.js";

/** What a client needs to log in, by the names its factory uses. Public by design: none of it opens anything but a sandbox. */
export type Credentials = Readonly<Record<string, string>>;

/** A well-known account of a fresh sandbox. */
export interface Account<C extends Credentials = Credentials> {
  readonly name: string;
  /** Who this is and what it is for, in one line. */
  readonly summary: string;
  readonly credentials: C;
  /** A token the sandbox knows from the start, for accounts that are about tokens. */
  readonly token?: string;
}

/** Numbers and switches of a product that a test or a person may set. */
export type Settings = Readonly<Record<string, number | boolean>>;

/** A product at work in one world. Its state is what `store` holds and nothing else. */
export interface Site<S extends Settings = Settings> {
  readonly clock: SandboxClock;
  readonly ids: Ids;
  readonly store: Pick<Store, "collection">;
  readonly settings: S;
  /** The rules in force; tests take some out. */
  readonly rules: RuleTable;
  /** @throws {Refusal} of the first rule of the group that refuses. */
  enforce<Facts>(group: Rules<Facts>, facts: Facts): void;
}

/** One request for an operation. */
export interface Call<S extends Settings = Settings> {
  readonly site: Site<S>;
  readonly request: SandboxRequest;
  readonly params: Readonly<Record<string, string>>;
  readonly body: ReceivedBody;
}

/** One method on one path. */
export interface Operation<S extends Settings = Settings> {
  /** The vendor's own operation id. */
  readonly id: string;
  readonly method: string;
  /** The vendor's path template, `{name}` for parameters. */
  readonly path: `/${string}`;
  /** Other paths with the same parameters that are answered alike. */
  readonly aliases?: readonly `/${string}`[];
  /** Answers in one go, without waiting: two requests never interleave inside it. */
  handle(call: Call<S>): Answer;
}

/**
 * Something that happens around a product and not through its API, such as a person who enrols a finger at a device. It is ours: the vendor
 * has no such call, and a sandbox that could not be told would never see it happen.
 */
export interface Hook<S extends Settings = Settings> {
  /** What it does, in one line. */
  readonly summary: string;
  /** What it takes; what does not fit never reaches it. */
  readonly takes: Extract<Shape, { readonly type: "object" }>;
  /** @throws {RangeError} when the world has no place for it; the message says why. */
  run(site: Site<S>, input: JsonObject): Json;
}

/** What a product has and the sandbox does not imitate: answered with 501 and this reason. */
export interface NotImitated {
  readonly method: string;
  readonly path: `/${string}`;
  readonly why: string;
}

/**
 * One vendor's product, imitated. Operations are a table rather than calls on a router: the 405 with its `Allow`, the 501, the request
 * log, the faults per operation and the answer to OPTIONS are then the same for every product and cannot be forgotten by one.
 *
 * @typeParam C What this product's clients log in with.
 * @typeParam S Its settings.
 */
export interface Product<C extends Credentials = Credentials, S extends Settings = Settings> {
  /** Its folder, and its path prefix in the sandbox. */
  readonly name: string;
  readonly title: string;
  /** The vendor release that is imitated. */
  readonly release: string;
  readonly accounts: readonly Account<C>[];
  /** Ids of a fresh sandbox that documentation and checks refer to, by name. */
  readonly wellKnown: Readonly<Record<string, string>>;
  readonly settings: S;
  /**
   * What the product owes its users, by number: how certain it is, and one sentence. `d`: the vendor documents it; `o`: a client that works
   * with the real product counts on it; `a`: we chose it; `d/a` and `o/a`: the rule is the vendor's, the status is our choice.
   */
  readonly checklist: Readonly<Record<number, readonly [basis: "d" | "d/a" | "o" | "o/a" | "a", says: string]>>;
  readonly rules: RuleTable;
  readonly operations: readonly Operation<S>[];
  readonly notImitated: readonly NotImitated[];
  /** What can be made to happen around it, by name. */
  readonly hooks?: Readonly<Record<string, Hook<S>>>;
  /** Names of body properties and query parameters that the request log must not show. */
  readonly secrets: readonly string[];
  /** Largest body that is read, in bytes. */
  readonly bodyLimit: number;
  /** Fills an empty world. */
  seed(site: Site<S>): void;
  /** Brings the state up to the time on the clock; called before every request. */
  settle(site: Site<S>): void;
  /** The vendor's answer to a refusal of this call, in the vendor's shape. */
  refuse(refusal: Refusal, call: Call<S>): Answer;
  /** The answer to OPTIONS on a known path. */
  options(call: Call<S>, allow: string): Answer;
}

/** Makes something of a site once and gives the same again: views of its store, which every request would otherwise build anew. */
export function perSite<S extends object, Made>(make: (site: S) => Made): (site: S) => Made {
  const known = new WeakMap<S, Made>();
  return (site) => {
    const found = known.get(site);
    if (found !== undefined) return found;
    const made = make(site);
    known.set(site, made);
    return made;
  };
}
