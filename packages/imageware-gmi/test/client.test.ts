import {
  createImagewareGmi,
  type ImagewareGmi,
  type ImagewareGmiCredentials,
  isApiError,
  isGatehouseError,
} from "@gatehouse/imageware-gmi";
import { http } from "@gatehouse/imageware-gmi/http";
import type { ClientOptions } from "@gatehouse/runtime";
import { describe, expect, test } from "vitest";

const SECRET = "a-secret:that-must-not-be-seen";
const TOKEN = "a-token-that-must-not-be-seen";
const BASIC = `Basic ${btoa(`a-client:${SECRET}`)}`;
const TENANT = "LindenWorks";
const PERSON = "4f1c2a7e-90b3-4d55-8a61-2c7e5d9b0f13";
const TOKEN_PATH = "/v2/oauth2/oauth/token?scope=SCOPE_TENANT_ADMIN&grant_type=client_credentials";

interface Sent {
  readonly method: string;
  readonly url: string;
  readonly authorization: string | null;
  readonly body: string;
}

type Options = Partial<ClientOptions<ImagewareGmiCredentials>>;

/** A client whose requests are kept and answered by `answer`; those for tokens by themselves. */
function clientOver(answer: (sent: Sent) => Response, options: Options = {}) {
  const sent: Sent[] = [];
  const logins: Sent[] = [];
  const gmi = createImagewareGmi({
    baseUrl: "https://gmi.example",
    credentials: { clientId: "a-client", clientSecret: SECRET },
    attempts: 1,
    async fetch(input, init) {
      const request = new Request(input, init);
      const { method, url, headers } = request;
      const one = { method, url, authorization: headers.get("authorization"), body: await request.text() };
      const isLogin = new URL(url).pathname.endsWith("/oauth/token");
      (isLogin ? logins : sent).push(one);
      return isLogin ? json(200, { access_token: TOKEN, token_type: "bearer", expires_in: 3600 }) : answer(one);
    },
    ...options,
  });
  return { gmi, sent, logins };
}

function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });
}

const nothing = (status: number) => new Response(null, { status });

interface Row {
  readonly call: (gmi: ImagewareGmi) => Promise<unknown>;
  /** Method and path, as the vendor prints them. */
  readonly line: string;
  readonly body?: unknown;
  /** Every status of success that the call takes; those of links have no body. */
  readonly successes: readonly number[];
  /** Declared refusals, without 401. */
  readonly refusals: readonly number[];
}

const tenantUpdate = { name: "Linden Works", code: TENANT, maxIdentities: 99, defaultPostBack: null };
const licence = { licenseData: { info: "license info", maxIdentities: 100000, expireDate: 1563456524312 } };
const BASE = `/v2/gmiserver/tenant/${TENANT}`;
const ALGORITHM = `${BASE}/svrgrp/main/alg/rrpalm`;
const tenantCode = TENANT;
const personUuid = PERSON;
const [appCode, algCode, livenessCode] = ["LindenDoor", "rrpalm", "blink"];

// The wire, by the vendor's pages: the request line of every operation.
const WIRE: Readonly<Record<Exclude<keyof ImagewareGmi, "issueToken">, Row>> = {
  getTenant: { call: (gmi) => gmi.getTenant({ tenantCode }), line: `GET ${BASE}`, successes: [200], refusals: [403, 404] },
  updateTenant: {
    call: (gmi) => gmi.updateTenant({ tenantCode, body: tenantUpdate }),
    line: `PUT /v1/tenant/${TENANT}`,
    body: tenantUpdate,
    successes: [200],
    refusals: [400, 403, 404],
  },
  getTenantUser: {
    call: (gmi) => gmi.getTenantUser({ tenantCode, personUuid }),
    line: `GET ${BASE}/person/${PERSON}`,
    successes: [200],
    refusals: [403, 404],
  },
  listTenantUsers: {
    call: (gmi) => gmi.listTenantUsers({ tenantCode, find: "lin", sort: "+userId", pageSize: 2, pageNo: 1, notEmpty: "data" }),
    line: `GET ${BASE}/person?find=lin&sort=%2BuserId&pageSize=2&pageNo=1&notEmpty=data`,
    successes: [200],
    refusals: [400, 403, 404],
  },
  createTenantUser: {
    call: (gmi) => gmi.createTenantUser({ tenantCode, body: { userId: "rosa@linden.example" } }),
    line: `POST ${BASE}/person`,
    body: { userId: "rosa@linden.example" },
    successes: [201],
    refusals: [400, 403, 404, 409],
  },
  associateTenantUser: {
    call: (gmi) => gmi.associateTenantUser({ tenantCode, personUuid }),
    line: `PUT ${BASE}/person/${PERSON}`,
    successes: [200, 201],
    refusals: [400, 403, 404],
  },
  disassociateTenantUser: {
    call: (gmi) => gmi.disassociateTenantUser({ tenantCode, personUuid }),
    line: `DELETE ${BASE}/person/${PERSON}`,
    successes: [200, 204],
    refusals: [400, 403, 404],
  },
  listTenantApplications: {
    call: (gmi) => gmi.listTenantApplications({ tenantCode }),
    line: `GET ${BASE}/app`,
    successes: [200],
    refusals: [403, 404],
  },
  getTenantApplication: {
    call: (gmi) => gmi.getTenantApplication({ tenantCode, appCode }),
    line: `GET ${BASE}/app/LindenDoor`,
    successes: [200],
    refusals: [403, 404],
  },
  associateApplication: {
    call: (gmi) => gmi.associateApplication({ tenantCode, appCode }),
    line: `PUT ${BASE}/app/LindenDoor`,
    successes: [200, 201],
    refusals: [400, 403, 404],
  },
  disassociateApplication: {
    call: (gmi) => gmi.disassociateApplication({ tenantCode, appCode }),
    line: `DELETE ${BASE}/app/LindenDoor`,
    successes: [200, 204],
    refusals: [400, 403, 404],
  },
  associateAlgorithm: {
    call: (gmi) => gmi.associateAlgorithm({ tenantCode, algCode, body: licence }),
    line: `PUT ${ALGORITHM}`,
    body: licence,
    successes: [200, 201],
    refusals: [400, 403, 404],
  },
  associateLiveness: {
    call: (gmi) => gmi.associateLiveness({ tenantCode, algCode, livenessCode }),
    line: `PUT ${ALGORITHM}/liveness/blink`,
    successes: [200, 201],
    refusals: [400, 403, 404],
  },
  disassociateLiveness: {
    call: (gmi) => gmi.disassociateLiveness({ tenantCode, algCode, livenessCode }),
    line: `DELETE ${ALGORITHM}/liveness/blink`,
    successes: [200, 204],
    refusals: [400, 403, 404],
  },
  disassociateAlgorithm: {
    call: (gmi) => gmi.disassociateAlgorithm({ tenantCode, algCode }),
    line: `DELETE ${ALGORITHM}`,
    successes: [200, 204],
    refusals: [400, 403, 404],
  },
  findPersons: {
    call: (gmi) => gmi.findPersons({ userId: "rosa+1@linden.example" }),
    line: "GET /v2/gmiserver/person?userId=rosa%2B1%40linden.example",
    successes: [200],
    refusals: [400, 404],
  },
  getPerson: {
    call: (gmi) => gmi.getPerson({ personUuid }),
    line: `GET /v2/gmiserver/person/${PERSON}`,
    successes: [200],
    refusals: [404],
  },
};

describe.each(Object.entries(WIRE))("%s", (name, { call, line, body, successes, refusals }) => {
  const isLink = successes.length > 1;
  const success = (status: number) => (isLink ? nothing(status) : json(status, { id: PERSON }));

  test("sends what the vendor prints, with a token, and takes every success", async () => {
    for (const status of successes) {
      const { gmi, sent, logins } = clientOver(() => success(status));
      expect(await call(gmi)).toEqual(isLink ? undefined : { id: PERSON });
      expect(sent.map(({ method, url }) => `${method} ${url}`)).toEqual([line.replace(" /", " https://gmi.example/")]);
      expect(sent[0]?.authorization).toBe(`Bearer ${TOKEN}`);
      expect(sent[0]?.body).toBe(body === undefined ? "" : JSON.stringify(body));
      expect(logins.map(({ method, url, authorization, body: text }) => [method, url, authorization, text])).toEqual([
        ["POST", `https://gmi.example${TOKEN_PATH}`, BASIC, ""],
      ]);
    }
  });

  test("throws each declared refusal as an error of this operation, and no other status", async () => {
    const { gmi: any } = clientOver(() => success(200));
    for (const status of refusals) {
      const { gmi } = clientOver(() => json(status, { errorId: "e-1", errors: [{ code: "some.code", description: "Some text." }] }));
      const error: unknown = await call(gmi).catch((caught) => caught);
      const operation = Reflect.get(gmi, name);
      expect(isApiError(error, operation) && error.status).toBe(status);
      expect(isApiError(error, operation) && error.body).toMatchObject({ errors: [{ code: "some.code" }] });
      expect(isApiError(error, any.issueToken)).toBe(false);
    }
    const { gmi } = clientOver(() => nothing(418));
    const error: unknown = await call(gmi).catch((caught) => caught);
    expect(isGatehouseError(error) && error.code).toBe("undeclared_status");
  });

  test("fetches another token when the one it has is refused, and tells of the second refusal", async () => {
    const { gmi, sent, logins } = clientOver(() => json(401, { error: "invalid_token", error_description: "over" }));
    const error: unknown = await call(gmi).catch((caught) => caught);
    expect(isApiError(error, Reflect.get(gmi, name)) && error.body).toMatchObject({ error: "invalid_token" });
    expect([sent.length, logins.length]).toEqual([2, 2]);
  });
});

describe("a token", () => {
  test("comes from the user server, and everything else goes to the GMI server", async () => {
    const baseUrl = { user: "https://users.example/um", gmi: "https://gmi.example" };
    const { gmi, sent, logins } = clientOver(() => json(200, { code: TENANT }), { baseUrl });
    await gmi.getTenant({ tenantCode });
    expect(logins[0]?.url).toBe(`https://users.example/um${TOKEN_PATH}`);
    expect(sent[0]?.url).toBe(`https://gmi.example${BASE}`);
  });

  test("is asked for once, however many calls come at once", async () => {
    const { gmi, logins } = clientOver(() => json(200, { code: TENANT }));
    await Promise.all(Array.from({ length: 20 }, () => gmi.getTenant({ tenantCode })));
    expect(logins).toHaveLength(1);
  });

  test("is renewed before its seconds are over", async () => {
    let now = 0;
    const clock = { now: () => now, sleep: () => new Promise<void>(() => {}) };
    const { gmi, logins } = clientOver(() => json(200, { code: TENANT }), { clock });
    for (const seconds of [0, 3569, 3571]) {
      now = seconds * 1000;
      await gmi.getTenant({ tenantCode });
    }
    expect(logins).toHaveLength(2);
  });

  test("can be fetched by hand: the client adds its own credentials", async () => {
    const { gmi, logins } = clientOver(() => nothing(500));
    const token = await gmi.issueToken({ scope: "SCOPE_TENANT_ADMIN", grantType: "client_credentials" });
    expect(token.expires_in).toBe(3600);
    expect(logins[0]?.authorization).toBe(BASIC);
  });
});

test.each(["user", "gmi"])("without an address of the %s server there is no client", (missing) => {
  const baseUrl = { user: "https://users.example", gmi: "https://gmi.example", [missing]: undefined } as unknown as Record<string, string>;
  const made = () => createImagewareGmi({ baseUrl, credentials: { clientId: "c", clientSecret: SECRET } });
  expect(made).toThrow(expect.objectContaining({ code: "configuration", option: `baseUrl.${missing}` }));
});

test("pages are counted from 1 and end with the first that is not full", async () => {
  const users = ["a", "b", "c"].map((userId) => ({ id: PERSON, userId }));
  const { gmi, sent } = clientOver(({ url }) => {
    const pageNo = Number(new URL(url).searchParams.get("pageNo"));
    return json(200, users.slice(2 * (pageNo - 1), 2 * pageNo));
  });
  const found: string[] = [];
  for await (const { userId } of gmi.listTenantUsers.items({ tenantCode, pageSize: 2 })) found.push(userId);
  expect(found).toEqual(["a", "b", "c"]);
  expect(sent.map(({ url }) => new URL(url).search)).toEqual(["?pageSize=2&pageNo=1", "?pageSize=2&pageNo=2"]);
});

test("a descending order is sent as it is", async () => {
  const { gmi, sent } = clientOver(() => json(200, []));
  await gmi.listTenantUsers({ tenantCode, sort: "-userId" });
  expect(sent[0]?.url).toMatch(/\?sort=-userId$/);
});

test("the status of a link tells whether it is new", async () => {
  for (const status of [200, 201]) {
    const { gmi } = clientOver(() => nothing(status));
    expect(await gmi.associateTenantUser.result({ tenantCode, personUuid })).toMatchObject({ ok: true, status, data: undefined });
  }
});

test("neither secret nor token stands in an error or in the printed client", async () => {
  const { gmi } = clientOver(() => json(401, { error: "invalid_token" }));
  const error: unknown = await gmi.getTenant({ tenantCode }).catch((caught) => caught);
  const { inspect } = await import("node:util");
  for (const value of [error, gmi, gmi.getTenant]) {
    const text = inspect(value, { depth: 10, showHidden: true });
    for (const secret of [SECRET, BASIC.slice(6), TOKEN]) expect(text).not.toContain(secret);
  }
});

test("the low-level client takes the same way: signed in, to the right server, typed by path, errors given back", async () => {
  const baseUrl = { user: "https://users.example", gmi: "https://gmi.example" };
  const { gmi, sent, logins } = clientOver(
    ({ method }) => (method === "GET" ? json(200, { code: TENANT, name: "Linden Works" }) : json(404, { errorId: "e-1" })),
    { baseUrl },
  );
  const { GET, DELETE } = http(gmi);
  const path = { tenant_code: TENANT, app_code: appCode! };
  const { data } = await GET("/v2/gmiserver/tenant/{tenant_code}", { params: { path } });
  expect(data?.name).toBe("Linden Works");
  const { response } = await DELETE("/v2/gmiserver/tenant/{tenant_code}/app/{app_code}", { params: { path } });
  expect(response.status).toBe(404);
  expect(sent.map(({ method, url, authorization }) => [method, url, authorization])).toEqual([
    ["GET", `https://gmi.example${BASE}`, `Bearer ${TOKEN}`],
    ["DELETE", `https://gmi.example${BASE}/app/LindenDoor`, `Bearer ${TOKEN}`],
  ]);
  expect(logins.map(({ url }) => new URL(url).origin)).toEqual(["https://users.example"]);
  // @ts-expect-error there is no such path
  await expect(GET("/v2/gmiserver/nowhere")).rejects.toMatchObject({ code: "validation" });
});
