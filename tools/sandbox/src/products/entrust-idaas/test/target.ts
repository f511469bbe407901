import { expect } from "vitest";
import type * as suite from "../../../../test/suite/check.js";
import type { Sandbox } from "../../../index.js";

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
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
    const authorization = options.authorization ?? (options.as === null ? undefined : await this.token(options.as ?? "full"));
    const body = options.raw ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
    const response = await this.fetch(`${this.baseUrl}${path}`, {
      method,
      headers: {
        ...(authorization === undefined ? {} : { authorization }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...options.headers,
      },
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: text === "" ? undefined : JSON.parse(text) };
  }

  /** The token of an account, from the login or from the time before. */
  async token(account: string): Promise<string> {
    const known = this.#tokens.get(account);
    if (known) return known;
    const answer = await this.login(this.sandbox.account("entrust-idaas", account).credentials);
    expect(answer.status, `login of ${account}`).toBe(200);
    this.#tokens.set(account, answer.body.authToken);
    return answer.body.authToken;
  }

  login(credentials: object): Promise<Answer> {
    return this.call("POST", "/api/web/v1/adminapi/authenticate", { as: null, body: credentials });
  }
}

/** One behaviour of the product. */
export type Check = suite.Check<Target>;

/** Expects the vendor's error shape with this status and code. */
export function refused(answer: Answer, status: number, errorCode: string): void {
  expect({ status: answer.status, body: answer.body }).toEqual({
    status,
    body: { errorCode, errorMessage: expect.stringMatching(/./), parameters: [] },
  });
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

export const TENANTS = "/api/web/v4/tenants";
export const CREATE_ASYNC = "/api/web/v5/async/tenants";
export const PAGED = "/api/web/v4/tenantspaged";
export const USAGE = "/api/web/v4/tenants/entitlements/usage";
export const operationPath = (id: string, what: "createstatus" | "createresult") => `/api/web/v4/async/tenants/${id}/${what}`;
export const identityProviderPath = (id: string) => `/api/web/v1/tenants/${id}/spidentityprovider`;

type Parts = { tenant?: object; adminUser?: object; entitlements?: object; adminApiApplication?: object };

/** A valid creation, with some parts changed; a part's property set to undefined is left out. */
export function creation(parts: Parts = {}): object {
  return {
    tenant: { companyName: "Mango Mills", domain: "mango", companyCountry: "ca", companyState: "ON", ...parts.tenant },
    adminUser: { userId: "mmango", firstName: "Mo", lastName: "Mango", email: "mo@mango.example", ...parts.adminUser },
    entitlements: { contractMode: "PRODUCTION", quantity: 5, ...parts.entitlements },
    ...(parts.adminApiApplication && { adminApiApplication: parts.adminApiApplication }),
  };
}
