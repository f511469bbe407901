import { createHash } from "node:crypto";
import { inspect } from "node:util";
import {
  type Apartment,
  type BasipPanel,
  createBasipPanel,
  type IdentifierCreate,
  type IdentifierUpdate,
  isApiError,
  isGatehouseError,
  type TimeProfile,
} from "@gatehouse/basip-panel";
import { http } from "@gatehouse/basip-panel/http";
import jpeg from "jpeg-js";
import { describe, expect, test } from "vitest";

const PASSWORD = "pässword-that-must-not-be-seen";
const MD5 = createHash("md5").update(PASSWORD, "utf8").digest("hex");
const TOKEN = "a-token-that-must-not-be-seen";
const BASE = "http://127.0.0.1:8080";

interface Sent {
  readonly method: string;
  readonly url: string;
  readonly authorization: string | null;
  readonly type: string | null;
  readonly text: string;
  readonly request: Request;
}

/** A client whose requests are kept, and answered by `answer`; sign-ins by themselves. */
function clientOver(answer: (sent: Sent) => Response): { readonly panel: BasipPanel; readonly sent: Sent[]; readonly logins: Sent[] } {
  const sent: Sent[] = [];
  const logins: Sent[] = [];
  const panel = createBasipPanel({
    baseUrl: BASE,
    credentials: { username: "admin", password: PASSWORD },
    attempts: 1,
    async fetch(input, init) {
      const request = new Request(input, init);
      const { method, url, headers } = request;
      const text = await request.clone().text();
      const one: Sent = { method, url, authorization: headers.get("authorization"), type: headers.get("content-type"), text, request };
      if (!url.startsWith(`${BASE}/api/v1/login`)) {
        sent.push(one);
        return answer(one);
      }
      logins.push(one);
      return json(200, { token: TOKEN, account_type: "admin" });
    },
  });
  return { panel, sent, logins };
}

function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json", "x-request-id": "r-1" } });
}

const empty = () => new Response(null, { status: 200 });
const uid = () => json(200, { uid: 7 });
const page = () => json(200, { list_option: { pagination: {} }, list_items: [] });

const card: IdentifierCreate = {
  identifier_owner: { name: "Ines Roth", type: "owner" },
  identifier_type: "card",
  identifier_number: "30517264",
  lock: "first",
};
const limited: IdentifierUpdate = {
  ...card,
  valid: { time: { is_permanent: true }, passes: { is_permanent: false, max_passes: 3 } },
};
const times: TimeProfile = {
  name: "Once",
  time_options: { is_all_day: true, date_from: 1768464000, date_to: 1768550399 },
  repeat_options: { repeat_enable: false },
};
const flat: Apartment = {
  apartment_address: { building: 1, unit: 2, floor: 3, room: 4 },
  apartment_name: "Linden 34",
  residents: { count: 1 },
};
const filter = { filter_field: "identifier_number", filter_type: "equal", filter_format: "string", filter_value: "1c-3b:4a" } as const;
const FILTER = "filter_field=identifier_number&filter_type=equal&filter_format=string&filter_value=1c-3b%3A4a";

interface Row {
  readonly call: (panel: BasipPanel) => Promise<unknown>;
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly success: () => Response;
  /** Declared refusals. */
  readonly refusals?: readonly number[];
}

// The wire, by the vendor's documentation: method, path, query and body of every operation that needs a session.
const WIRE: Readonly<Record<Exclude<keyof BasipPanel, "login" | "getDeviceInfo" | "uploadIdentifierFace">, Row>> = {
  logout: { call: (panel) => panel.logout(), method: "POST", path: "/api/v1/logout", success: empty, refusals: [] },
  createIdentifier: {
    call: (panel) => panel.createIdentifier({ body: card }),
    method: "POST",
    path: "/api/v1/access/identifier",
    body: card,
    success: uid,
  },
  getIdentifier: {
    call: (panel) => panel.getIdentifier({ identifierUid: 7 }),
    method: "GET",
    path: "/api/v1/access/identifier/item/7",
    success: () => json(200, card),
  },
  updateIdentifier: {
    call: (panel) => panel.updateIdentifier({ identifierUid: 7, body: limited }),
    method: "PATCH",
    path: "/api/v1/access/identifier/item/7",
    body: limited,
    success: empty,
  },
  deleteIdentifier: {
    call: (panel) => panel.deleteIdentifier({ identifierUid: 7 }),
    method: "DELETE",
    path: "/api/v1/access/identifier/item/7",
    success: empty,
  },
  resetIdentifierPasses: {
    call: (panel) => panel.resetIdentifierPasses({ identifierUid: 7 }),
    method: "POST",
    path: "/api/v1/access/identifier/item/7/passes/reset",
    success: empty,
  },
  getIdentifierQr: {
    call: (panel) => panel.getIdentifierQr({ identifierUid: 7, locale: "pl" }),
    method: "GET",
    path: "/api/v1/access/identifier/item/7/qr?locale=pl",
    success: () => new Response(new Uint8Array([137, 80]), { status: 200, headers: { "content-type": "image/png" } }),
  },
  listIdentifiers: {
    call: (panel) => panel.listIdentifiers({ limit: 50, pageNumber: 2, sortField: "identifier_number", sortType: "desc", filter }),
    method: "GET",
    path: `/api/v1/access/identifier/items?limit=50&page_number=2&sort_field=identifier_number&sort_type=desc&${FILTER}`,
    success: page,
  },
  deleteIdentifiers: {
    call: (panel) => panel.deleteIdentifiers({ body: { uid_items: [7, 9] } }),
    method: "DELETE",
    path: "/api/v1/access/identifier/items",
    body: { uid_items: [7, 9] },
    success: empty,
  },
  attachTimeProfile: {
    call: (panel) => panel.attachTimeProfile({ identifierUid: 7, timeprofileUid: 2 }),
    method: "POST",
    path: "/api/v1/access/identifier/item/7/timeprofile/2",
    success: empty,
  },
  detachTimeProfile: {
    call: (panel) => panel.detachTimeProfile({ identifierUid: 7, timeprofileUid: 2 }),
    method: "DELETE",
    path: "/api/v1/access/identifier/item/7/timeprofile/2",
    success: empty,
  },
  attachIdentifierToApartment: {
    call: (panel) => panel.attachIdentifierToApartment({ apartmentUid: 3, identifierUid: 7 }),
    method: "POST",
    path: "/api/v1/apartment/item/3/identifier/7",
    success: empty,
  },
  unbindIdentifierFromApartment: {
    call: (panel) => panel.unbindIdentifierFromApartment({ identifierUid: 7 }),
    method: "POST",
    path: "/api/v1/apartment/item/unbind/identifier/7",
    success: empty,
  },
  createTimeProfile: {
    call: (panel) => panel.createTimeProfile({ body: times }),
    method: "POST",
    path: "/api/v1/access/timeprofile",
    body: times,
    success: uid,
  },
  getTimeProfile: {
    call: (panel) => panel.getTimeProfile({ timeprofileUid: 2 }),
    method: "GET",
    path: "/api/v1/access/timeprofile/item/2",
    success: () => json(200, times),
  },
  updateTimeProfile: {
    call: (panel) => panel.updateTimeProfile({ timeprofileUid: 2, body: times }),
    method: "PATCH",
    path: "/api/v1/access/timeprofile/item/2",
    body: times,
    success: empty,
  },
  deleteTimeProfile: {
    call: (panel) => panel.deleteTimeProfile({ timeprofileUid: 2 }),
    method: "DELETE",
    path: "/api/v1/access/timeprofile/item/2",
    success: empty,
  },
  listTimeProfiles: {
    call: (panel) => panel.listTimeProfiles({ limit: 20 }),
    method: "GET",
    path: "/api/v1/access/timeprofile/items?limit=20",
    success: page,
  },
  createApartment: {
    call: (panel) => panel.createApartment({ body: flat }),
    method: "POST",
    path: "/api/v1/apartment",
    body: flat,
    success: uid,
  },
  getApartment: {
    call: (panel) => panel.getApartment({ apartmentUid: 3 }),
    method: "GET",
    path: "/api/v1/apartment/item/3",
    success: () => json(200, flat),
  },
  updateApartment: {
    call: (panel) => panel.updateApartment({ apartmentUid: 3, body: flat }),
    method: "PATCH",
    path: "/api/v1/apartment/item/3",
    body: flat,
    success: empty,
  },
  deleteApartment: {
    call: (panel) => panel.deleteApartment({ apartmentUid: 3 }),
    method: "DELETE",
    path: "/api/v1/apartment/item/3",
    success: empty,
  },
  listApartments: {
    call: (panel) =>
      panel.listApartments({ filter: { filter_field: "residents", filter_type: "more", filter_format: "integer", filter_value: 2 } }),
    method: "GET",
    path: "/api/v1/apartment/items?filter_field=residents&filter_type=more&filter_format=integer&filter_value=2",
    success: page,
  },
};

describe.each(Object.entries(WIRE))("%s", (name, { call, method, path, body, success, refusals = [400, 403] }) => {
  test("sends what the vendor documents, with the token", async () => {
    const { panel, sent, logins } = clientOver(success);
    await call(panel);
    const [request, ...more] = sent.map(({ text, ...one }) => ({ ...one, body: text === "" ? undefined : (JSON.parse(text) as unknown) }));
    expect(more).toEqual([]);
    expect(request).toMatchObject({ method, url: `${BASE}${path}`, authorization: `Bearer ${TOKEN}`, body });
    expect(logins).toHaveLength(1);
  });

  test("throws each declared refusal as an error of this operation, with its text", async () => {
    const operation = Reflect.get(clientOver(success).panel, name);
    for (const status of refusals) {
      const { panel } = clientOver(() => json(status, { error: "Some text" }));
      const error: unknown = await call(panel).catch((caught) => caught);
      expect(isApiError(error, operation) && [error.status, error.body]).toEqual([status, { error: "Some text" }]);
      expect(isApiError(error, panel.login)).toBe(false);
      expect(error).toMatchObject({ api: "basip-panel", operation: name, requestId: "r-1" });
    }
  });

  test("never takes an undeclared status for one of its own", async () => {
    const { panel } = clientOver(() => new Response("<html>Bad Gateway", { status: 502 }));
    const error: unknown = await call(panel).catch((caught) => caught);
    expect(isGatehouseError(error) && error.code).toBe("undeclared_status");
  });
});

describe("signing in", () => {
  test("the MD5 of the password goes along, of its UTF-8, and nothing else", async () => {
    const { panel, logins } = clientOver(page);
    await panel.listIdentifiers();
    expect(logins.map(({ method, url, authorization, text }) => [method, url, authorization, text])).toEqual([
      ["GET", `${BASE}/api/v1/login?username=admin&password=${MD5}`, null, ""],
    ]);
  });

  test("by hand: the MD5 of the factory password is the one that the vendor prints", async () => {
    const seen: string[] = [];
    const panel = createBasipPanel({
      baseUrl: BASE,
      credentials: { username: "admin", password: "123456" },
      fetch: async (url) => {
        seen.push(url);
        return url.includes("/login") ? json(200, { token: TOKEN, account_type: "admin" }) : page();
      },
    });
    await panel.listIdentifiers();
    expect(new URL(seen[0] as string).searchParams.get("password")).toMatch(/^E10ADC3949BA59ABBE56E057F20F883E$/i);
  });

  test("a token is asked for once, however many calls come at once, and again after it is refused", async () => {
    let refused = false;
    const { panel, logins } = clientOver(() => {
      if (refused) return page();
      refused = true;
      return json(401, { error: "Log In" });
    });
    await Promise.all(Array.from({ length: 20 }, () => panel.listIdentifiers()));
    expect(logins).toHaveLength(2);
  });

  test("what needs no session asks for none", async () => {
    const { panel, sent, logins } = clientOver(() => json(200, { api_version: "2.15.0" }));
    expect((await panel.getDeviceInfo()).api_version).toBe("2.15.0");
    expect(sent.map(({ url, authorization }) => [url, authorization])).toEqual([[`${BASE}/api/info`, null]]);
    expect(logins).toEqual([]);
  });

  test("a plain address in the network is refused unless that is allowed", () => {
    const options = { baseUrl: "http://192.168.1.90", credentials: { username: "admin", password: PASSWORD } };
    expect(() => createBasipPanel(options)).toThrow(/allowInsecure/);
    expect(() => createBasipPanel({ ...options, allowInsecure: true })).not.toThrow();
    expect(() => createBasipPanel({ ...options, baseUrl: "https://192.168.1.90" })).not.toThrow();
  });
});

describe("secrets stay out of what is printed", () => {
  const seesNone = (...values: readonly unknown[]) => {
    for (const value of values) {
      const text = `${inspect(value, { depth: 10, showHidden: true })}\n${String(value)}\n${JSON.stringify(value)}`;
      for (const secret of [PASSWORD, MD5, MD5.toUpperCase(), TOKEN, "password="]) expect(text).not.toContain(secret);
    }
  };

  test("of a client and its operations", () => {
    const { panel } = clientOver(page);
    seesNone(panel, panel.login, panel.listIdentifiers);
  });

  test("of the error of a call that is refused", async () => {
    const { panel } = clientOver(() => json(403, { error: "Administrator rights required" }));
    seesNone(await panel.getIdentifier({ identifierUid: 1 }).catch((caught: unknown) => caught));
  });

  test("of the error of a sign-in that is refused, even by a server that repeats the address", async () => {
    const panel = createBasipPanel({
      baseUrl: BASE,
      credentials: { username: "admin", password: PASSWORD },
      fetch: async (url) => json(400, { error: `Wrong login or password at ${url.replace("password=", "pw ")}` }),
    });
    const error: unknown = await panel.listIdentifiers().catch((caught) => caught);
    expect(isGatehouseError(error) && error.code).toBe("authentication");
    seesNone(error);
  });

  test("of the error of a sign-in that fails on the way, where the platform names the whole address", async () => {
    const panel = createBasipPanel({
      baseUrl: BASE,
      credentials: { username: "admin", password: PASSWORD },
      attempts: 1,
      fetch: async (url) => {
        throw new TypeError(`fetch failed: ${url}`, { cause: Object.assign(new Error(`connect ${url}`), { code: "ECONNREFUSED" }) });
      },
    });
    const error: unknown = await panel.listIdentifiers().catch((caught) => caught);
    expect(String(error)).toContain("ECONNREFUSED");
    seesNone(error);
  });

  test("of what an observer hears", async () => {
    const events: unknown[] = [];
    const panel = createBasipPanel({
      baseUrl: BASE,
      credentials: { username: "admin", password: PASSWORD },
      observer: { on: (event) => void events.push(event) },
      fetch: async (url) => (url.includes("/login") ? json(200, { token: TOKEN, account_type: "admin" }) : page()),
    });
    await panel.listIdentifiers();
    expect(events.length).toBeGreaterThan(3);
    seesNone(events);
  });
});

describe("answers that are not plain", () => {
  test("detaching what is attached gives nothing, detaching it again what the panel says", async () => {
    let attached = true;
    const { panel } = clientOver(() => {
      if (!attached) return json(200, { error: "Identifier already unbound" });
      attached = false;
      return empty();
    });
    expect(await panel.unbindIdentifierFromApartment({ identifierUid: 1 })).toBeUndefined();
    expect(await panel.unbindIdentifierFromApartment({ identifierUid: 1 })).toEqual({ error: "Identifier already unbound" });
  });

  test("a refusal with 200 elsewhere is not taken for success", async () => {
    const { panel } = clientOver(() => json(200, { error: "Identifier already unbound" }));
    const error: unknown = await panel.deleteIdentifier({ identifierUid: 1 }).catch((caught) => caught);
    expect(isGatehouseError(error) && error.code).toBe("decode");
  });

  test("a QR code comes as a picture", async () => {
    const { panel } = clientOver(
      () => new Response(new Uint8Array([137, 80, 78, 71]), { status: 200, headers: { "content-type": "image/png" } }),
    );
    const picture = await panel.getIdentifierQr({ identifierUid: 2 });
    expect([picture.type, [...new Uint8Array(await picture.arrayBuffer())]]).toEqual(["image/png", [137, 80, 78, 71]]);
  });

  test("a photo is sent as a JPEG in the part `file`, byte for byte", async () => {
    const pixels = { data: Buffer.alloc(320 * 240 * 4, 0x7f), width: 320, height: 240 };
    const photo = jpeg.encode(pixels, 80).data;
    const { panel, sent } = clientOver(empty);
    await panel.uploadIdentifierFace({ identifierUid: 3, body: { file: new Blob([new Uint8Array(photo)], { type: "image/jpeg" }) } });
    const [one] = sent as [Sent];
    expect([one.method, one.url, one.authorization]).toEqual([
      "POST",
      `${BASE}/api/v1/access/identifier/item/face/file/3`,
      `Bearer ${TOKEN}`,
    ]);
    expect(one.type).toMatch(/^multipart\/form-data; boundary=\S+$/);
    const form = await one.request.formData();
    expect([...form.keys()]).toEqual(["file"]);
    const file = form.get("file") as File;
    expect(file.type).toBe("image/jpeg");
    expect(file.name).not.toBe("");
    const { width, height } = jpeg.decode(new Uint8Array(await file.arrayBuffer()));
    expect([width, height]).toEqual([320, 240]);
  });
});

describe("pages", () => {
  /** A list of so many identifiers, as a panel cuts it. */
  function listOf(count: number, pages?: (total: number) => number) {
    return clientOver(({ url }) => {
      const query = new URL(url).searchParams;
      const limit = Number(query.get("limit") ?? 10);
      const current = Number(query.get("page_number") ?? 1);
      const all = Array.from({ length: count }, (_, index) => ({ ...card, identifier_uid: index + 1 }));
      const total = Math.ceil(count / limit);
      const pagination = { total_items: count, items_limit: limit, total_pages: pages?.(total) ?? total, current_page: current };
      return json(200, { list_option: { pagination }, list_items: all.slice((current - 1) * limit, current * limit) });
    });
  }

  async function uidsOf(panel: BasipPanel, input?: Parameters<BasipPanel["listIdentifiers"]["items"]>[0]): Promise<number[]> {
    const uids: number[] = [];
    for await (const { identifier_uid } of panel.listIdentifiers.items(input)) uids.push(identifier_uid);
    return uids;
  }

  test("items goes through all of them, once each, and asks for no page behind the last", async () => {
    const { panel, sent } = listOf(23);
    expect(await uidsOf(panel, { limit: 10 })).toEqual(Array.from({ length: 23 }, (_, index) => index + 1));
    expect(sent.map(({ url }) => new URL(url).search)).toEqual([1, 2, 3].map((number) => `?limit=10&page_number=${number}`));
  });

  test("an empty list is no page or one, whichever the panel says", async () => {
    for (const total of [0, 1]) {
      const { panel, sent } = listOf(0, () => total);
      expect(await uidsOf(panel)).toEqual([]);
      expect(sent).toHaveLength(1);
    }
  });

  test("pages starts where it is told", async () => {
    const { panel } = listOf(23);
    const sizes: number[] = [];
    for await (const { list_items } of panel.listIdentifiers.pages({ limit: 10, pageNumber: 2 })) sizes.push(list_items.length);
    expect(sizes).toEqual([10, 3]);
  });
});

test("the low-level client takes the same way: signed in, typed by path, errors given back", async () => {
  const { panel, sent, logins } = clientOver(({ method }) =>
    method === "GET" ? json(200, card) : json(400, { error: "Wrong Identifier uid" }),
  );
  const { GET, DELETE } = http(panel);
  const params = { path: { "identifier-uid": 7 } };
  const { data } = await GET("/api/v1/access/identifier/item/{identifier-uid}", { params });
  expect(data?.identifier_owner.name).toBe("Ines Roth");
  const { error } = await DELETE("/api/v1/access/identifier/item/{identifier-uid}", { params });
  expect(error?.error).toBe("Wrong Identifier uid");
  expect(sent.map(({ method, authorization }) => [method, authorization])).toEqual([
    ["GET", `Bearer ${TOKEN}`],
    ["DELETE", `Bearer ${TOKEN}`],
  ]);
  expect(logins).toHaveLength(1);
  await GET("/api/v1/access/identifier/items", { params: { query: { limit: 50, filter } } });
  expect(sent.at(-1)?.url).toBe(`${BASE}/api/v1/access/identifier/items?limit=50&${FILTER}`);
  // @ts-expect-error there is no such path
  await expect(GET("/api/v1/nowhere")).rejects.toMatchObject({ code: "validation" });
});
