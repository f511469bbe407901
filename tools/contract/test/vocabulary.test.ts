import type { ContractConfig } from "@gatehouse/description";
import { expect, test } from "vitest";
import { SettingsError } from "../src/index.js";
import { type Answer, posting, runInline } from "./inline.js";

const LIMIT = { type: "object", required: ["limit"], properties: { limit: { type: "integer", minimum: 1, maximum: 9 } } };

const isLimit = (json: unknown): boolean => {
  const limit = (json as { limit?: unknown } | null)?.limit;
  return Number.isInteger(limit) && (limit as number) >= 1 && (limit as number) <= 9;
};
/** Takes everything that is JSON. */
const liberal: Answer = ({ method, json }) => (method !== "POST" ? 404 : json === undefined ? 400 : 200);
const strict: Answer = ({ method, json, headers }) => {
  if (method !== "POST") return 404;
  return isLimit(json) && headers.get("content-type") === "application/json" ? 200 : 400;
};

const only = "post/boundary/#/limit/";

test("x-on-invalid: refuse is the default, and a liberal server is found out", async () => {
  expect(await runInline(posting(LIMIT, { limit: 3 }), liberal, { only })).toMatchObject({ exit: 1 });
  expect(await runInline(posting(LIMIT, { limit: 3 }), strict, { only })).toMatchObject({ exit: 0 });
});

test.each(["ignore", { coerce: 5 }])("x-on-invalid: %j on a property expects that what is wrong there is accepted", async (value) => {
  const schema = { ...LIMIT, properties: { limit: { ...LIMIT.properties.limit, "x-on-invalid": value } } };
  expect(await runInline(posting(schema, { limit: 3 }), liberal, { only: "post/boundary/#/limit/m" })).toMatchObject({ exit: 0 });
  const { findings } = await runInline(posting(schema, { limit: 3 }), strict, { only: "post/boundary/#/limit/m" });
  expect(findings.map(({ check }) => check)).toContain("accepted-as-described");
});

test("x-on-invalid: unknown only asks for a declared status and no failure, and goes to local targets only", async () => {
  const document = posting({ ...LIMIT, "x-on-invalid": "unknown" }, { limit: 3 });
  expect(await runInline(document, liberal, { only })).toMatchObject({ exit: 0 });
  expect(await runInline(document, strict, { only })).toMatchObject({ exit: 0 });
  expect((await runInline(document, ({ json }) => (isLimit(json) ? 200 : 500), { only })).findings[0]).toMatchObject({
    check: "no-server-error",
  });
  expect((await runInline(document, ({ json }) => (isLimit(json) ? 200 : 422), { only })).findings[0]).toMatchObject({
    check: "declared-status",
  });
});

test("a law's status may refuse what the schema allows at an edge, but not an example", async () => {
  const document = posting(LIMIT, { limit: 3 }, { "x-laws": [{ law: "quota", status: 409, note: "There may be fewer left." }] });
  const scarce: Answer = (seen) => (isLimit(seen.json) && (seen.json as { limit: number }).limit > 3 ? 409 : strict(seen));
  expect(await runInline(document, scarce, { only: "post/" })).toMatchObject({ exit: 0 });
  expect((await runInline(document, (seen) => (isLimit(seen.json) ? 409 : strict(seen)), { only: "post/example" })).exit).toBe(1);
});

test("conditions between properties are kept by what varies one of them, and broken on purpose", async () => {
  const schema = {
    type: "object",
    required: ["kind"],
    properties: {
      kind: { type: "string", enum: ["plain", "timed"] },
      until: { type: "string", format: "date" },
      from: { type: "string", format: "date" },
    },
    if: { properties: { kind: { const: "timed" } } },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { required: ["until"] },
    dependentRequired: { from: ["until"] },
    not: { required: ["until", "secret"] },
  };
  type Body = { readonly kind?: unknown; readonly until?: unknown; readonly from?: unknown; readonly secret?: unknown };
  const isDate = (value: unknown): boolean =>
    typeof value === "string" && /^20(26-01-31|28-02-29|\d\d-\d\d-\d\d)$/.test(value) && value !== "2026-02-30";
  const holds = (body: Body): boolean =>
    (body.kind === "plain" || body.kind === "timed") &&
    [body.until, body.from].every((value) => value === undefined || isDate(value)) &&
    !(body.kind === "timed" && body.until === undefined) &&
    !(body.from !== undefined && body.until === undefined) &&
    !(body.until !== undefined && body.secret !== undefined);
  const right: Answer = ({ method, json }) => {
    if (method !== "POST") return 404;
    return typeof json === "object" && json !== null && !Array.isArray(json) && holds(json) ? 200 : 400;
  };
  const document = posting(schema, { kind: "timed", until: "2026-01-31" });
  const result = await runInline(document, right, { only: "post/" });
  const mistaken = result.findings.filter(({ case: id }) => !id.includes("media-type"));
  expect(mistaken.map(({ message, case: id }) => `${id} ${message}`)).toEqual([]);
  expect(result.cases("post/boundary/")).toEqual(
    expect.arrayContaining([
      "post/boundary/#/not/broken",
      "post/boundary/#/until/required/missing",
      "post/boundary/#/from/optional/present",
    ]),
  );
  const forgetful: Answer = (seen) => (right(seen) === 400 && (seen.json as Body | null)?.kind === "timed" ? 200 : right(seen));
  expect((await runInline(document, forgetful, { only: "post/boundary/#/until/required" })).findings[0]).toMatchObject({
    check: "refused-as-described",
  });
});

test("an open enum is closed on the way to the server", async () => {
  const schema = { type: "object", required: ["kind"], properties: { kind: { type: "string", "x-extensible-enum": ["a", "b"] } } };
  const open: Answer = ({ json }) => (typeof (json as { kind?: unknown } | null)?.kind === "string" ? 200 : 400);
  const { findings } = await runInline(posting(schema, { kind: "a" }), open, { only: "post/boundary/#/kind" });
  expect(findings.map(({ case: id }) => id)).toEqual(["post/boundary/#/kind/x-extensible-enum/other-case"]);
});

test("a skip is counted with its reason; one that fits no case is an error", async () => {
  const config = (id: string): ContractConfig => ({ servers: {}, accounts: {}, skip: [{ case: id, reason: "held-back", note: "Later." }] });
  const left = await runInline(posting(LIMIT, { limit: 3 }), strict, {
    config: config("post/boundary/#/limit/*"),
    only: "post/boundary/#/limit/",
  });
  expect(left).toMatchObject({ exit: 2, counts: { cases: 0 } });
  expect(left.counts.skipped).toBeGreaterThan(4);
  expect(left.events).toContainEqual(
    expect.objectContaining({ type: "skipped", case: "post/boundary/#/limit/maximum/over", reason: "held-back", note: "Later." }),
  );
  await expect(runInline(posting(LIMIT, { limit: 3 }), strict, { config: config("post/boundary/#/limt/*") })).rejects.toThrow(
    SettingsError,
  );
});

test("more than 35 % of the declared errors out of reach: not clean, unless the description is somebody else's", async () => {
  const responses = {
    "200": { description: "ok" },
    ...Object.fromEntries(
      [400, 402, 406, 410, 423].map((status) => [
        status,
        { description: "no", "x-unreached": { reason: "vendor-declares-for-all", note: "Nothing leads there." } },
      ]),
    ),
  };
  const document = posting(LIMIT, { limit: 3 }, { responses });
  const { exit, why, events } = await runInline(document, strict);
  expect({ exit, why }).toEqual({ exit: 1, why: "4 of 5 declared error statuses were not reached, more than 35 %" });
  expect(events).toContainEqual(
    expect.objectContaining({ type: "coverage", cell: { operation: "post", status: 410 }, state: "vendor-declares-for-all" }),
  );
  expect(events).toContainEqual(expect.objectContaining({ type: "coverage", cell: { operation: "post", status: 400 }, state: "reached" }));
  expect(await runInline({ ...document, "x-gatehouse": undefined }, strict)).toMatchObject({ exit: 0 });
});

test("the id of what a job makes is in its result; of a job that is itself the resource, in the answer that starts it", async () => {
  const text = { type: "string" };
  const ok = (properties: object, status = "200"): object => ({
    [status]: {
      description: "ok",
      content: { "application/json": { schema: { type: "object", required: Object.keys(properties), properties } } },
    },
    "404": { description: "no" },
  });
  const idParameter = { name: "id", in: "path", required: true, schema: text, example: "seeded" };
  const document = (id: string, laws: object[]): object => ({
    "x-gatehouse": 1,
    paths: {
      "/jobs": {
        post: {
          operationId: "start",
          "x-resource": { name: "thing", role: "create", id },
          "x-poll": {
            id: "$response.body#/job",
            status: { operationId: "look", id: "$request.path.id", state: "$response.body#/state" },
            done: ["DONE"],
            failed: ["FAILED"],
            result: { operationId: "fetch", id: "$request.path.id", once: false },
          },
          responses: ok({ job: text }),
        },
      },
      "/jobs/{id}": { get: { operationId: "look", parameters: [idParameter], responses: ok({ state: text }) } },
      "/jobs/{id}/result": { get: { operationId: "fetch", parameters: [idParameter], responses: ok({ made: text }) } },
      "/things/{id}": {
        get: {
          operationId: "read",
          "x-resource": { name: "thing", role: "read", id: "$request.path.id" },
          parameters: [idParameter],
          responses: ok({}),
        },
        delete: {
          operationId: "remove",
          "x-resource": { name: "thing", role: "delete", id: "$request.path.id" },
          "x-laws": laws,
          parameters: [idParameter],
          responses: { "204": { description: "gone" }, "404": { description: "no" } },
        },
      },
    },
  });
  const server = (...made: string[]) => ({
    perWorld: (): Answer => {
      let looks = 0;
      const things = new Set(made);
      return ({ method, target }) => {
        const [, , id, rest] = target.split("/");
        if (target === "/jobs") return [200, { job: "j1" }];
        if (target.startsWith("/jobs/")) return rest ? [200, { made: "t1" }] : [200, { state: ++looks > 2 ? "DONE" : "RUNNING" }];
        if (!things.has(id!)) return 404;
        if (method === "DELETE") things.delete(id!);
        return method === "DELETE" ? 204 : [200, {}];
      };
    },
  });
  const laws = [{ law: "gone-after-delete", reads: ["read"], status: 404 }];
  const ofResult = await runInline(document("$response.body#/made", laws), server("t1"), { only: "remove/sequence" });
  expect(ofResult).toMatchObject({ exit: 0, counts: { passed: 1 } });
  expect(ofResult.seen.map(({ method, target }) => `${method} ${target}`)).toEqual([
    "POST /jobs",
    "GET /jobs/j1",
    "GET /jobs/j1",
    "GET /jobs/j1",
    "GET /jobs/j1/result",
    "DELETE /things/t1",
    "GET /things/t1",
  ]);
  const ofJob = await runInline(document("$response.body#/job", laws), server("j1"), { only: "remove/sequence" });
  expect(ofJob).toMatchObject({ exit: 0, counts: { passed: 1 } });
  expect(ofJob.seen.at(-1)).toMatchObject({ target: "/things/j1" });
});

test("what no operation makes is linked before it is unlinked, by the same values, and never what was linked before", async () => {
  const path = (name: string, example: string): object => ({ name, in: "path", required: true, schema: { type: "string" }, example });
  const about = (operationId: string, role: string): object => ({
    operationId,
    "x-resource": { name: "part", role, id: "$request.path.part" },
    responses: { "200": { description: "ok" }, "404": { description: "no" } },
  });
  const document = {
    "x-gatehouse": 1,
    paths: {
      "/things/{thing}/parts/{part}": {
        parameters: [path("thing", "t"), path("part", "linked")],
        put: about("link", "link"),
        delete: about("unlink", "unlink"),
      },
    },
  };
  const linked = new Set(["/things/t/parts/linked"]);
  const server: Answer = ({ method, target }) => {
    if (!/^\/things\/t\/parts\/(linked|free)$/.test(target)) return 404;
    if (method === "PUT") linked.add(target);
    return method === "PUT" || (method === "DELETE" && linked.delete(target)) ? 200 : 404;
  };
  const values = { "unlink#$request.path.part": { local: "free" } };
  for (let run = 0; run < 2; run++) {
    const { exit, seen } = await runInline(document, server, { config: { servers: {}, accounts: {}, values }, only: "unlink/" });
    expect(exit).toBe(0);
    expect(seen.slice(0, 2).map(({ method, target }) => `${method} ${target}`)).toEqual([
      "PUT /things/t/parts/free",
      "DELETE /things/t/parts/free",
    ]);
    expect([...linked]).toEqual(["/things/t/parts/linked"]);
  }
});

test("a job that fails is no finding of the operation behind it: it could not be told, with the state", async () => {
  const ok = { "200": { description: "ok", content: { "application/json": { schema: { type: "object" } } } } };
  const parameters = [{ name: "id", in: "path", required: true, schema: { type: "string" }, example: "x" }];
  const poll = {
    id: "$response.body#/id",
    status: { operationId: "look", id: "$request.path.id", state: "$response.body#/state" },
    done: ["DONE"],
    failed: ["FAILED"],
    result: { operationId: "fetch", id: "$request.path.id", once: true },
  };
  const document = {
    "x-gatehouse": 1,
    paths: {
      "/jobs": { post: { operationId: "start", "x-poll": poll, responses: ok } },
      "/jobs/{id}": { get: { operationId: "look", parameters, responses: ok } },
      "/jobs/{id}/result": { get: { operationId: "fetch", parameters, responses: ok } },
    },
  };
  const { exit, events } = await runInline(document, () => [200, { id: "j", state: "FAILED" }], { only: "fetch/example" });
  expect(exit).toBe(2);
  expect(events).toContainEqual(
    expect.objectContaining({ outcome: "not-prepared", why: expect.stringContaining('look ended with "FAILED" at /state, not "DONE"') }),
  );
});

test("x-may-be-empty: no body is as good as a declared one, and without the key it is missed", async () => {
  const document = (more: object) => ({
    "x-gatehouse": 1,
    paths: {
      "/unbind": {
        post: {
          operationId: "unbind",
          responses: {
            200: {
              description: "Done, or done before.",
              content: { "application/json": { schema: { type: "object", required: ["error"] } } },
              ...more,
            },
          },
        },
      },
    },
  });
  const found = async (more: object, answer: Answer) =>
    (await runInline(document(more), answer, { only: "unbind/example" })).findings.map(({ check }) => check);
  const both = { "x-may-be-empty": true };
  expect(await found(both, () => 200)).toEqual([]);
  expect(await found(both, () => [200, { error: "done" }])).toEqual([]);
  expect(await found(both, () => [200, {}])).toEqual(["response-body"]);
  expect(await found({}, () => 200)).toEqual(["response-body"]);
});

test("of an object that must be unique one value is made fresh, and where that one is tried itself it may be taken", async () => {
  const address = {
    type: "object",
    required: ["house", "flat"],
    properties: { house: { type: "integer", minimum: 1, maximum: 9999 }, flat: { type: "integer", minimum: 1, maximum: 99 } },
  };
  const schema = { type: "object", required: ["address"], properties: { address } };
  const law = { law: "unique", property: "/address", scope: "server", status: 409 };
  const server = (): Answer => {
    const taken = new Set([JSON.stringify({ house: 9999, flat: 3 })]);
    return ({ json }) => {
      const given = (json as { address?: { house?: unknown; flat?: unknown } } | undefined)?.address;
      const isValid = (value: unknown, most: number) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= most;
      if (!isValid(given?.house, 9999) || !isValid(given?.flat, 99)) return 400;
      const text = JSON.stringify(given);
      if (taken.has(text)) return 409;
      taken.add(text);
      return 200;
    };
  };
  const description = posting(schema, { address: { house: 7, flat: 3 } }, { "x-laws": [law] });
  const run = await runInline(description, { perWorld: server }, { shared: true, only: "post/" });
  const findings = run.findings.filter(({ case: id }) => !id.includes("/method/"));
  expect(findings.map(({ case: id, message }) => `${id}: ${message}`)).toEqual([]);
  expect(run.cases("post/sequence")).toEqual(["post/sequence/unique/address"]);
  const flats = run.seen.flatMap(({ json }) => (json as { address?: { house?: number; flat?: number } })?.address ?? []);
  expect(new Set(flats.filter(({ flat }) => flat === 3).map(({ house }) => house)).size).toBeGreaterThan(1);
});

test("a property too much where that is ignored is all that is wrong with a request: what must be unique is fresh in it", async () => {
  const schema = {
    allOf: [
      { type: "object", required: ["name"], properties: { name: { type: "string", pattern: "^[A-Z][a-z]+$" } }, "x-on-invalid": "refuse" },
    ],
    unevaluatedProperties: false,
    "x-on-invalid": "ignore",
  };
  const law = { law: "unique", property: "/name", scope: "server", status: 409 };
  const server =
    (ignores: boolean) =>
    (): Answer =>
    ({ json }) => {
      const { name, ...more } = (json ?? {}) as { readonly name?: unknown };
      if (typeof name !== "string" || (!ignores && Object.keys(more).length > 0)) return 400;
      return name === "Linden" ? 409 : 200;
    };
  const unknown = "post/boundary/#/unevaluatedProperties/unknown";
  const runOver = (ignores: boolean) =>
    runInline(posting(schema, { name: "Linden" }, { "x-laws": [law] }), { perWorld: server(ignores) }, { only: unknown });
  expect(await runOver(true)).toMatchObject({ exit: 0, counts: { cases: 1 } });
  expect((await runOver(false)).findings.map(({ check, message }) => `${check}: ${message}`)).toEqual([
    "accepted-as-described: answered 400 to a request that is valid by the description, expected 200",
  ]);
});

test("an id that is a number is looked for among the ids of a list, not among its other numbers", async () => {
  const list = {
    type: "object",
    properties: {
      items: { type: "array", items: { type: "object", properties: { uid: { type: "integer" }, size: { type: "integer" } } } },
    },
  };
  const uid = { type: "object", properties: { uid: { type: "integer" } } };
  const answers = (status: string, schema: object, example: unknown) => ({
    [status]: { description: "ok", content: { "application/json": { schema, example } } },
  });
  const parameters = [{ name: "uid", in: "path", required: true, schema: { type: "integer" }, example: 1 }];
  const description = {
    "x-gatehouse": 1,
    paths: {
      "/things": {
        post: {
          operationId: "make",
          "x-resource": { name: "thing", role: "create", id: "$response.body#/uid" },
          responses: answers("200", uid, { uid: 3 }),
        },
        get: {
          operationId: "list",
          "x-resource": { name: "thing", role: "list", id: "$response.body#/uid" },
          "x-pagination": {
            style: "page",
            items: "$response.body#/items",
            page: "$request.query.page",
            first: 1,
            size: "$request.query.size",
          },
          parameters: ["page", "size"].map((name) => ({ name, in: "query", schema: { type: "integer" } })),
          responses: answers("200", list, { items: [] }),
        },
      },
      "/things/{uid}": {
        delete: {
          operationId: "remove",
          parameters,
          "x-resource": { name: "thing", role: "delete", id: "$request.path.uid" },
          "x-laws": [{ law: "gone-after-delete", reads: ["list"], status: 404 }],
          responses: { "200": { description: "ok" }, "404": { description: "no" } },
        },
      },
    },
  };
  const server =
    (deletes: boolean): Answer =>
    ({ method, target }) => {
      if (method === "POST") return [200, { uid: 3 }];
      if (method === "DELETE") return target === "/things/3" ? 200 : 404;
      return [200, { items: [{ uid: 1, size: 3 }, ...(deletes ? [] : [{ uid: 3, size: 1 }])] }];
    };
  const only = "remove/sequence";
  expect(await runInline(description, server(true), { only })).toMatchObject({ exit: 0, counts: { cases: 1 } });
  expect((await runInline(description, server(false), { only })).findings.map(({ check }) => check)).toEqual(["not-disclosed"]);
});

test("what is deleted by ids in a body is what was made for the case, never what was there before", async () => {
  const uid = { type: "object", properties: { uid: { type: "integer" } } };
  const uids = {
    type: "object",
    required: ["uids"],
    properties: { uids: { type: "array", items: { type: "integer", minimum: 1 } }, note: { type: "string" } },
  };
  const description = {
    "x-gatehouse": 1,
    paths: {
      "/things": {
        post: {
          operationId: "make",
          "x-resource": { name: "thing", role: "create", id: "$response.body#/uid" },
          responses: { "200": { description: "ok", content: { "application/json": { schema: uid, example: { uid: 9 } } } } },
        },
        delete: {
          operationId: "removeMany",
          "x-resource": { name: "thing", role: "delete", id: "$request.body#/uids/0" },
          requestBody: { required: true, content: { "application/json": { schema: uids, example: { uids: [1], note: "x" } } } },
          responses: { "200": { description: "ok" }, "400": { description: "no" } },
        },
      },
    },
  };
  const before = Array.from({ length: 1_002 }, (_, index) => index + 1);
  const things = new Set(before);
  let last = before.length;
  const server: Answer = ({ method, json, headers }) => {
    if (method === "POST") {
      things.add(++last);
      return [200, { uid: last }];
    }
    const given = json as { uids?: unknown; note?: unknown } | undefined;
    const isUid = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 1;
    if (headers.get("content-type") !== "application/json") return 400;
    if (!Array.isArray(given?.uids) || !given.uids.every(isUid) || !["string", "undefined"].includes(typeof given.note)) return 400;
    for (const one of given.uids) things.delete(one);
    return 200;
  };
  const { findings } = await runInline(description, server, { shared: true, only: "removeMany/" });
  expect(findings.filter(({ case: id }) => !id.includes("/method/"))).toEqual([]);
  expect(last).toBeGreaterThan(before.length);
  expect(before.filter((one) => !things.has(one))).toEqual([]);
});

test("what is for one kind of a resource gets one of that kind, and what a link does not tell is made", async () => {
  const uid = { type: "object", properties: { uid: { type: "integer" } } };
  const kinds = { type: "object", required: ["kind"], properties: { kind: { type: "string", enum: ["plain", "loud"] } } };
  const made = (links: object = {}) => ({
    "200": { description: "ok", content: { "application/json": { schema: uid, example: { uid: 9 } } }, links },
    "400": { description: "no" },
  });
  const path = (name: string) => ({ name, in: "path", required: true, schema: { type: "integer", minimum: 1 }, example: 1 });
  const done = { "200": { description: "ok" }, "400": { description: "no" } };
  const ring = { operationId: "ring", parameters: [path("uid")], responses: done };
  const description = (example?: string) => ({
    "x-gatehouse": 1,
    paths: {
      "/bells": {
        post: {
          operationId: "makeBell",
          "x-resource": { name: "bell", role: "create", id: "$response.body#/uid" },
          requestBody: {
            required: true,
            content: {
              "application/json": { schema: kinds, examples: { mute: { value: { kind: "plain" } }, loud: { value: { kind: "loud" } } } },
            },
          },
          responses: made(),
        },
      },
      "/bells/{uid}/ring": {
        post: { ...ring, "x-resource": { name: "bell", role: "act", id: "$request.path.uid", ...(example && { example }) } },
      },
      "/towers": {
        post: {
          operationId: "makeTower",
          "x-resource": { name: "tower", role: "create", id: "$response.body#/uid" },
          responses: made({ hang: { operationId: "hang", parameters: { tower: "$response.body#/uid" } } }),
        },
      },
      "/towers/{tower}/bells/{uid}": {
        post: {
          operationId: "hang",
          parameters: [path("tower"), path("uid")],
          "x-resource": { name: "bell", role: "link", id: "$request.path.uid", parent: "tower" },
          responses: done,
        },
      },
    },
  });
  const server = (): Answer => {
    const bells: string[] = [];
    const hung = new Set<string>();
    let towers = 0;
    return ({ target, json }) => {
      const [, what, first = "", , second = ""] = target.split("/");
      if (target === "/towers") return [200, { uid: ++towers }];
      if (target === "/bells") {
        const kind = (json as { kind?: string } | undefined)?.kind;
        return kind === "plain" || kind === "loud" ? [200, { uid: bells.push(kind) }] : 400;
      }
      if (what === "bells") return bells[Number(first) - 1] === "loud" ? 200 : 400;
      // Every bell hangs once.
      if (hung.has(second) || bells[Number(second) - 1] === undefined || !(Number(first) <= towers)) return 400;
      hung.add(second);
      return 200;
    };
  };
  const findingsOf = async (document: object, only: string) =>
    (await runInline(document, { perWorld: server }, { shared: true, only })).findings.map(({ case: id }) => id);
  expect(await findingsOf(description("loud"), "ring/example")).toEqual([]);
  expect(await findingsOf(description(), "ring/example")).toEqual(["ring/example/default"]);
  expect(await findingsOf(description("loud"), "makeTower/sequence")).toEqual([]);
});
