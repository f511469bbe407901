import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadDescription } from "@gatehouse/description";
import { expect, test } from "vitest";
import { inProcessTarget, run } from "../src/index.js";
import { runInline, type Seen } from "./inline.js";

const json = (schema: object): object => ({ "application/json": { schema } });
const ok = { "200": { description: "ok" }, "4XX": { description: "no" }, default: { description: "else" } };

/** What other people's descriptions have and ours do not. */
const FOREIGN = {
  paths: {
    "/tree": {
      put: {
        requestBody: { required: true, content: json({ $ref: "#/components/schemas/Tree" }) },
        responses: ok,
      },
    },
    "/search": {
      get: {
        operationId: "search",
        parameters: [
          {
            name: "filter",
            in: "query",
            style: "deepObject",
            explode: true,
            required: true,
            schema: { type: "object", required: ["from"], properties: { from: { type: "integer", minimum: 1 } } },
          },
          { name: "ids", in: "query", required: true, schema: { type: "array", minItems: 1, items: { type: "integer" } } },
          {
            name: "names",
            in: "query",
            required: true,
            explode: false,
            schema: { type: "array", minItems: 2, items: { type: "string", enum: ["a,b", "c"] } },
          },
          {
            name: "where",
            in: "query",
            required: true,
            content: json({ type: "object", required: ["x"], properties: { x: { type: "boolean" } } }),
          },
          { name: "seen", in: "cookie", required: true, schema: { type: "string" }, example: "yes" },
          { name: "X-Ids", in: "header", required: true, schema: { type: "array", items: { type: "integer" } }, example: [1, 2] },
        ],
        responses: ok,
      },
    },
    "/upload": {
      post: {
        operationId: "upload",
        requestBody: {
          required: true,
          content: {
            "multipart/form-data": {
              schema: {
                type: "object",
                required: ["photo", "who"],
                properties: {
                  photo: { type: "string", format: "binary" },
                  who: { type: "object", required: ["name"], properties: { name: { type: "string" } } },
                },
              },
            },
          },
        },
        responses: ok,
      },
    },
    "/form": {
      post: {
        operationId: "form",
        requestBody: {
          content: {
            "application/x-www-form-urlencoded": {
              schema: { type: "object", required: ["a b"], properties: { "a b": { type: "string", default: "c&d=e" } } },
            },
          },
        },
        responses: ok,
      },
    },
    "/xml": {
      post: {
        operationId: "xml",
        requestBody: { required: true, content: { "application/xml": { schema: { type: "object" } } } },
        responses: ok,
      },
    },
    "/odd": {
      post: {
        operationId: "odd",
        requestBody: {
          required: true,
          content: json({
            type: "object",
            required: ["slow", "any", "choice"],
            properties: {
              slow: { type: "string", pattern: "^(a+)+$", default: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" },
              any: true,
              choice: {
                oneOf: [
                  { type: "object", required: ["kind"], properties: { kind: { const: "a" } } },
                  { type: "array", items: { type: "string" } },
                ],
              },
              map: { type: "object", additionalProperties: { type: "integer", maximum: 5 } },
              __proto__: { type: "string" },
              never: false,
            },
          }),
        },
        responses: ok,
      },
    },
  },
  components: {
    schemas: {
      Tree: {
        type: "object",
        required: ["name"],
        properties: {
          name: { type: "string", maxLength: 5 },
          children: { type: "array", items: { $ref: "#/components/schemas/Tree" } },
          parent: { $ref: "#/components/schemas/Tree" },
        },
      },
    },
  },
};

test("a description without examples, with everything in it, is planned and sent", async () => {
  const { exit, seen, cases, events } = await runInline(FOREIGN, ({ method, target }) =>
    method === "PUT" || method === "POST" || target.startsWith("/search?") ? 200 : 404,
  );
  // It takes everything, so what breaks a schema is found; nothing else is.
  expect(exit).toBe(1);
  expect(
    events.flatMap((event) =>
      event.type === "finding" && !["refused-as-described", "undeclared-method"].includes(event.finding.check)
        ? [event.finding.message]
        : [],
    ),
  ).toEqual([]);
  const first = (path: string): Seen =>
    seen.find(({ target, method }) => target.startsWith(path) && method !== "GET") ?? seen.find(({ target }) => target.startsWith(path))!;
  expect(cases("putTree/boundary/#/children").length).toBeGreaterThan(2);
  expect(cases("odd/boundary/#/map").length).toBeGreaterThan(1);
  const search = seen.find(
    ({ target, headers }) => target.startsWith("/search?") && target.includes("filter") && headers.get("x-ids") !== null,
  )!;
  expect(search.target).toMatch(/filter%5Bfrom%5D=1/);
  expect(search.headers.get("cookie")).toBe("seen=yes");
  expect(search.headers.get("x-ids")).toBe("1,2");
  const example = seen.filter(({ target }) => target.startsWith("/search?")).map(({ target }) => target);
  expect(example.some((target) => /&ids=1&names=a%2Cb,a%2Cb&where=%7B%22x%22%3Atrue%7D$/.test(target))).toBe(true);
  expect(first("/upload").headers.get("content-type")).toMatch(/^multipart\/form-data; boundary=/);
  expect(seen.some(({ text }) => /name="photo"; filename="photo"\r\ncontent-type: application\/octet-stream/.test(text))).toBe(true);
  expect(seen.some(({ text }) => text === "a%20b=c%26d%3De")).toBe(true);
  expect(events).toContainEqual(expect.objectContaining({ type: "skipped", case: "xml/example", reason: "not-expressible" }));
});

test("one operation that cannot be written does not take the others with it", async () => {
  const { cases } = await runInline(FOREIGN, () => 200, { only: "form/" });
  expect(cases("form/example")).toEqual(["form/example/default"]);
});

test("every server of an API is asked for its own operations", async () => {
  const folder = mkdtempSync(join(tmpdir(), "servers-"));
  const file = join(folder, "api.json");
  const operation = (operationId: string, servers?: object[]): object => ({
    operationId,
    responses: { "200": { description: "ok" } },
    ...(servers ? { servers } : {}),
  });
  const servers = (name: string): object[] => [{ url: `http://${name}.example`, "x-server": name }];
  writeFileSync(
    file,
    JSON.stringify({
      openapi: "3.1.0",
      "x-gatehouse": 1,
      info: { title: "Two", version: "1" },
      servers: servers("users"),
      paths: { "/a": { get: operation("a") }, "/b": { get: operation("b", servers("keys")) } },
    }),
  );
  const urls: string[] = [];
  const target = inProcessTarget({
    handler: () => ({
      baseUrl: { users: "http://u.example/x", keys: "http://k.example" },
      fetch: (request) => {
        urls.push(request.url);
        return new Response();
      },
    }),
  });
  await run({ description: await loadDescription(file), config: { servers: {}, accounts: {} }, target, only: "a/example" });
  await run({ description: await loadDescription(file), config: { servers: {}, accounts: {} }, target, only: "b/example" });
  expect(urls).toEqual(["http://u.example/x/a", "http://k.example/b"]);
});

test("examples of a body are sent in each of its media types; one that cannot be written is told and takes nothing with it", async () => {
  const content = {
    "multipart/form-data": {
      schema: { type: "object", properties: { name: { type: "string" }, active: { type: "boolean" } } },
      examples: { part: { value: { name: "a form", active: true } } },
    },
    "application/json": { schema: { type: "object" }, examples: { one: { value: { name: "json" } }, two: { value: { name: "more" } } } },
    "application/xml": { schema: { type: "object" }, examples: { tree: { value: { name: "xml" } } } },
  };
  const paths = { "/things": { post: { operationId: "post", requestBody: { content }, responses: ok } } };
  const { cases, seen, events } = await runInline({ paths }, () => 200, { only: "post/example" });
  expect(cases()).toEqual(["post/example/multipart~1form-data/part", "post/example/one", "post/example/two"]);
  expect(seen.map(({ headers }) => headers.get("content-type")?.split(";")[0])).toContain("multipart/form-data");
  expect(seen.some(({ text }) => text.includes('name="active"\r\n\r\ntrue\r\n'))).toBe(true);
  expect(events).toContainEqual(expect.objectContaining({ type: "skipped", case: "post/example/application~1xml" }));
});
