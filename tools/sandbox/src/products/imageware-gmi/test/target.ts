import { expect } from "vitest";
import type * as suite from "../../../../test/suite/check.js";
import { type Json, type JsonObject, SANDBOX_ORIGIN, type Sandbox } from "../../../index.js";
import { wellKnown as ids } from "../well-known.js";

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

export const API = "imageware-gmi";
export const TOKEN = "/v2/oauth2/oauth/token";
export const PERSONS = "/v2/gmiserver/person";
const TENANTS = "/v2/gmiserver/tenant";
/** LindenWorks, which the account `full` administers. */
export const TENANT = `${TENANTS}/${ids.tenantCode}`;
/** RowanHealth, which it does not. */
export const FOREIGN = `${TENANTS}/${ids.foreignTenantCode}`;
export const UPDATE = `/v1/tenant/${ids.tenantCode}`;
/** A well-formed UUID that nobody has. */
export const NOBODY = "00000000-0000-4000-8000-000000000000";
export const algorithm = (code: string = ids.algCode) => `${TENANT}/svrgrp/main/alg/${code}`;
export const liveness = (alg: string = ids.algCode, code: string = ids.livenessCode) => `${algorithm(alg)}/liveness/${code}`;
/** The documented licence, whose date has passed. */
export const LICENCE = { licenseData: { info: "license info", maxIdentities: 100000, expireDate: 1563456524312 } };

/** The 15 calls on a tenant, each of which succeeds in a fresh world, in this order too. */
export const ON_TENANT: readonly (readonly [method: string, path: (tenant: string) => string, body?: unknown])[] = [
  ["GET", (tenant) => `${TENANTS}/${tenant}`],
  ["PUT", (tenant) => `/v1/tenant/${tenant}`, { name: "Tenant Name", maxIdentities: 99, defaultPostBack: null }],
  ["GET", (tenant) => `${TENANTS}/${tenant}/person/${ids.personUuid}`],
  ["GET", (tenant) => `${TENANTS}/${tenant}/person?pageSize=3&sort=-userId`],
  ["POST", (tenant) => `${TENANTS}/${tenant}/person`, { userId: "new.person@linden.example" }],
  ["PUT", (tenant) => `${TENANTS}/${tenant}/person/${ids.outsiderPersonUuid}`],
  ["DELETE", (tenant) => `${TENANTS}/${tenant}/person/${ids.personUuid}`],
  ["GET", (tenant) => `${TENANTS}/${tenant}/app`],
  ["GET", (tenant) => `${TENANTS}/${tenant}/app/${ids.appCode}`],
  ["PUT", (tenant) => `${TENANTS}/${tenant}/app/${ids.unlinkedAppCode}`],
  ["DELETE", (tenant) => `${TENANTS}/${tenant}/app/${ids.appCode}`],
  ["PUT", (tenant) => `${TENANTS}/${tenant}/svrgrp/main/alg/${ids.unlinkedAlgCode}`, LICENCE],
  ["PUT", (tenant) => `${TENANTS}/${tenant}/svrgrp/main/alg/${ids.unlinkedAlgCode}/liveness/${ids.livenessCode}`],
  ["DELETE", (tenant) => `${TENANTS}/${tenant}/svrgrp/main/alg/${ids.algCode}/liveness/${ids.livenessCode}`],
  ["DELETE", (tenant) => `${TENANTS}/${tenant}/svrgrp/main/alg/${ids.algCode}`],
];

/** The token call as it is documented. */
export const DOCUMENTED_GRANT = "scope=SCOPE_TENANT_ADMIN&grant_type=client_credentials";

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
        ...(options.body === undefined ? {} : { "content-type": "application/json" }),
        ...options.headers,
      },
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: text === "" ? undefined : JSON.parse(text) };
  }

  get(path: string, as = "full"): Promise<Answer> {
    return this.call("GET", path, { as });
  }

  put(path: string, body?: unknown, as = "full"): Promise<Answer> {
    return this.call("PUT", path, { as, body });
  }

  delete(path: string, as = "full"): Promise<Answer> {
    return this.call("DELETE", path, { as });
  }

  create(userId: unknown, as = "full"): Promise<Answer> {
    return this.call("POST", `${as === "foreign" ? FOREIGN : TENANT}/person`, { as, body: { userId } });
  }

  /** The userIds that a list of persons answers. */
  async userIds(path: string, as = "full"): Promise<readonly string[]> {
    return ok(await this.get(path, as)).map((one: { userId: string }) => one.userId);
  }

  /** The token of an account, from the token call or from the time before. */
  async token(account: string): Promise<string> {
    const known = this.#tokens.get(account);
    if (known) return known;
    const token = ok(await this.login(account)).access_token;
    this.#tokens.set(account, token);
    return token;
  }

  login(account = "full", query = DOCUMENTED_GRANT): Promise<Answer> {
    return this.call("POST", `${TOKEN}?${query}`, { authorization: this.basic(account) });
  }

  /** The Authorization header with an account's credentials. */
  basic(account = "full"): string {
    const { clientId, clientSecret } = this.sandbox.account(API, account).credentials;
    return `Basic ${btoa(`${clientId}:${clientSecret}`)}`;
  }

  /** Runs a hook as the control API does. */
  async hook(name: string, input: JsonObject): Promise<Json> {
    const url = `${SANDBOX_ORIGIN}/_gatehouse/hooks/${API}/${name}`;
    const response = await this.sandbox.fetch(url, { method: "POST", body: JSON.stringify(input) });
    expect(response.status).toBe(200);
    return (await response.json()) as Json;
  }

  /** Expects that nothing in the world is changed by what `run` does. */
  async unchanged(run: () => Promise<void>): Promise<void> {
    await this.token("full");
    const before = this.sandbox.snapshot().store;
    await run();
    expect(this.sandbox.snapshot().store).toEqual(before);
  }
}

/** One behaviour of the product. */
export type Check = suite.Check<Target>;

export const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Expects a refusal of the GMI server with this status and code, and hands out its text. */
export function refused(answer: Answer, status: number, code: string): string {
  expect({ status: answer.status, body: answer.body }).toEqual({
    status,
    body: { errorId: expect.stringMatching(UUID), errors: [{ code, description: expect.stringMatching(/./) }] },
  });
  return answer.body.errors[0].description;
}

/** Expects a refusal in the form of OAuth. */
export function denied(answer: Answer, status: number, error: string): void {
  expect({ status: answer.status, body: answer.body }).toEqual({ status, body: { error, error_description: expect.stringMatching(/./) } });
}

/** Expects 200 and hands out the body. */
export function ok(answer: Answer): Answer["body"] {
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
}

/** Expects this status and not a byte. */
export function empty(answer: Answer, status: 200 | 201 | 204): void {
  expect({ status: answer.status, text: answer.text }).toEqual({ status, text: "" });
}
