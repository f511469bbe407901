import * as runtime from "@gatehouse/runtime/validation";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { generateApi } from "./generate.js";
import { compile } from "./testing/compile.js";
import { describeApi, operation, type Parts } from "./testing/describe.js";

/** The generated validators, as an application would import them, after they were checked as strictly as can be. */
async function validationOf(parts: Parts): Promise<runtime.Validators> {
  const { files } = await generateApi(await describeApi(parts));
  expect(compile([...files].map(([name, text]) => [`generated/${name}`, text])).errors).toEqual([]);
  const module = ts.transpile(files.get("validation.ts") as string, { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 });
  const exports: { validation?: runtime.Validators } = {};
  new Function("exports", "require", module)(exports, () => runtime);
  return exports.validation as runtime.Validators;
}

/** What differs, as `kind pointer where`. */
const issues = (schema: runtime.AnswerSchema<unknown> | undefined, value: unknown): readonly string[] | undefined =>
  schema &&
  (schema["~standard"].validate(value).issues ?? []).map(({ kind, pointer, schemaPointer }) => `${kind} ${pointer} ${schemaPointer}`);

const get = (schema: unknown) => ({ paths: { "/a": { get: operation("get", { schema }) } } });

describe("validation.ts", () => {
  test("has a validator for every JSON answer of every operation, by its status, and names where in the description it stands", async () => {
    const json = (schema: unknown) => ({ "application/json": { schema } });
    const paths = {
      "/a": {
        get: {
          operationId: "read-it",
          responses: {
            "200": { description: "", content: json({ $ref: "#/components/schemas/A" }) },
            "204": { description: "" },
            "404": { description: "", content: { "text/plain": { schema: { type: "string" } } } },
            "409": { description: "", content: { ...json({ type: "integer" }), "text/plain": {} } },
            "4XX": { description: "", content: json({ type: "boolean" }) },
            "500": { description: "", content: { "application/json": {} } },
          },
        },
      },
    };
    const schemas = {
      A: { type: "object", properties: { inner: { $ref: "#/components/schemas/A" }, at: { type: "string", format: "date" } } },
    };
    const { readIt = {} } = await validationOf({ paths, schemas });
    expect(Object.keys(readIt)).toEqual(["200", "409"]);
    expect(issues(readIt[200], { inner: { inner: { at: "2026-02-30" } } })).toEqual([
      "wrong-format /inner/inner/at demo.json#/components/schemas/A/properties/at/format",
    ]);
    expect(issues(readIt[409], "1")).toEqual(["wrong-type  demo.json#/paths/~1a/get/responses/409/content/application~1json/schema/type"]);
  });

  test("knows open values and sensitive ones, where the description is one of ours", async () => {
    const schema = {
      type: "object",
      properties: { state: { type: "string", "x-extensible-enum": ["ON"] }, key: { type: "string", "x-sensitive": "secret", enum: ["A"] } },
    };
    const { get: ours = {} } = await validationOf(get(schema));
    expect(ours[200]?.["~standard"].validate({ state: "OFF", key: "B" })).toMatchObject({
      issues: [
        { pointer: "/state", breaking: false, found: '"OFF"' },
        { pointer: "/key", breaking: true, found: "string" },
      ],
    });
    const { get: theirs = {} } = await validationOf({ ...get(schema), gatehouse: false });
    expect(issues(theirs[200], { state: "OFF" })).toEqual([]);
  });

  test("reads what 3.0 spells differently, and leaves out of an answer what is written only", async () => {
    const schema = {
      type: "object",
      required: ["a", "secret"],
      properties: {
        a: { type: "integer", minimum: 0, exclusiveMinimum: true, nullable: true },
        secret: { type: "string", writeOnly: true },
        b: { $ref: "#/components/schemas/B", "not a keyword": 1 },
      },
    };
    const { get: of = {} } = await validationOf({
      ...get(schema),
      schemas: { B: { nullable: true, allOf: [{ type: "string" }] } },
      root: { openapi: "3.0.3" },
    });
    expect(issues(of[200], { a: null, b: null })).toEqual([]);
    expect(issues(of[200], { a: 0 })).toHaveLength(1);
    expect(issues(of[200], {})).toEqual([
      "missing-property /a demo.json#/paths/~1a/get/responses/200/content/application~1json/schema/required",
    ]);
  });

  test("lets an answer of several JSON media types fit any of them", async () => {
    const content = { "application/json": { schema: { type: "string" } }, "application/a+json": { schema: { type: "integer" } } };
    const paths = { "/a": { get: { operationId: "get", responses: { "200": { description: "", content } } } } };
    const { get: of = {} } = await validationOf({ paths });
    expect([issues(of[200], "a"), issues(of[200], 1), issues(of[200], null)?.length]).toEqual([[], [], 1]);
  });

  test("keeps operations apart from its own names", async () => {
    const named = (id: string) => ({ get: operation(id, { schema: { type: "string", format: "date" } }) });
    const paths = Object.fromEntries(
      ["validation", "report", "answer", "date", "$answer", "type"].map((id, index) => [`/${index}`, named(id)]),
    );
    const validation = await validationOf({ paths });
    for (const of of Object.values(validation)) expect(issues(of[200], "2026-01-01")).toEqual([]);
    expect(Object.keys(validation)).toHaveLength(6);
  });
});

describe("what an answer cannot be checked for", () => {
  const cases: readonly (readonly [what: string, schema: object, said: RegExp])[] = [
    ["a keyword that nobody knows", { type: "object", requird: ["a"] }, /the keyword requird/],
    ["one that is not supported", { $dynamicRef: "#a" }, /the keyword \$dynamicRef/],
    ["one of another draft", { type: "array", items: [{ type: "string" }] }, /items is a list/],
    ["one with a value that means nothing", { type: "object", required: true }, /required is not a list of names/],
    ["a type that does not exist", { type: "strng" }, /type is not a type of JSON Schema/],
    ["a pattern that is none", { type: "string", pattern: "(" }, /does not compile/],
    ["a pattern that could take for ever", { type: "string", pattern: "^(a+)+$" }, /could take a client's whole time/],
  ];
  const inside = (schema: object) => get({ type: "object", properties: { a: { anyOf: [{ type: "null" }, schema] } } });

  test.each(cases)("(%s) fails the generation of our descriptions, with file and line", async (_what, schema, said) => {
    const failure = await describeApi(inside(schema))
      .then(generateApi)
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: "DescriptionError", file: "demo.json", line: 1, message: expect.stringMatching(said) });
    expect(failure).toHaveProperty("pointer", expect.stringContaining("/properties/a/anyOf/1"));
  });

  test.each(cases)("(%s) leaves an answer of other people's out, and says so", async (_what, schema, said) => {
    const paths = { ...inside(schema).paths, "/b": { get: operation("other") } };
    const generated = await generateApi(await describeApi({ paths, gatehouse: false })).catch((error: unknown) => error as never);
    const line = generated.unsupported?.find((each) => each.startsWith("validation of answers: "));
    expect(line).toMatch(said);
    expect(line).toMatch(/ \(demo\.json:1:\d+\) – get 200$/);
    const text = generated.files.get("validation.ts") as string;
    expect(text).toMatch(/export const get: \{\n\} = \{ {2}\}/);
    expect(text).toMatch(/export const other: \{\n {2}readonly 200:/);
  });
});
