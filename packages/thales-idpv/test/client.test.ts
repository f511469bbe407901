import { inspect } from "node:util";
import { createThalesIdpv, isApiError, isGatehouseError, type ThalesIdpv } from "@gatehouse/thales-idpv";
import { http, tenantForm } from "@gatehouse/thales-idpv/http";
import { describe, expect, test } from "vitest";

const SYSTEM = "4d1f7a80-93be-4c65-8e02-b7c6a5d4f319";
const ID = "a60b3c9e-1f58-4d27-9be4-05d7c8f2e613";
const KEY = "a-key-that-must-not-be-seen";
const SECRET = "a-secret-that-must-not-be-seen";

interface Sent {
  readonly method: string;
  readonly url: string;
  readonly authorization: string | null;
  readonly body: unknown;
}

/** A client whose requests are kept, and answered by `answer`. */
function clientOver(answer: (sent: Sent, request: Request) => Response | Promise<Response>): {
  readonly idpv: ThalesIdpv;
  readonly sent: Sent[];
} {
  const sent: Sent[] = [];
  const idpv = createThalesIdpv({
    baseUrl: "https://idpv.example",
    credentials: { apiKey: KEY },
    attempts: 1,
    async fetch(input, init) {
      const request = new Request(input, init);
      const isJson = request.headers.get("content-type") === "application/json";
      const one = {
        method: request.method,
        url: request.url,
        authorization: request.headers.get("authorization"),
        body: isJson ? await request.clone().json() : undefined,
      };
      sent.push(one);
      return answer(one, request);
    },
  });
  return { idpv, sent };
}

function json(status: number, body: unknown): Response {
  const type = status < 400 ? "application/json" : "application/problem+json";
  return new Response(JSON.stringify(body), { status, headers: { "content-type": type, "x-request-id": "r-1" } });
}

const tenant = {
  tenantName: "Birch Bank",
  idpClientSecret: SECRET,
  isExportKeys: true,
  idpConfigFilePath: '{"IdentityProvider":"Okta"}',
  tokenPolicies: { UserPinPolicy: { MaxRetries: 5 } },
};
const change = { tenantId: ID, tenantName: "Birch and Sons" };

interface Row {
  readonly call: (idpv: ThalesIdpv) => Promise<unknown>;
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  /** True: works without a key, and must not get one. */
  readonly public?: true;
}

// The wire, by the vendor's page: path of every operation, and whether it is public. Methods by the release notes, where they name them.
const WIRE: Readonly<Record<keyof ThalesIdpv, Row>> = {
  createTenant: {
    call: (idpv) => idpv.createTenant({ tenantId: SYSTEM, body: tenant }),
    method: "POST",
    path: `/SystemTenant/V1/Tenants/${SYSTEM}`,
    body: tenant,
  },
  updateTenant: {
    call: (idpv) => idpv.updateTenant({ tenantId: SYSTEM, body: change }),
    method: "PUT",
    path: `/SystemTenant/V1/Tenants/${SYSTEM}`,
    body: change,
  },
  listTenants: {
    call: (idpv) => idpv.listTenants({ tenantId: SYSTEM }),
    method: "GET",
    path: `/SystemTenant/V1/Tenants/${SYSTEM}/TenantList`,
  },
  getTenant: { call: (idpv) => idpv.getTenant({ tenantId: ID }), method: "GET", path: `/SystemTenant/V1/Tenants/${ID}`, public: true },
  getTenantClientConfig: {
    call: (idpv) => idpv.getTenantClientConfig({ version: "1", tenantId: ID }),
    method: "GET",
    path: `/SystemTenant/V1/Tenants/${ID}/ClientConfig`,
    public: true,
  },
  listActiveUsers: {
    call: (idpv) => idpv.listActiveUsers({ tenantId: ID }),
    method: "GET",
    path: `/IDPrimeVirtual/V1/Tenants/${ID}/statistics/activeUsers`,
  },
  listNotLoggedInUsers: {
    call: (idpv) => idpv.listNotLoggedInUsers({ tenantId: ID }),
    method: "GET",
    path: `/IDPrimeVirtual/V1/Tenants/${ID}/statistics/notLoggedInUser`,
  },
  listUserData: {
    call: (idpv) => idpv.listUserData({ tenantId: ID }),
    method: "GET",
    path: `/IDPrimeVirtual/V1/Tenants/${ID}/statistics/data`,
  },
  generateApiKey: {
    call: (idpv) => idpv.generateApiKey({ tenantId: SYSTEM, keyName: "night shift" }),
    method: "POST",
    path: `/IDPrimeVirtual/ApiManager/V1.0/Tenants/${SYSTEM}/ApiKey/night%20shift`,
  },
};

describe.each(Object.entries(WIRE))("%s", (name, row) => {
  test(`sends what the vendor documents, ${row.public ? "without the key" : "with the bare key"}`, async () => {
    const { idpv, sent } = clientOver(() => json(200, { tenantId: ID }));
    await row.call(idpv);
    const authorization = row.public ? null : KEY;
    expect(sent).toEqual([{ method: row.method, url: `https://idpv.example${row.path}`, authorization, body: row.body }]);
  });

  test("throws each declared status as an error of this operation, with its body", async () => {
    const problem = { title: "Some title", status: 404, traceId: "t-1" };
    const operation = Reflect.get(clientOver(() => json(200, {})).idpv, name);
    for (const status of row.public ? [404] : row.body ? [400, 401, 403, 404, 409] : [401, 403, 404]) {
      const { idpv } = clientOver(() => json(status, { ...problem, status }));
      const error: unknown = await row.call(idpv).catch((caught) => caught);
      expect(isApiError(error, operation) && error.status).toBe(status);
      expect(isApiError(error, operation) && error.body).toEqual({ ...problem, status });
      expect(error).toMatchObject({ api: "thales-idpv", operation: name, requestId: "r-1" });
    }
  });

  test("never takes an undeclared status for one of its own", async () => {
    const { idpv } = clientOver(() => new Response("<html>Bad Gateway", { status: 502 }));
    const error: unknown = await row.call(idpv).catch((caught) => caught);
    expect(isGatehouseError(error) && error.code).toBe("undeclared_status");
  });

  test("shows neither key nor secret in an error, in the printed client or to an observer", async () => {
    const said: unknown[] = [];
    for (const status of [401, 502]) {
      const answered = createThalesIdpv({
        baseUrl: "https://idpv.example",
        credentials: { apiKey: KEY },
        attempts: 1,
        observer: { on: (event) => void said.push(event) },
        fetch: async () => json(status, { title: "No", status }),
      });
      said.push(answered, Reflect.get(answered, name), await row.call(answered).catch((caught: unknown) => caught));
    }
    expect(said.length).toBeGreaterThan(6);
    for (const value of said) {
      const text = inspect(value, { depth: 10, showHidden: true });
      expect(text).not.toContain(KEY);
      expect(text).not.toContain(SECRET);
    }
  });
});

test("public operations need no key at all, the others say what is missing before anything is sent", async () => {
  const asked: string[] = [];
  const idpv = createThalesIdpv({
    baseUrl: "https://idpv.example",
    fetch: async (url) => {
      asked.push(String(url));
      return json(200, { tenantId: ID });
    },
  });
  await idpv.getTenant({ tenantId: ID });
  await idpv.getTenantClientConfig({ version: "1", tenantId: ID });
  await expect(idpv.listTenants({ tenantId: SYSTEM })).rejects.toMatchObject({ code: "authentication", message: /apiKey/ });
  expect(asked).toHaveLength(2);
});

test("what makes something is sent once, whatever comes of it; reads and changes are sent again", async () => {
  const attempts = async (call: (idpv: ThalesIdpv) => Promise<unknown>) => {
    let count = 0;
    const idpv = createThalesIdpv({
      baseUrl: "https://idpv.example",
      credentials: { apiKey: KEY },
      clock: { now: () => 0, sleep: (milliseconds) => (milliseconds > 10_000 ? new Promise(() => {}) : Promise.resolve()) },
      fetch: async () => {
        count++;
        return new Response("", { status: 503 });
      },
    });
    await call(idpv).catch(() => {});
    return count;
  };
  for (const [name, { call }] of Object.entries(WIRE)) {
    expect(await attempts(call), name).toBe(["createTenant", "generateApiKey"].includes(name) ? 1 : 3);
  }
});

test("a form has the flags as text and the configurations as files, whether they are objects or text", async () => {
  let form = new FormData();
  const { idpv, sent } = clientOver(async (_, request) => {
    form = await request.formData();
    return json(200, { tenantId: ID });
  });
  const { data } = await http(idpv).POST("/SystemTenant/V1/Tenants/{tenantId}", {
    params: { path: { tenantId: SYSTEM } },
    body: { ...tenant, tenantType: undefined } as typeof tenant,
    bodySerializer: tenantForm,
  });
  expect(data?.tenantId).toBe(ID);
  expect(sent[0]?.authorization).toBe(KEY);
  expect([...form.keys()]).toEqual(Object.keys(tenant));
  expect([form.get("tenantName"), form.get("isExportKeys")]).toEqual(["Birch Bank", "true"]);
  for (const name of ["idpConfigFilePath", "tokenPolicies"] as const) {
    const file = form.get(name) as File;
    expect([file.name, file.type]).toEqual([`${name}.json`, "application/json"]);
    const given = tenant[name];
    expect(JSON.parse(await file.text())).toEqual(typeof given === "string" ? JSON.parse(given) : given);
  }
});

test("the low-level client sends no key with a public read either, and gives errors back", async () => {
  const { idpv, sent } = clientOver(() => json(404, { title: "Not Found", status: 404 }));
  const { error } = await http(idpv).GET("/SystemTenant/V1/Tenants/{tenantId}", { params: { path: { tenantId: ID } } });
  expect(error?.title).toBe("Not Found");
  expect(sent[0]?.authorization).toBeNull();
  // @ts-expect-error there is no such path
  await expect(http(idpv).GET("/SystemTenant/V1/Nowhere")).rejects.toMatchObject({ code: "validation" });
});
