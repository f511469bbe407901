import ts from "typescript";
import { beforeAll, describe, expect, test } from "vitest";
import { type Generated, generateApi } from "./generate.js";
import { samplesOf } from "./samples/index.js";
import { type Compiled, compile } from "./testing/compile.js";
import { describeApi } from "./testing/describe.js";

/** What somebody would write into a description to have it run on the machine of whoever builds or reads the client. */
const EVIL =
  "*/ pwned(); /* `$" +
  "{pwned()}` \"; pwned(); ' pwned() \u2028pwned()\u2029 \n@deprecated \n```\npwned()\n``` <script>pwned()</script> \\";

const everywhere = () => {
  const schema = (name: string) => ({ $ref: `#/components/schemas/${name.replaceAll("~", "~0").replaceAll("/", "~1")}` });
  const json = (inner: unknown, example?: unknown) => ({
    "application/json": { schema: inner, ...(example !== undefined && { example }) },
  });
  return {
    name: "evil",
    root: { info: { title: EVIL, version: EVIL }, servers: [{ url: "https://x.example", description: EVIL, "x-server": EVIL }] },
    components: {
      securitySchemes: { [EVIL]: { type: "apiKey", in: "header", name: EVIL, description: EVIL } },
    },
    schemas: {
      [EVIL]: {
        type: "object",
        title: EVIL,
        description: EVIL,
        required: [EVIL],
        properties: {
          [EVIL]: { type: "string", description: EVIL, default: EVIL, example: EVIL, format: EVIL },
          closed: { type: "string", enum: [EVIL, "plain"], description: EVIL },
          open: { type: "string", "x-extensible-enum": [EVIL, "plain"] },
          only: { const: EVIL },
          __proto__x: { type: "string" },
        },
      },
    },
    paths: {
      [`/${EVIL.replace(/[{}/]/g, "")}/{id}`]: {
        summary: EVIL,
        post: {
          operationId: EVIL,
          summary: EVIL,
          description: EVIL,
          deprecated: true,
          "x-access": { permissions: [EVIL], role: EVIL },
          "x-lifecycle": { since: EVIL, deprecated: EVIL, removed: EVIL, ref: EVIL },
          "x-source": { level: "assumed", note: EVIL, about: [EVIL] },
          security: [{ [EVIL]: [EVIL] }],
          parameters: [
            { name: "id", in: "path", required: true, description: EVIL, schema: { type: "string" }, example: EVIL },
            { name: EVIL, in: "query", required: true, description: EVIL, schema: { type: "string", enum: [EVIL], default: EVIL } },
            { name: "X-Evil", in: "header", required: true, schema: { type: "string" }, example: EVIL },
          ],
          requestBody: { required: true, description: EVIL, content: json(schema(EVIL), { [EVIL]: EVIL, nested: [EVIL] }) },
          responses: {
            "200": {
              description: EVIL,
              content: {
                "application/json": { schema: { type: "object", properties: { [EVIL]: { type: "string" } } } },
                [`text/${EVIL}`]: {},
              },
            },
            "400": { description: EVIL, content: json(schema(EVIL)) },
            "418": { description: "", content: json({ type: "string", enum: [EVIL] }) },
          },
        },
      },
    },
  };
};

/** Every identifier of a program, comments and texts left out. */
function identifiers(file: ts.SourceFile): Set<string> {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) found.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

describe("a description full of code", () => {
  let generated: Generated;
  let compiled: Compiled;
  beforeAll(async () => {
    generated = await generateApi(await describeApi(everywhere()));
    compiled = compile([...generated.files].map(([name, text]) => [`generated/${name}`, text]));
  });

  test("gives a client that compiles", () => expect(compiled.errors).toEqual([]));

  test.each(["schema.ts", "models.ts", "operations.ts", "client.ts", "validation.ts"])("has none of it as code in %s", (name) => {
    expect(generated.files.get(name)).toContain("pwned");
    const names = identifiers(compiled.source(`generated/${name}`));
    expect([...names].filter((each) => each === "pwned")).toEqual([]);
  });

  test("operations.ts holds literals only: importing it runs nothing", () => {
    const kinds = new Set<ts.SyntaxKind>();
    const visit = (node: ts.Node): void => {
      kinds.add(node.kind);
      ts.forEachChild(node, visit);
    };
    visit(compiled.source("generated/operations.ts"));
    for (const kind of [
      "CallExpression",
      "NewExpression",
      "TemplateExpression",
      "NoSubstitutionTemplateLiteral",
      "TaggedTemplateExpression",
      "SpreadAssignment",
    ] as const) {
      expect(kinds.has(ts.SyntaxKind[kind]), kind).toBe(false);
    }
  });

  test("validation.ts calls one function of ours and nothing else", () => {
    const called = new Set<string>();
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node)) called.add(node.expression.getText());
      expect(ts.isNewExpression(node) || ts.isTemplateLiteral(node) || ts.isTaggedTemplateExpression(node), node.getText()).toBe(false);
      ts.forEachChild(node, visit);
    };
    visit(compiled.source("generated/validation.ts"));
    expect([...called]).toEqual(["$answer"]);
  });

  test("client.ts, models.ts and schema.ts hold types only", () => {
    for (const name of ["client.ts", "models.ts", "schema.ts"]) {
      const { statements } = compiled.source(`generated/${name}`);
      for (const statement of statements) {
        expect([ts.SyntaxKind.ImportDeclaration, ts.SyntaxKind.InterfaceDeclaration, ts.SyntaxKind.TypeAliasDeclaration], name).toContain(
          statement.kind,
        );
      }
    }
  });

  test("brings no tag into the documentation: what is not deprecated stays so", async () => {
    const parts = everywhere();
    for (const path of Object.values(parts.paths)) (path.post as { deprecated?: boolean }).deprecated = false;
    const client = (await generateApi(await describeApi(parts))).files.get("client.ts") as string;
    expect(client).not.toMatch(/\* @deprecated/);
    expect(client).toMatch(/\\@deprecated/);
  });

  test("hides nothing behind control characters or line separators", () => {
    for (const [name, text] of generated.files)
      for (const hidden of ["\u2028", "\u2029", "\u202e"]) expect(text.includes(hidden), name).toBe(false);
  });

  test("leaves its samples' TypeScript a program that calls the client and nothing else", async () => {
    const description = await describeApi(everywhere());
    const samples = await samplesOf(description);
    const [typescript] = samples(description.operations[0]!);
    const names = identifiers(ts.createSourceFile("sample.ts", typescript!.code, ts.ScriptTarget.ES2022));
    expect(names).not.toContain("pwned");
  });
});

test("keys that mean something to JavaScript stay data", async () => {
  const paths = {
    "/x": {
      get: { operationId: "__proto__", responses: { "200": { description: "Done" } } },
      put: { operationId: "constructor", responses: { "200": { description: "Done" } } },
    },
  };
  const schemas = JSON.parse('{"Thing":{"type":"object","properties":{"__proto__":{"type":"string"},"constructor":{"type":"string"}}}}');
  const { files } = await generateApi(await describeApi({ paths, schemas }));
  expect(compile([...files].map(([name, text]) => [`generated/${name}`, text])).errors).toEqual([]);
  expect(files.get("operations.ts")).toMatch(/^ {4}proto,\n {4}constructor/m);
  expect(files.get("schema.ts")).toMatch(/__proto__\?: string/);
});

describe("names that would collide", () => {
  const reference = (name: string) => ({
    description: "Done",
    content: { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } },
  });
  const build = () =>
    describeApi({
      schemas: Object.fromEntries(
        ["Tenant", "tenant", "Promise", "ApiError", "GetTenantInput", "Record", "Demo", "class", "CreateTenant"].map((name) => [
          name,
          { type: "object", properties: { [name]: { type: "string" } } },
        ]),
      ),
      paths: {
        "/a": { get: { operationId: "getTenant", responses: { "200": reference("Tenant"), "400": reference("ApiError") } } },
        "/b": { get: { operationId: "tenant", responses: { "200": reference("tenant"), "400": reference("Promise") } } },
        "/c": { get: { operationId: "createTenant", responses: { "200": reference("CreateTenant"), "404": reference("Demo") } } },
      },
    });

  test("compile, each type meaning what its schema says", async () => {
    const { files } = await generateApi(await build());
    const user = `
      import { isApiError } from "@gatehouse/runtime";
      import type { Demo } from "./generated/client.js";
      declare const demo: Demo;
      export async function use(): Promise<void> {
        try { (await demo.getTenant()).Tenant satisfies string | undefined; } catch (error) { if (isApiError(error, demo.getTenant)) error.body.ApiError satisfies string | undefined; }
        try { (await demo.tenant()).tenant satisfies string | undefined; } catch (error) { if (isApiError(error, demo.tenant, 400)) error.body.Promise satisfies string | undefined; }
        try { (await demo.createTenant()).CreateTenant satisfies string | undefined; } catch (error) { if (isApiError(error, demo.createTenant)) error.body.Demo satisfies string | undefined; }
      }
    `;
    expect(compile([...[...files].map(([name, text]) => [`generated/${name}`, text] as const), ["user.ts", user]]).errors).toEqual([]);
  });

  test("can all be exported from one module", async () => {
    const { files } = await generateApi(await build());
    const index = 'export type * from "./generated/client.js";\nexport type * from "./generated/models.js";\n';
    expect(compile([...[...files].map(([name, text]) => [`generated/${name}`, text] as const), ["index.ts", index]]).errors).toEqual([]);
  });

  test("are told", async () => {
    const { renamed } = await generateApi(await build());
    expect(renamed).toEqual([
      "schema ApiError is called ApiError2: ApiError is taken",
      "schema Demo is called Demo2: Demo is taken",
      "schema Promise is called Promise2: Promise is taken",
      "schema Record is called Record2: Record is taken",
      "schema tenant is called Tenant2: Tenant is taken",
      "the type of operation getTenant is called GetTenantOperation: GetTenant is taken",
      "the type of operation tenant is called TenantOperation: Tenant is taken",
      "the type of operation createTenant is called CreateTenantOperation: CreateTenant is taken",
    ]);
  });
});
