import { expect } from "vitest";
import type * as suite from "../../../../test/suite/check.js";
import type { Sandbox } from "../../../index.js";
import { md5Hex } from "../md5.js";

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: checks look into answers of every shape
  readonly body: any;
}

export interface CallOptions {
  /** Account whose token is sent. Default: `full`; null sends none. */
  readonly as?: string | null;
  /** Sent as it is instead of an account's token. */
  readonly authorization?: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, instead of `body`. */
  readonly raw?: BodyInit;
  readonly headers?: Readonly<Record<string, string>>;
}

export const V1 = "/api/v1";
export const IDENTIFIER = `${V1}/access/identifier`;
export const IDENTIFIERS = `${V1}/access/identifier/items`;
export const APARTMENT = `${V1}/apartment`;
export const APARTMENTS = `${V1}/apartment/items`;
export const TIME_PROFILE = `${V1}/access/timeprofile`;
export const TIME_PROFILES = `${V1}/access/timeprofile/items`;

type Uid = string | number;
export const identifierPath = (uid: Uid, after = "") => `${IDENTIFIER}/item/${uid}${after}`;
export const facePath = (uid: Uid) => `${IDENTIFIER}/item/face/file/${uid}`;
export const profilePath = (uid: Uid) => `${TIME_PROFILE}/item/${uid}`;
export const apartmentPath = (uid: Uid) => `${APARTMENT}/item/${uid}`;
export const attachPath = (apartment: Uid, identifier: Uid) => `${apartmentPath(apartment)}/identifier/${identifier}`;
export const unbindPath = (identifier: Uid) => `${APARTMENT}/item/unbind/identifier/${identifier}`;
export const profileOfPath = (identifier: Uid, profile: Uid) => identifierPath(identifier, `/timeprofile/${profile}`);

/** A fresh sandbox and a way to it: in this process, or through a socket. */
export class Target {
  readonly sandbox: Sandbox;
  readonly baseUrl: string;
  readonly fetch: typeof globalThis.fetch;
  readonly #tokens = new Map<string, string>();

  constructor({ sandbox, baseUrl, fetch }: suite.Reach) {
    this.sandbox = sandbox;
    this.baseUrl = baseUrl;
    this.fetch = fetch;
  }

  async call(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
    const authorization = options.authorization ?? (options.as === null ? undefined : `Bearer ${await this.token(options.as ?? "full")}`);
    const body = options.raw ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
    const response = await this.fetch(`${this.baseUrl}${path}`, {
      method,
      headers: {
        ...(authorization === undefined ? {} : { authorization }),
        ...(body === undefined || body instanceof FormData ? {} : { "content-type": "application/json" }),
        ...options.headers,
      },
      ...(body === undefined ? {} : { body }),
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const text = new TextDecoder().decode(bytes);
    const isJson = response.headers.get("content-type") === "application/json";
    return { status: response.status, headers: response.headers, bytes, text, body: isJson && text !== "" ? JSON.parse(text) : undefined };
  }

  /** The token of an account, from the login or from the time before. */
  async token(account: string): Promise<string> {
    const known = this.#tokens.get(account);
    if (known) return known;
    const { username, password } = this.sandbox.account("basip-panel", account).credentials;
    const answer = await this.login({ username: username!, password: md5Hex(password!) });
    expect(answer.status, `login of ${account}`).toBe(200);
    this.#tokens.set(account, answer.body.token);
    return answer.body.token;
  }

  login(query: Readonly<Record<string, string>>): Promise<Answer> {
    return this.call("GET", `${V1}/login?${new URLSearchParams(query)}`, { as: null });
  }

  /** Creates an identifier, which must work, and answers its uid. */
  async created(parts: object = {}): Promise<number> {
    return ok(await this.call("POST", IDENTIFIER, { body: identifier(parts) })).uid;
  }

  /** An identifier as it reads. */
  async identifier(uid: Uid): Promise<Answer["body"]> {
    return ok(await this.call("GET", identifierPath(uid)));
  }
}

/** One behaviour of the product. */
export type Check = suite.Check<Target>;

/** Expects the vendor's error shape with this status and text. */
export function refused(answer: Answer, status: number, error: string): void {
  expect({ status: answer.status, body: answer.body }).toEqual({ status, body: { error } });
}

/** Expects 200 and hands out the body. */
export function ok(answer: Answer): Answer["body"] {
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
}

/** Expects the success of an operation without an answer: 200 and no byte. */
export function done(answer: Answer): void {
  expect({ status: answer.status, text: answer.text }).toEqual({ status: 200, text: "" });
}

/** The body of a valid creation, with some properties changed; one that is set to undefined is left out. */
export function identifier(parts: object = {}): object {
  return {
    identifier_owner: { name: "Vera Wolff", type: "owner" },
    identifier_type: "card",
    identifier_number: "31415926",
    lock: "first",
    ...parts,
  };
}

/** The `valid` of an identifier whose passes are counted. */
export const passes = (max: number) => ({ time: { is_permanent: true }, passes: { is_permanent: false, max_passes: max } });

/** The `valid` of an identifier with a time. */
export const time = (from: number, to: number) => ({ time: { is_permanent: false, from, to }, passes: { is_permanent: true } });
