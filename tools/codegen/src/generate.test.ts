import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadDescription } from "@gatehouse/description";
import { beforeAll, describe, expect, test } from "vitest";
import { type Generated, generate, generateApi } from "./generate.js";
import { compile } from "./testing/compile.js";
import { describeApi, LIBRARY, operation } from "./testing/describe.js";
import { examplesIn } from "./testing/examples.js";

const inFolder = (files: ReadonlyMap<string, string>) => [...files].map(([name, text]) => [`generated/${name}`, text] as const);
const compileWith = (files: ReadonlyMap<string, string>, user: string) => compile([...inFolder(files), ["user.ts", user]]).errors;
const nothing = { "200": { description: "Done" } };

describe("a description with one of everything", () => {
  let library: Generated;
  beforeAll(async () => {
    library = await generateApi(await loadDescription(LIBRARY));
  });

  test("gives five files, each with the name of its script in the first line", () => {
    expect([...library.files.keys()]).toEqual(["schema.ts", "models.ts", "operations.ts", "client.ts", "validation.ts"]);
    for (const text of library.files.values()) expect(text.split("\n")[0]).toContain("gatehouse-codegen");
  });

  test("compiles, as strictly as can be", () => {
    expect(compile(inFolder(library.files)).errors).toEqual([]);
  });

  test("only models.ts reads schema.ts, so that what writes it can be exchanged", () => {
    for (const [name, text] of library.files) expect(text.includes("./schema.js"), name).toBe(name === "models.ts");
  });

  test("is typed as documented: open enums, nulls, bytes, pages, jobs, empty answers, errors by status", () => {
    const user = `
      import { isApiError } from "@gatehouse/runtime";
      import type { Library, LibraryCredentials } from "./generated/client.js";
      import type { Book, State } from "./generated/models.js";
      type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
      const yes = <T extends true>(): T | undefined => undefined;
      declare const library: Library;
      yes<Equal<State, "ON_SHELF" | "LENT" | (string & {})>>();
      yes<Equal<Book["language"], "EN" | "DE" | (string & {}) | null | undefined>>();
      yes<Equal<LibraryCredentials, { readonly readerId: string; readonly password: string }>>();
      export const open: State = "somewhere new";
      export async function use(): Promise<void> {
        const cover = await library.getCover({ bookId: "b" });
        yes<Equal<typeof cover, Blob>>();
        const none = await library.setCover({ bookId: "b", body: cover });
        yes<Equal<typeof none, undefined>>();
        for await (const book of library.listBooks.items({ pageSize: 3, tag: undefined })) yes<Equal<typeof book, Book>>();
        for await (const page of library.searchBooks.pages()) yes<Equal<typeof page, Book[]>>();
        const job = await library.importBooks();
        const books = await job.wait({ onProgress: (progress) => { yes<Equal<typeof progress.state, "RUNNING" | "DONE" | "FAILED">>(); } });
        yes<Equal<typeof books, Book[]>>();
        library.importBooks.resume(job.serialize()).id satisfies string;
        const settled = await library.importBooks.result();
        if (settled.ok) settled.data.state satisfies "RUNNING" | "DONE" | "FAILED";
        const text = await library.getHealth();
        yes<Equal<typeof text, string>>();
        try { await library.addBook({ body: { id: "1", title: "t", state: "LENT" } }); }
        catch (error) { if (isApiError(error, library.addBook, 409)) error.body.takenBy satisfies string; }
      }
      // @ts-expect-error the id is missing
      library.getBook({});
      // @ts-expect-error 418 is not declared
      isApiError(0, library.getBook, 418);
      // @ts-expect-error this list has no pages
      library.getBook.items;
      // @ts-expect-error there is no such key
      library.listBooks({ pagesize: 3 });
      // @ts-expect-error it has no input
      library.getHealth({ id: "1" });
    `;
    expect(compileWith(library.files, user)).toEqual([]);
  });

  test("is named in editors as the description names it, not spelled out", () => {
    const user = `
      import { isApiError } from "@gatehouse/runtime";
      import type { Library } from "./generated/client.js";
      declare const library: Library;
      export async function use(): Promise<void> {
        try { const book = await library.getBook({ bookId: "b" }); book; } catch (error) { if (isApiError(error, library.getBook)) error.body; }
        const job = await library.importBooks(); job;
        for await (const each of library.listBooks.items()) each;
      }
    `;
    const compiled = compile([...inFolder(library.files), ["user.ts", user]]);
    const types = ["book", "error.body", "job", "each"].map((text) => compiled.typeOf("user.ts", text));
    expect(types).toEqual(["Book", "Problem", "Job<Book[], Import>", "Book"]);
  });

  test("every example in the documentation compiles", () => {
    const examples = examplesIn(library.files.get("client.ts") as string);
    expect(examples.length).toBe(library.operations);
    const user = `
      import type { Library } from "./generated/client.js";
      declare const library: Library;
      declare const process: { readonly env: Record<string, string | undefined> };
      declare const console: { log(value: unknown): void };
      ${examples.map((example, index) => `export async function example${index}() {\n${example}\n}`).join("\n")}
    `;
    expect(compileWith(library.files, user)).toEqual([]);
  });

  test("says in the documentation what an operation needs, how it fails, how often it is sent and how sure that is", () => {
    const client = library.files.get("client.ts") as string;
    expect(client).toContain("Needs `BOOKS:VIEW` from a library role.");
    expect(client).toContain("Needs an acquisitions role.");
    expect(client).toContain("@throws {ApiError} 409: The id is taken, with `AddBookAnswer409`.");
    expect(client).toContain("@throws {ApiError} 404: No such book, without a body.");
    expect(client).toContain("Never sent again once the server may have acted on it.");
    expect(client).toContain("@deprecated since 2.0, gone in 3.0");
    expect(client).toContain("Evidence: 1 documented.");
    expect(client).toContain("/** Books per page. 1 to 100. Default: `20`. */");
    expect(library.files.get("schema.ts")).toContain("/** End of the session. ISO 8601 date and time. */");
  });

  test("writes the data that the runtime works with", () => {
    const operations = library.files.get("operations.ts") as string;
    expect(operations).toContain('params: [["bookId", "path", "book-id"]]');
    expect(operations).toContain('["tag", "query", "tag", "form-unexploded"]');
    expect(operations).toContain('pagination: { style: "cursor", items: "/books", next: "/next", cursor: "/cursor" }');
    expect(operations).toContain('pagination: { style: "page", items: "", page: "/body/page", first: 1, size: "/body/size" }');
    expect(operations).toContain('result: { operation: "getImportResult", id: "/id", once: true }');
    expect(operations).toContain('needs: ["readerId", "password"], identity: ["readerId"]');
    expect(operations).toContain('inputs: [["/body/reader", "readerId"], ["/body/password", "password"]]');
  });

  test("refers to the parts of the runtime that an operation needs, and imports no other", () => {
    const operations = library.files.get("operations.ts") as string;
    expect(operations).toContain('import { pages as $pages, jobs as $jobs, lists as $lists } from "@gatehouse/runtime";');
    expect(operations.match(/parts: .*/g)).toEqual([
      "parts: { pages: $pages, lists: $lists },",
      "parts: { jobs: $jobs },",
      "parts: { pages: $pages },",
    ]);
  });
});

test("the same bytes twice, and whatever the order of paths inside the shared files", async () => {
  const first = await generate(await loadDescription(LIBRARY));
  const folder = await mkdtemp(join(tmpdir(), "gatehouse-codegen-"));
  try {
    const copy = join(folder, "library");
    await cp(LIBRARY, copy, { recursive: true });
    for (const name of ["schemas.yaml", "paths.yaml"]) {
      const blocks = (await readFile(join(copy, name), "utf8")).split(/^(?=\S)/m);
      await writeFile(join(copy, name), blocks.reverse().join(""));
    }
    const second = await generate(await loadDescription(copy));
    expect([...second]).toEqual([...first]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test("the same bytes, whatever the order of components", async () => {
  const names = ["Beta", "Alpha", "Gamma"];
  const build = (order: readonly string[]) => {
    const schemas = Object.fromEntries(order.map((name) => [name, { type: "object", properties: { [name]: { type: "string" } } }]));
    const paths = Object.fromEntries(
      names.map((name) => [`/${name}`, { get: operation(`get${name}`, { schema: { $ref: `#/components/schemas/${name}` } }) }]),
    );
    return describeApi({ paths, schemas });
  };
  expect([...(await generate(await build([...names].reverse())))]).toEqual([...(await generate(await build(names)))]);
});

describe.each([1, 2, 6])("an operation that declares %i errors", (count) => {
  const errors = [400, 401, 403, 404, 409, 500].slice(0, count);
  const user = (handled: readonly number[]) => `
    import { isApiError } from "@gatehouse/runtime";
    import type { Demo } from "./generated/client.js";
    declare const demo: Demo;
    export async function use(): Promise<unknown> {
      try { return await demo.find(); } catch (error) {
        if (!isApiError(error, demo.find)) throw error;
        switch (error.status) {
          ${handled.map((status) => `case ${status}: return error.body.ok satisfies boolean | undefined;`).join("\n")}
          default: return error satisfies never;
        }
      }
    }
    export async function settle(): Promise<unknown> {
      const settled = await demo.find.result();
      if (settled.ok) return settled.data.ok;
      if (settled.error.code !== "api_error") return settled.error.message;
      switch (settled.error.status) {
        ${handled.map((status) => `case ${status}: return settled.error.body.ok;`).join("\n")}
        default: return settled.error satisfies never;
      }
    }
  `;
  const client = async () => generate(await describeApi({ paths: { "/x": { get: operation("find", { errors }) } } }));

  test("is handled by a switch that the compiler knows to be complete", async () => {
    expect(compileWith(await client(), user(errors))).toEqual([]);
  });

  test("is refused by the compiler when one is forgotten, at the very switch", async () => {
    const found = compileWith(await client(), user(errors.slice(1)));
    expect(found).toHaveLength(2);
    for (const line of found) expect(line).toContain("TS1360");
  });
});

test("an operation that declares no error says so to the compiler, until the day it does", async () => {
  const user = `
    import { isApiError } from "@gatehouse/runtime";
    import type { Demo } from "./generated/client.js";
    declare const demo: Demo;
    export async function use(): Promise<unknown> {
      try { return await demo.find(); } catch (error) {
        if (isApiError(error, demo.find)) error.status satisfies never;
        throw error;
      }
    }
  `;
  const client = async (errors: readonly number[]) =>
    generate(await describeApi({ paths: { "/x": { get: operation("find", { errors }) } } }));
  expect(compileWith(await client([]), user)).toEqual([]);
  expect(compileWith(await client([404]), user)).toEqual([expect.stringContaining("user.ts:7 TS1360")]);
});

test("several documented successes are one union; an empty one is undefined in it", async () => {
  const paths = {
    "/x": {
      post: {
        operationId: "bind",
        responses: { "200": jsonOf({ type: "string" }), "201": { description: "New" }, "204": { description: "Old" } },
      },
    },
  };
  const client = (await generate(await describeApi({ paths }))).get("client.ts");
  expect(client).toContain("Promise<string | undefined>");
});

test("without x-gatehouse, keys of the same name mean nothing", async () => {
  const schemas = {
    Thing: {
      type: "object",
      properties: { state: { type: "string", "x-extensible-enum": ["A"] }, pin: { type: "string", "x-sensitive": true } },
    },
  };
  const paths = {
    "/x": {
      get: {
        operationId: "find",
        "x-pagination": { type: "offset" },
        "x-retry": { max: 3 },
        "x-access": "admin",
        "x-lifecycle": "beta",
        responses: { "200": jsonOf({ $ref: "#/components/schemas/Thing" }) },
      },
    },
  };
  const files = await generate(await describeApi({ paths, schemas, gatehouse: false }));
  expect(files.get("schema.ts")).toMatch(/state\?: string;/);
  expect(files.get("operations.ts")).not.toMatch(/pagination|sensitive/);
  expect(files.get("client.ts")).not.toMatch(/Evidence|Pages|Since/);
  expect(compile(inFolder(files)).errors).toEqual([]);
});

test("security schemes of every kind become logins and credentials", async () => {
  const securitySchemes = {
    key: { type: "apiKey", in: "query", name: "api_key" },
    "basic-auth": { type: "http", scheme: "basic" },
    bearer: { type: "http", scheme: "bearer" },
    oauth: { type: "oauth2", flows: {} },
    cert: { type: "mutualTLS" },
  };
  const security = Object.keys(securitySchemes).map((name) => ({ [name]: [] }));
  const { files, unsupported } = await generateApi(
    await describeApi({ paths: { "/x": { get: operation("find", { security }) } }, components: { securitySchemes } }),
  );
  const operations = files.get("operations.ts");
  expect(operations).toContain('key: { needs: ["key"], token: { credential: "key" }, in: "query", key: "api_key", send: "{token}" }');
  expect(operations).toContain(
    '"basic-auth": { needs: ["basicAuth"], token: { credential: "basicAuth" }, in: "header", key: "Authorization", send: "Basic {token}" }',
  );
  expect(operations).toContain('send: "Bearer {token}"');
  expect(files.get("client.ts")).toContain("readonly basicAuth?: string | undefined;");
  expect(unsupported.join("\n")).toMatch(/OAuth flows.*\nmutual TLS/);
  expect(compile(inFolder(files)).errors).toEqual([]);
});

test("a login may send what OpenAPI lets no operation declare: an Authorization header", async () => {
  const securitySchemes = {
    token: {
      type: "http",
      scheme: "bearer",
      "x-login": {
        operationId: "logIn",
        inputs: {
          "$request.header.Authorization": { transform: "base64-basic", of: ["client", "secret"] },
          "$request.query.grant_type": { constant: "client_credentials" },
        },
        token: "$response.body#/access_token",
        expiresIn: "$response.body#/expires_in",
        send: "Bearer {token}",
      },
    },
  };
  const parameters = [{ name: "grant_type", in: "query", required: true, schema: { type: "string" } }];
  const paths = {
    "/token": { post: operation("logIn", { parameters, security: [] }) },
    "/x": { get: operation("find", { security: [{ token: [] }] }) },
  };
  const files = await generate(await describeApi({ paths, components: { securitySchemes } }));
  expect(files.get("operations.ts")).toContain(
    'params: [["grantType", "query", "grant_type"], ["authorization", "header", "Authorization"]]',
  );
  expect(files.get("operations.ts")).toContain(
    'inputs: [["/authorization", { transform: "base64-basic", of: ["client", "secret"] }], ["/grantType", { constant: "client_credentials" }]]',
  );
  expect(files.get("operations.ts")).toContain('needs: ["client", "secret"], identity: ["client"]');
  expect(files.get("operations.ts")).toContain("parts: { transforms: $transforms }");
  expect(files.get("client.ts")).not.toMatch(/readonly authorization/);
  expect(files.get("client.ts")).toMatch(/readonly client: string;\n {2}readonly secret: string;/);
});

test("raw bytes are a Blob for the low-level client too, with or without a type or a schema", async () => {
  const image = (media: object) => ({ responses: { "200": { description: "Done", content: { "image/png": media } } } });
  const bytes = { contentMediaType: "image/png" };
  const paths = {
    "/a": { get: { operationId: "typed", ...image({ schema: { type: "string", ...bytes } }) } },
    "/b": { get: { operationId: "untyped", ...image({ schema: bytes }) } },
    "/c": { get: { operationId: "bare", ...image({}) } },
  };
  const files = await generate(await describeApi({ paths }));
  expect(files.get("schema.ts")?.match(/"image\/png": \w+/g)).toEqual(Array(3).fill('"image/png": Blob'));
});

test("answers without content or of any type are typed as what comes", async () => {
  const all = (type: string) => ({ "200": { description: "Done", content: { [type]: { schema: { type: "string" } } } } });
  const paths = {
    "/a": { get: { operationId: "any", responses: all("*/*") }, head: { operationId: "head", responses: all("application/json") } },
    "/b": {
      get: { operationId: "form", responses: all("application/x-www-form-urlencoded") },
      put: { operationId: "image", responses: all("image/*") },
    },
  };
  const files = await generate(await describeApi({ paths }));
  const answers = [...(files.get("client.ts") as string).matchAll(/\): Promise<(.*)>;/g)].map((match) => match[1]);
  expect(answers).toEqual(["unknown", "undefined", "string", "Blob"]);
  expect(files.get("operations.ts")).toMatch(/method: "HEAD",\n.*\n {2}responses: \{ 200: \$media1/);
  expect(compile(inFolder(files)).errors).toEqual([]);
});

test("what a description forbids in one place cannot be given there", async () => {
  const shared = { type: "object", properties: { role: { type: "string" } } };
  const body = { allOf: [{ $ref: "#/components/schemas/Shared" }], type: "object", properties: { role: { not: {} } } };
  const requestBody = { required: true, content: { "application/json": { schema: body } } };
  const files = await generate(
    await describeApi({ schemas: { Shared: shared }, paths: { "/x": { post: operation("create", { requestBody }) } } }),
  );
  const user = `
    import type { Demo } from "./generated/client.js";
    declare const demo: Demo;
    demo.create({ body: {} });
    // @ts-expect-error no role here
    demo.create({ body: { role: "admin" } });
  `;
  expect(compileWith(files, user)).toEqual([]);
});

test("a status that HTTP gives no content has none, whatever is declared for it, and that is told", async () => {
  const content = { "application/json": { schema: { type: "string" } } };
  const responses = { "200": { description: "Done", content }, "204": { description: "Gone", content } };
  const { files, unsupported } = await generateApi(await describeApi({ paths: { "/x": { delete: { operationId: "drop", responses } } } }));
  expect(files.get("client.ts")).toContain("): Promise<string | undefined>;");
  expect(files.get("operations.ts")).toContain("$media1: readonly string[] = [];");
  expect(files.get("operations.ts")).toContain("{ 200: $media0, 204: $media1 }");
  expect(unsupported).toEqual(["content with status 204: HTTP has none – drop (demo.json:1)"]);
});

test("what the client does not carry is listed, each feature once, with a place", async () => {
  const xml = { content: { "application/xml": { schema: { type: "string" } } } };
  const paths = {
    "/x": {
      post: operation("a", { callbacks: { done: {} }, requestBody: xml }),
      trace: operation("b"),
      get: { operationId: "c", responses: { ...nothing, "4XX": { description: "No" }, default: { description: "Else" } } },
      put: { operationId: "d", responses: { ...nothing, default: { description: "Else" } } },
    },
    "/y/{id}": {
      get: operation("e", { parameters: [{ name: "id", in: "path", required: true, style: "matrix", schema: { type: "string" } }] }),
    },
  };
  const { unsupported } = await generateApi(
    await describeApi({
      paths,
      schemas: { S: { type: "object", not: { required: ["a"] }, properties: { id: { type: "string", readOnly: true } } } },
    }),
  );
  expect(unsupported.map((line) => line.replace(/ – .*/, ""))).toEqual([
    "callbacks",
    "XML bodies: sent and given as text",
    "method TRACE: fetch refuses to send it",
    "status 4XX: not in the types, thrown as UndeclaredStatusError",
    "status default: not in the types, thrown as UndeclaredStatusError",
    "parameter style matrix",
    "conditional rules (if, not, dependentRequired …): checked by the server, not by the types",
    "readOnly properties: in the types of both directions",
  ]);
  expect(unsupported[4]).toMatch(/ – c \(demo\.json:1\) and 1 more$/);
});

describe("a description that contradicts itself is refused where it does", () => {
  const poll = (id: string) => ({
    id: "$response.body#/id",
    status: { operationId: id, id: "$request.path.id", state: "$response.body#/state" },
    done: ["D"],
    failed: [],
    result: { operationId: "find", id: "$request.path.id", once: false },
  });
  test.each([
    [
      "an expression that is none",
      { "x-pagination": { style: "cursor", items: "body", next: "$response.body#/n", cursor: "$request.query.c" } },
      /"body" in x-pagination/,
    ],
    [
      "a parameter that is not there",
      { "x-pagination": { style: "cursor", items: "$response.body#/i", next: "$response.body#/n", cursor: "$request.query.c" } },
      /the name of a query parameter of find/,
    ],
    [
      "an operation that is not there",
      { "x-poll": poll("nowhere") },
      /"nowhere" in x-poll .* – demo\.json:1:\d+ – it must be the operationId/,
    ],
  ])("%s", async (_, extension, message) => {
    await expect(generate(await describeApi({ paths: { "/x": { get: operation("find", extension) } } }))).rejects.toThrow(message);
  });
});

function jsonOf(schema: unknown) {
  return { description: "Done", content: { "application/json": { schema } } };
}

test("an answer that may have no body is typed as such, and the descriptor says it", async () => {
  const done = { ...jsonOf({ type: "object", properties: { error: { type: "string" } } }), "x-may-be-empty": true };
  const files = await generate(await describeApi({ paths: { "/x": { post: operation("unbind", { responses: { "200": done } }) } } }));
  expect(files.get("client.ts")).toMatch(/Promise<UnbindAnswer \| undefined>/);
  expect(files.get("operations.ts")).toContain('["application/json", ""]');
});
