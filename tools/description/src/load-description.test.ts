import { rmSync } from "node:fs";
import { expect, test } from "vitest";
import { folderOf, HEAD } from "../test/fixture.js";
import { formatLocation, loadDescription, type Node, walkDescription } from "./index.js";

const MANY_FILES = {
  "openapi.yaml": `${HEAD}security: [{ token: [] }]
paths:
  /tenants/{id}: { $ref: "paths/tenants.yaml#/tenant" }
  /login:
    post:
      operationId: login
      security: []
      responses: { default: { description: any }, 4XX: { description: wrong }, "200": { description: ok }, "101": { description: early } }
components:
  parameters:
    locale: { name: locale, in: query, schema: { type: string, example: de } }
  responses:
    NotFound:
      description: unknown
      content:
        Application/JSON:
          schema: { $ref: "schemas/errors.yaml" }
          examples: { unknown: { summary: Unknown id, value: { code: gone } } }
  securitySchemes:
    token:
      type: apiKey
      in: query
      name: session
      x-login: { operationId: login, token: "$response.body#/token", send: "{token}" }
    basic: { type: http, scheme: basic }
`,
  "paths/tenants.yaml": `tenant:
  parameters:
    - { name: id, in: path, required: true, schema: { type: string } }
    - { name: locale, in: query, schema: { type: string }, description: of the path }
  delete:
    operationId: deleteTenant
    x-vendor-operation-id: deleteUsingDELETE
    x-retry: never
    x-on-invalid: ignore
    x-unreached: { "404": { reason: held-back, note: Not yet. } }
    servers: [{ url: https://other.example, x-server: gmi }]
    parameters:
      - $ref: ../openapi.yaml#/components/parameters/locale
    responses:
      "404": { $ref: "../openapi.yaml#/components/responses/NotFound" }
      "204":
        description: gone
        headers: { X-Left: { required: true, schema: { type: integer } } }
        links:
          again: { operationId: login, parameters: { a: 1 } }
          byRef: { operationRef: "#/paths/~1login/post" }
  put:
    requestBody:
      required: true
      content:
        application/json:
          schema: { $ref: "../schemas/tenant.yaml#/Tenant" }
          example: { id: a }
    responses: { "200": { description: ok } }
`,
  "schemas/tenant.yaml": `Tenant:
  type: object
  properties:
    id: { type: string }
    parent: { $ref: "#/Tenant" }
`,
  "schemas/errors.yaml": "type: object\nproperties: { code: { type: string } }\n",
};

test("reads a description of several files into views", async () => {
  const description = await loadDescription(folderOf(MANY_FILES));
  expect(description).toMatchObject({ id: "demo", title: "Demo", vendorRelease: "5.36", gatehouse: true });
  expect(description.operations.map(({ id, method, path }) => `${id} ${method} ${path}`)).toEqual([
    "deleteTenant DELETE /tenants/{id}",
    "putTenantsId PUT /tenants/{id}",
    "login POST /login",
  ]);
  const operation = description.operation("deleteTenant");
  expect(operation).toMatchObject({ vendorId: "deleteUsingDELETE", retry: "never", onInvalid: "ignore", server: "gmi" });
  expect(operation.security).toEqual([[{ scheme: "token", scopes: [] }]]);
  expect(operation.responses.map(({ status }) => status)).toEqual([204, 404]);
  expect(operation.responses[0]!.headers).toMatchObject([{ name: "X-Left", required: true }]);
  expect(operation.responses[0]!.links).toMatchObject([
    { name: "again", operationId: "login", parameters: { a: 1 } },
    { name: "byRef", operationId: "login" },
  ]);
  expect(operation.responses[1]).toMatchObject({ unreached: { reason: "held-back" } });
  expect(operation.responses[1]!.media).toMatchObject([
    { type: "application/json", schema: { name: "errors" }, examples: [{ name: "unknown", value: { code: "gone" } }] },
  ]);
  expect(description.operation("login").security).toEqual([]);
  expect(description.operation("login").responses.map(({ status }) => status)).toEqual([101, 200, "4XX", "default"]);
  expect(description.operation("putTenantsId")).toMatchObject({ retry: "idempotent", laws: [], body: { required: true } });
  expect(description.securitySchemes.get("token")).toMatchObject({ in: "query", key: "session", login: { operationId: "login" } });
  expect(description.securitySchemes.get("basic")).toMatchObject({ in: "header", key: "Authorization" });
});

test("an operation's parameter replaces the path item's of the same name and place", async () => {
  const description = await loadDescription(folderOf(MANY_FILES));
  const parameters = description.operation("deleteTenant").parameters;
  expect(parameters.map(({ name, in: place, required, style, explode }) => [name, place, required, style, explode])).toEqual([
    ["locale", "query", false, "form", true],
    ["id", "path", true, "simple", false],
  ]);
  expect(parameters[0]).toMatchObject({ description: undefined, onInvalid: "ignore", examples: [{ name: "default", value: "de" }] });
  expect(parameters[0]!.use).toEqual({ $ref: "../openapi.yaml#/components/parameters/locale" });
});

test("every node is located at the key that names it, in the file where it stands", async () => {
  const description = await loadDescription(folderOf(MANY_FILES));
  const tenant = description.operation("putTenantsId").body!.media[0]!.schema!;
  expect(tenant.name).toBe("Tenant");
  const { parent } = tenant.resolved["properties"] as { parent: Node };
  expect(description.locate(parent)).toEqual({ file: "schemas/tenant.yaml", line: 5, column: 5, pointer: "/Tenant/properties/parent" });
  expect(description.resolve(parent)).toBe(tenant.resolved);
  expect(formatLocation(description.locate(description.root, "paths"))).toBe("openapi.yaml:6:1");
  expect(formatLocation(description.locate(description.operation("deleteTenant").node, "x-retry"))).toBe("paths/tenants.yaml:8:5");
  expect(formatLocation(description.locate(description.operation("deleteTenant").parameters[0]!.use))).toBe("paths/tenants.yaml:13:9");
  expect(() => description.locate({})).toThrow(/not of this description/);
});

test("aliases and merge keys are located at their anchor, items at themselves", async () => {
  const folder = folderOf({
    "openapi.yaml": `${HEAD}x-shared:
  id: &id { type: string, minLength: 1 }
  all: &all { properties: { id: *id } }
components:
  schemas:
    A:
      <<: *all
      type: object
      allOf:
        - { required: [id] }
paths: {}
`,
  });
  const description = await loadDescription(folder);
  const schema = description.schemas.get("A")!.resolved;
  expect(formatLocation(description.locate(schema, "properties"))).toBe("openapi.yaml:7:15");
  expect(formatLocation(description.locate((schema["allOf"] as Node[])[0]!))).toBe("openapi.yaml:14:11");
});

test("columns count characters of the text after line ends became line feeds and the byte-order mark went", async () => {
  const folder = folderOf({ "openapi.yaml": `\uFEFF${HEAD}paths: {}\n`.replaceAll("\n", "\r\n") });
  const description = await loadDescription(folder);
  expect(formatLocation(description.locate(description.root, "paths"))).toBe("openapi.yaml:5:1");
});

test("a JSON file is read and located, tabs and all", async () => {
  const document = {
    openapi: "3.0.3",
    info: { title: "J", version: "1" },
    paths: { "/a": { get: { operationId: "getA", responses: {} } } },
  };
  const description = await loadDescription(`${folderOf({ "api.json": JSON.stringify(document, null, "\t") })}/api.json`);
  expect(description.id).toBe("api");
  expect(formatLocation(description.locate(description.operation("getA").node))).toBe("api.json:9:4");
  expect(await description.bundle()).toMatchObject({ paths: { "/a": { get: { operationId: "getA" } } } });
});

test("without x-gatehouse: 1 our keys are somebody else's", async () => {
  const files = { ...MANY_FILES, "openapi.yaml": MANY_FILES["openapi.yaml"].replace("x-gatehouse: 1\n", "") };
  const operation = (await loadDescription(folderOf(files))).operation("deleteTenant");
  expect(operation).toMatchObject({ vendorId: undefined, retry: "idempotent", onInvalid: "refuse", server: "default" });
});

test("schemas have the names that the bundle gives them", async () => {
  const description = await loadDescription(
    folderOf({
      "openapi.yaml": `${HEAD}paths:
  /a: { get: { responses: { "200": { description: ok, content: { application/json: { schema: { $ref: "a.yaml#/Thing" } } } } } } }
  /b: { get: { responses: { "200": { description: ok, content: { application/json: { schema: { $ref: "b.yaml#/Thing" } } } } } } }
components:
  schemas:
    Mine: { type: string }
    Named: { $ref: "c.yaml#/Other" }
    Tenant: { $ref: "c.yaml#/Tenant" }
`,
      "a.yaml": "Thing: { type: object, properties: { a: { $ref: whole.yaml } } }\n",
      "b.yaml": "Thing: { type: integer }\n",
      "c.yaml": "Other: { type: boolean }\nTenant: { type: object }\n",
      "whole.yaml": "type: number\n",
    }),
  );
  const bundle = (await description.bundle()) as { components: { schemas: object } };
  expect([...description.schemas.keys()].sort()).toEqual(Object.keys(bundle.components.schemas).sort());
  expect([...description.schemas.keys()].sort()).toEqual(["Mine", "Named", "Other", "Tenant", "Thing", "Thing-2", "whole"]);
  for (const operation of description.operations) {
    const name = operation.responses[0]!.media[0]!.schema!.name;
    expect(bundle).toHaveProperty(
      ["paths", operation.path, "get", "responses", "200", "content", "application/json", "schema", "$ref"],
      `#/components/schemas/${name}`,
    );
  }
});

test("a bundle is the same twice and leaves the description as it was", async () => {
  const folder = folderOf(MANY_FILES);
  const description = await loadDescription(folder);
  const before = JSON.stringify(description.root);
  // What was loaded counts, not what the disk has become.
  rmSync(folder, { recursive: true });
  const [first, second] = [await description.bundle(), await description.bundle()];
  expect(JSON.stringify(second)).toBe(JSON.stringify(first));
  expect(JSON.stringify(description.root)).toBe(before);
  expect(JSON.stringify(first)).toContain('"x-vendor-operation-id":"deleteUsingDELETE"');
  expect(JSON.stringify(first)).not.toContain(".yaml");
});

test("a name that is not there names the nearest that is", async () => {
  const description = await loadDescription(folderOf(MANY_FILES));
  expect(() => description.operation("deleteTenat")).toThrow(
    'no operation "deleteTenat" – openapi.yaml:6:1 – did you mean "deleteTenant"?',
  );
});

test("a $ref inside data is data", async () => {
  const description = await loadDescription(
    folderOf({
      "openapi.yaml": `${HEAD}paths: {}
components:
  examples: { e: { value: { $ref: nowhere.yaml } }, f: { externalValue: "https://demo.example/f.json" } }
  schemas:
    A:
      type: object
      default: { $ref: nowhere.yaml }
      examples: [{ $ref: nowhere.yaml }]
      x-lifecycle: { since: "1", ref: { $ref: nowhere.yaml } }
      properties:
        $ref: { type: string }
        example: { $ref: "#/components/schemas/B" }
    B: { type: string }
`,
    }),
  );
  expect(await description.bundle()).toMatchObject({ components: { examples: { e: { value: { $ref: "nowhere.yaml" } } } } });
  const properties = description.schemas.get("A")!.resolved["properties"] as Record<string, Node>;
  expect(description.schema(properties["example"]!).name).toBe("B");
  expect(properties["$ref"]).toEqual({ type: "string" });
});

test("a reference may go through another, and by $anchor", async () => {
  const description = await loadDescription(
    folderOf({
      "openapi.yaml": `${HEAD}paths: {}
components:
  schemas:
    A: { $ref: "#/components/schemas/B" }
    B: { type: object, properties: { "a/b~c d": { $anchor: here, type: string } } }
    C: { $ref: "#/components/schemas/A/properties/a~1b~0c%20d" }
    D: { $ref: "#here" }
`,
    }),
  );
  for (const name of ["C", "D"]) expect(description.schemas.get(name)!.resolved).toMatchObject({ type: "string" });
});

test("names may begin with x-, but for paths and responses", async () => {
  const description = await loadDescription(
    folderOf({
      "openapi.yaml": `${HEAD}paths:
  x-note: { get: { responses: {} } }
  /a:
    get:
      responses:
        x-note: { description: none }
        "200": { description: ok, headers: { x-total: { schema: { type: integer } } }, links: { x-next: { operationId: getA } } }
components:
  schemas: { x-thing: { type: object, properties: { x-id: { $ref: "#/components/schemas/x-id" } } }, x-id: { type: string } }
  securitySchemes: { x-api-key: { type: apiKey, in: header, name: X-API-Key } }
`,
    }),
  );
  expect(description.operations.map(({ id }) => id)).toEqual(["getA"]);
  const { responses } = description.operation("getA");
  expect(responses.map(({ status }) => status)).toEqual([200]);
  expect([responses[0]!.headers[0]!.name, responses[0]!.links[0]!.name]).toEqual(["x-total", "x-next"]);
  expect([...description.schemas.keys(), ...description.securitySchemes.keys()]).toEqual(["x-thing", "x-id", "x-api-key"]);
  expect([...walkDescription(description)].map(({ kind, step }) => `${kind} ${step.join("/")}`)).toEqual([
    "root ",
    "info info",
    "server servers/0",
    "path-item paths//a",
    "operation get",
    "response responses/200",
    "header headers/x-total",
    "schema schema",
    "link links/x-next",
    "components components",
    "schema schemas/x-thing",
    "schema properties/x-id",
    "schema schemas/x-id",
    "security-scheme securitySchemes/x-api-key",
  ]);
});
