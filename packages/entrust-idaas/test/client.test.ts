import { createEntrustIdaas, type EntrustIdaas, isApiError, isGatehouseError } from "@gatehouse/entrust-idaas";
import { http } from "@gatehouse/entrust-idaas/http";
import { describe, expect, test } from "vitest";

const ID = "d41c7a90-5e28-4b63-97f1-0b8a6e3c52d7";
const SECRET = "a-secret-that-must-not-be-seen";
const TOKEN = "a-token-that-must-not-be-seen";

interface Sent {
  readonly method: string;
  readonly url: string;
  readonly authorization: string | null;
  readonly body: unknown;
}

/** A client whose requests are kept, and answered by `answer`; sign-ins by themselves. */
function clientOver(answer: (sent: Sent) => Response): { readonly idaas: EntrustIdaas; readonly sent: Sent[]; readonly logins: Sent[] } {
  const sent: Sent[] = [];
  const logins: Sent[] = [];
  const idaas = createEntrustIdaas({
    baseUrl: "https://customer.us.example",
    credentials: { applicationId: "an-application", sharedSecret: SECRET },
    attempts: 1,
    async fetch(input, init) {
      const request = new Request(input, init);
      const text = await request.text();
      const one = {
        method: request.method,
        url: request.url,
        authorization: request.headers.get("authorization"),
        body: text && JSON.parse(text),
      };
      if (!request.url.endsWith("/adminapi/authenticate")) {
        sent.push(one);
        return answer(one);
      }
      logins.push(one);
      return json(200, { authToken: TOKEN, expirationTime: new Date(Date.now() + 900_000).toISOString() });
    },
  });
  return { idaas, sent, logins };
}

function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json", "x-request-id": "r-1" } });
}

const tenant = { companyName: "Linden Works", domain: "lindenworks" };
const creation = { tenant, adminUser: { userId: "mira" }, entitlements: { contractMode: "TRIAL", quantity: 5 } } as const;
const entitlement = { type: "USERS", quantity: 10 } as const;
const search = { limit: 2 };

interface Row {
  readonly call: (idaas: EntrustIdaas) => Promise<unknown>;
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  /** True: success has no body. */
  readonly empty?: true;
}

// The wire, by the vendor's documentation: method, path and body of every operation.
const WIRE: Readonly<Record<Exclude<keyof EntrustIdaas, "authenticate">, Row>> = {
  createTenantAsync: {
    call: (idaas) => idaas.createTenantAsync({ body: creation }),
    method: "POST",
    path: "/api/web/v5/async/tenants",
    body: creation,
  },
  createTenant: { call: (idaas) => idaas.createTenant({ body: creation }), method: "POST", path: "/api/web/v4/tenants", body: creation },
  getCreateTenantStatus: {
    call: (idaas) => idaas.getCreateTenantStatus({ id: ID }),
    method: "GET",
    path: `/api/web/v4/async/tenants/${ID}/createstatus`,
  },
  getCreateTenantResult: {
    call: (idaas) => idaas.getCreateTenantResult({ id: ID }),
    method: "GET",
    path: `/api/web/v4/async/tenants/${ID}/createresult`,
  },
  getTenant: { call: (idaas) => idaas.getTenant({ id: ID }), method: "GET", path: `/api/web/v4/tenants/${ID}` },
  listTenants: { call: (idaas) => idaas.listTenants({ body: search }), method: "POST", path: "/api/web/v4/tenantspaged", body: search },
  lockTenant: { call: (idaas) => idaas.lockTenant({ id: ID }), method: "PUT", path: `/api/web/v4/tenants/${ID}/lock`, empty: true },
  unlockTenant: { call: (idaas) => idaas.unlockTenant({ id: ID }), method: "PUT", path: `/api/web/v4/tenants/${ID}/unlock`, empty: true },
  deleteTenant: { call: (idaas) => idaas.deleteTenant({ id: ID }), method: "DELETE", path: `/api/web/v4/tenants/${ID}`, empty: true },
  listTenantEntitlements: {
    call: (idaas) => idaas.listTenantEntitlements({ tenantid: ID }),
    method: "GET",
    path: `/api/web/v4/tenants/${ID}/entitlements`,
  },
  getTenantEntitlement: {
    call: (idaas) => idaas.getTenantEntitlement({ tenantid: ID, type: "USERS" }),
    method: "GET",
    path: `/api/web/v4/tenants/${ID}/entitlements/USERS`,
  },
  setTenantEntitlement: {
    call: (idaas) => idaas.setTenantEntitlement({ tenantid: ID, body: entitlement }),
    method: "PUT",
    path: `/api/web/v4/tenants/${ID}/entitlements`,
    body: entitlement,
    empty: true,
  },
  listEntitlementUsage: {
    call: (idaas) => idaas.listEntitlementUsage({ body: search }),
    method: "POST",
    path: "/api/web/v4/tenants/entitlements/usage",
    body: search,
  },
  getSpIdentityProvider: {
    call: (idaas) => idaas.getSpIdentityProvider({ id: ID }),
    method: "GET",
    path: `/api/web/v1/tenants/${ID}/spidentityprovider`,
  },
  setSpIdentityProvider: {
    call: (idaas) => idaas.setSpIdentityProvider({ id: ID, body: { spIdpEnabled: true } as never }),
    method: "PUT",
    path: `/api/web/v1/tenants/${ID}/spidentityprovider`,
    body: { spIdpEnabled: true },
  },
};

describe.each(Object.entries(WIRE))("%s", (name, { call, method, path, body = "", empty }) => {
  const success = () => (empty ? new Response(null, { status: 200 }) : json(200, { id: ID }));

  test("sends what the vendor documents, with the token", async () => {
    const { idaas, sent, logins } = clientOver(success);
    await call(idaas);
    expect(sent).toEqual([{ method, url: `https://customer.us.example${path}`, authorization: TOKEN, body }]);
    expect(logins.map((login) => login.body)).toEqual([{ applicationId: "an-application", sharedSecret: SECRET }]);
  });

  test("throws each declared status as an error of this operation, with its body", async () => {
    const operation = Reflect.get(clientOver(success).idaas, name);
    for (const status of [400, 403, 404, 409]) {
      const { idaas } = clientOver(() => json(status, { errorCode: "some_code", errorMessage: "Some message" }));
      const error: unknown = await call(idaas).catch((caught) => caught);
      expect(isApiError(error, operation) && error.status).toBe(status);
      expect(isApiError(error, operation) && error.body).toEqual({ errorCode: "some_code", errorMessage: "Some message" });
      expect(isApiError(error, idaas.authenticate)).toBe(false);
      expect(error).toMatchObject({ api: "entrust-idaas", operation: name, requestId: "r-1" });
    }
  });

  test("never takes an undeclared status for one of its own", async () => {
    const { idaas } = clientOver(() => new Response("<html>Bad Gateway", { status: 502 }));
    const error: unknown = await call(idaas).catch((caught) => caught);
    expect(isGatehouseError(error) && error.code).toBe("undeclared_status");
  });
});

test("a token is asked for once, however many calls come at once", async () => {
  const { idaas, logins } = clientOver(() => json(200, { id: ID }));
  await Promise.all(Array.from({ length: 20 }, () => idaas.getTenant({ id: ID })));
  expect(logins).toHaveLength(1);
});

test("neither secret nor token stands in an error or in the printed client", async () => {
  const { idaas } = clientOver(() => json(401, { errorCode: "access_denied" }));
  const error: unknown = await idaas.getTenant({ id: ID }).catch((caught) => caught);
  const { inspect } = await import("node:util");
  for (const value of [error, idaas, idaas.getTenant]) {
    const text = inspect(value, { depth: 10, showHidden: true });
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain(TOKEN);
  }
});

test("the low-level client takes the same way: signed in, typed by path, errors given back", async () => {
  const { idaas, sent, logins } = clientOver(({ method }) =>
    method === "GET" ? json(200, { id: ID, companyName: "Linden Works" }) : json(404, { errorMessage: "gone" }),
  );
  const { GET, DELETE } = http(idaas);
  const { data } = await GET("/api/web/v4/tenants/{id}", { params: { path: { id: ID } } });
  expect(data?.companyName).toBe("Linden Works");
  const { error } = await DELETE("/api/web/v4/tenants/{id}", { params: { path: { id: ID } } });
  expect(error?.errorMessage).toBe("gone");
  expect(sent.map(({ method, authorization }) => [method, authorization])).toEqual([
    ["GET", TOKEN],
    ["DELETE", TOKEN],
  ]);
  expect(logins).toHaveLength(1);
  // @ts-expect-error there is no such path
  await expect(GET("/api/web/v4/nowhere")).rejects.toMatchObject({ code: "validation" });
});
