import { expect } from "vitest";
import type * as suite from "../../../../test/suite/check.js";
import type { Sandbox } from "../../../index.js";
import { wellKnownTenants as ids } from "../well-known.js";

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: checks look into answers of every shape
  readonly body: any;
}

export interface CallOptions {
  /** Account whose key is sent. Default: `full`; null sends none. */
  readonly as?: string | null;
  /** Sent as it is instead of an account's key. */
  readonly authorization?: string;
  /** Sent as JSON, or as a form. */
  readonly body?: object;
  /** Sent as it is and called JSON, instead of `body`. */
  readonly raw?: BodyInit;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A fresh sandbox and a way to it: in this process, or through a socket. */
export class Target {
  readonly sandbox: Sandbox;
  readonly baseUrl: string;
  readonly fetch: typeof globalThis.fetch;

  constructor({ sandbox, baseUrl, fetch }: suite.Reach) {
    this.sandbox = sandbox;
    this.baseUrl = baseUrl;
    this.fetch = fetch;
  }

  async call(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
    const authorization = options.authorization ?? (options.as === null ? undefined : this.key(options.as));
    const { body } = options;
    const raw = options.raw ?? (body === undefined || body instanceof FormData ? body : JSON.stringify(body));
    const response = await this.fetch(`${this.baseUrl}${path}`, {
      method,
      headers: {
        ...(authorization === undefined ? {} : { authorization }),
        ...(raw === undefined || raw instanceof FormData ? {} : { "content-type": "application/json" }),
        ...options.headers,
      },
      ...(raw === undefined ? {} : { body: raw }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: text === "" ? undefined : JSON.parse(text) };
  }

  /** The key of an account. */
  key(account?: string): string {
    return this.sandbox.account("thales-idpv", account).credentials["apiKey"]!;
  }

  create(body: object = creation(), options: CallOptions = {}): Promise<Answer> {
    return this.call("POST", SYSTEM, { body, ...options });
  }

  update(body: object, options: CallOptions = {}): Promise<Answer> {
    return this.call("PUT", SYSTEM, { body, ...options });
  }

  /** Every tenant as the list shows it. */
  async list(): Promise<readonly Answer["body"][]> {
    return ok(await this.call("GET", `${SYSTEM}/TenantList`)).tenantListForAdmin;
  }

  /** A tenant as the world keeps it. */
  stored(tenantId: string): Record<string, unknown> {
    const tenants = this.sandbox.snapshot().store["thales-idpv/tenants"] as unknown as Record<string, unknown>[];
    return tenants.find(({ id }) => id === tenantId)!;
  }
}

/** One behaviour of the product. */
export type Check = suite.Check<Target>;

/** Expects a problem document with this status and cause; of a 400, about this parameter. */
export function refused(answer: Answer, status: number, errorCode: string, about?: string): void {
  const title = expect.stringMatching(/./);
  expect({ status: answer.status, type: answer.headers.get("content-type"), body: answer.body }).toEqual({
    status,
    type: "application/problem+json",
    body: {
      type: `urn:gatehouse:thales-idpv:${errorCode}`,
      title,
      status,
      traceId: expect.stringMatching(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/),
      ...(status === 400 && { errors: about === undefined ? expect.any(Object) : { [about]: [answer.body.title] } }),
    },
  });
}

/** Expects 200 and hands out the body. */
export function ok(answer: Answer): Answer["body"] {
  expect(answer.status, answer.text).toBe(200);
  expect(answer.headers.get("content-type")).toBe("application/json");
  return answer.body;
}

export const tenantPath = (id: string) => `/SystemTenant/V1/Tenants/${id}`;
export const clientConfigPath = (id: string, version = "V1") => `/SystemTenant/${version}/Tenants/${id}/ClientConfig`;
export const statisticsPath = (id: string, name: string) => `/IDPrimeVirtual/V1/Tenants/${id}/statistics/${name}`;
export const keyPath = (id: string, name = "robot", version = "V1.0") =>
  `/IDPrimeVirtual/ApiManager/${version}/Tenants/${id}/ApiKey/${name}`;

/** Where tenants are created and changed. */
export const SYSTEM = tenantPath(ids.system);

export const STATISTICS = ["activeUsers", "notLoggedInUser", "data"];

/** An id that no tenant has. */
export const NOBODY = "11111111-2222-4333-8444-555555555555";

/** A client secret that must never be seen again. */
export const SECRET = "client-secret-of-mango";

export const idpConfig = {
  IdentityProvider: "Pingid",
  IdpClientId: "mango-client",
  IdpIssuerUrl: "https://login.mango.example",
  IdpRedirectUrl: "https://idpv.mango.example/redirect",
  SigningKeys: { IdpPublicKeyModulus: "bW9kdWx1cw", IdpPublicKeyExponent: "AQAB", IdpKeyId: "m-1" },
};

export const policies = { UserPinPolicy: { MaxRetries: 3, IsMustChange: true } };

/** A valid creation in JSON, with some properties changed; one set to undefined is left out. */
export function creation(changes: object = {}): object {
  return {
    tenantName: "Mango Mills",
    idpClientSecret: SECRET,
    idpConfigFilePath: JSON.stringify(idpConfig),
    tokenPolicies: policies,
    ...changes,
  };
}

const FILES = ["idpConfigFilePath", "tokenPolicies", "swsConfigFilePath"];

/** The same as a form, with its documents as files. */
export function formOf(values: object): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) continue;
    const text = typeof value === "string" ? value : JSON.stringify(value);
    if (FILES.includes(name)) form.append(name, new Blob([text], { type: "application/json" }), `${name}.json`);
    else form.append(name, text);
  }
  return form;
}
