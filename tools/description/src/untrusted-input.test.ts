import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folderOf, HEAD } from "../test/fixture.js";
import { DescriptionError, loadDescription, type Node } from "./index.js";

/** Loads a description that has one schema, and gives the error. */
async function refusal(schema: string, files: Readonly<Record<string, string>> = {}): Promise<DescriptionError> {
  const folder = folderOf({ "openapi.yaml": `${HEAD}paths: {}\ncomponents:\n  schemas:\n    A: ${schema}\n`, ...files });
  return loadDescription(folder).then(
    () => expect.unreachable("it was loaded"),
    (error) => error as DescriptionError,
  );
}

test.each([
  ["a file outside the folder", '{ $ref: "../outside.yaml" }', "leaves the description's folder"],
  ["an absolute path", "{ $ref: /etc/passwd.yaml }", "leaves the description's folder"],
  ["an encoded path outside", '{ $ref: "%2e%2e/outside.yaml" }', "leaves the description's folder"],
  ["http", '{ $ref: "http://127.0.0.1:1/a.yaml" }', "would ask the network"],
  ["https in capitals", '{ $ref: "HTTPS://127.0.0.1:1/a.yaml" }', "would ask the network"],
  ["a URL without scheme", '{ $ref: "//127.0.0.1/a.yaml" }', "would ask the network"],
  ["a file URL", '{ $ref: "file:///etc/passwd" }', "would ask the network"],
  ["a file that is no YAML", "{ $ref: ./secrets.txt }", "is no YAML or JSON file"],
  ["a missing file", "{ $ref: ./missing.yaml }", "no such file"],
  ["a missing key", '{ $ref: "#/components/schemas/AA" }', 'nothing at "AA" of openapi.yaml'],
  ["what every object inherits", '{ $ref: "#/components/schemas/constructor" }', 'nothing at "constructor"'],
  ["a missing anchor", '{ $ref: "#nowhere" }', 'no "$anchor: nowhere"'],
  ["itself", '{ $ref: "#/components/schemas/A" }', "leads only to itself"],
])("a reference to %s is refused at its line", async (_, schema, why) => {
  const error = await refusal(schema);
  expect(error).toBeInstanceOf(DescriptionError);
  expect(error.message).toContain(why);
  expect(error).toMatchObject({ file: "openapi.yaml", line: 8, column: 10, pointer: "/components/schemas/A/$ref" });
});

test("references in a circle are refused, and named at one of them", async () => {
  const error = await refusal('{ $ref: "b.yaml#/B" }', { "b.yaml": 'B: { $ref: "openapi.yaml#/components/schemas/A" }\n' });
  expect(error.message).toContain("leads only to itself");
});

test("a symbolic link does not lead out of the folder", async () => {
  const folder = folderOf({ "openapi.yaml": `${HEAD}paths: {}\ncomponents: { schemas: { A: { $ref: "in/a.yaml" } } }\n` });
  const outside = folderOf({ "a.yaml": "type: string\n" });
  mkdirSync(join(folder, "in"));
  symlinkSync(join(outside, "a.yaml"), join(folder, "in/a.yaml"));
  await expect(loadDescription(folder)).rejects.toThrow("leaves the description's folder");
});

test("allowRefs opens one further folder", async () => {
  const folder = folderOf({ "openapi.yaml": `${HEAD}paths: {}\ncomponents: { schemas: { A: { $ref: "../shared/a.yaml" } } }\n` });
  const shared = join(folder, "../shared");
  mkdirSync(shared);
  writeFileSync(join(shared, "a.yaml"), "type: string\n");
  await expect(loadDescription(folder)).rejects.toThrow("leaves");
  const description = await loadDescription(folder, { allowRefs: shared });
  expect(description.schemas.get("A")!.resolved).toEqual({ type: "string" });
});

test("schemas may be cyclic", async () => {
  const folder = folderOf({
    "openapi.yaml": `${HEAD}paths: {}\ncomponents: { schemas: { A: { type: object, properties: { b: { $ref: "b.yaml" } } } } }\n`,
    "b.yaml": 'type: array\nitems: { $ref: "openapi.yaml#/components/schemas/A" }\n',
  });
  const description = await loadDescription(folder);
  const a = description.schemas.get("A")!.resolved;
  const b = description.resolve((a["properties"] as Record<string, Node>)["b"]!);
  expect(description.resolve(b["items"] as Node)).toBe(a);
});

test("aliases that multiply are refused", async () => {
  let bomb = "x0: &x0 [a, a, a, a, a, a, a, a, a]\n";
  for (let level = 1; level < 9; level++)
    bomb += `x${level}: &x${level} [${Array(9)
      .fill(`*x${level - 1}`)
      .join(", ")}]\n`;
  const folder = folderOf({ "openapi.yaml": `${HEAD}paths: {}\n${bomb}` });
  await expect(loadDescription(folder)).rejects.toThrow("YAML aliases multiply without bound – openapi.yaml");
});

test("aliases within reason are taken", async () => {
  const folder = folderOf({ "openapi.yaml": `${HEAD}paths: {}\nx-a: &a [1, 2, 3]\nx-b: [${Array(500).fill("*a").join(", ")}]\n` });
  await expect(loadDescription(folder)).resolves.toMatchObject({ id: "demo" });
});

test("an alias that contains itself is refused", async () => {
  const folder = folderOf({ "openapi.yaml": `${HEAD}paths: {}\nx-a: &a\n  b: [*a]\n` });
  await expect(loadDescription(folder)).rejects.toThrow("a YAML alias contains itself");
});

test("keys called __proto__ and constructor are data", async () => {
  const folder = folderOf({
    "openapi.yaml": `${HEAD}paths: {}
components:
  schemas:
    __proto__: { type: string, description: mine }
    constructor: { type: integer }
    A:
      type: object
      properties:
        __proto__: { $ref: "#/components/schemas/__proto__" }
        constructor: { $ref: "#/components/schemas/constructor" }
`,
  });
  const description = await loadDescription(folder);
  const properties = description.schemas.get("A")!.resolved["properties"] as Record<string, Node>;
  expect(Object.keys(properties)).toEqual(["__proto__", "constructor"]);
  const own = Object.getOwnPropertyDescriptor(properties, "__proto__")!.value as Node;
  expect(description.resolve(own)).toMatchObject({ description: "mine" });
  expect(description.schema(properties["constructor"]!)).toMatchObject({ name: "constructor", resolved: { type: "integer" } });
  expect(({} as Record<string, unknown>)["description"]).toBeUndefined();
  expect(JSON.stringify(await description.bundle())).toContain('"__proto__":{"type":"string"');
});

test.each([
  ["broken YAML", "a: [1,\nb: }", /^not YAML: .+ – openapi.yaml:2:1 – one YAML/],
  ["a key given twice", "openapi: 3.1.0\nopenapi: 3.1.0\n", /^not YAML: duplicated mapping key – openapi.yaml:2:1/],
  ["nesting without end", `a: ${"[".repeat(5000)}`, /^not YAML: nesting exceeded/],
  ["two documents", "a: 1\n---\nb: 2\n", /^not YAML: expected a single document/],
  ["an empty file", "", /^no OpenAPI document – openapi.yaml:1:1 – openapi: 3.0.x or 3.1.x$/],
  ["Swagger 2", 'swagger: "2.0"\n', /^Swagger 2 – /],
  ["OpenAPI 4", "openapi: 4.0.0\n", /^openapi: 4.0.0 – /],
])("%s is one clear error", async (_, text, message) => {
  await expect(loadDescription(folderOf({ "openapi.yaml": text }))).rejects.toThrow(message);
});

test("two operations cannot share an id", async () => {
  const operation = "{ operationId: getA, responses: {} }";
  const folder = folderOf({ "openapi.yaml": `${HEAD}paths:\n  /a:\n    get: ${operation}\n  /b:\n    get: ${operation}\n` });
  await expect(loadDescription(folder)).rejects.toThrow(
    'operationId "getA" is given twice – openapi.yaml:9:12 – each operation has its own; the other is GET /a',
  );
});

test("a folder or file that is not there says so", async () => {
  await expect(loadDescription("/nowhere/at/all")).rejects.toThrow("no such file or folder – /nowhere/at/all");
  await expect(loadDescription(folderOf({ "readme.md": "" }))).rejects.toThrow("no openapi.yaml in the folder");
});

test("what is there but cannot be looked at says why", async () => {
  const folder = folderOf({ "readme.md": "" });
  symlinkSync("loop", join(folder, "loop"));
  symlinkSync("openapi.yaml", join(folder, "openapi.yaml"));
  await expect(loadDescription(join(folder, "loop"))).rejects.toThrow(/^cannot be read \(ELOOP\) – .*loop – name a file or folder/);
  await expect(loadDescription(folder)).rejects.toThrow(/^cannot be read \(ELOOP\) – /);
});

test("a large description is loaded and located in linear time", async () => {
  const count = 20_000;
  const schemas = Array.from(
    { length: count },
    (_, i) => `    S${i}: { type: object, properties: { next: { $ref: "#/components/schemas/S${(i + 1) % count}" } } }`,
  );
  const folder = folderOf({ "openapi.yaml": `${HEAD}paths: {}\ncomponents:\n  schemas:\n${schemas.join("\n")}\n` });
  const started = performance.now();
  const description = await loadDescription(folder);
  let lines = 0;
  for (const schema of description.schemas.values()) lines += description.locate(schema.resolved, "properties").line;
  expect(lines).toBe((count * (count - 1)) / 2 + count * 8);
  // Seconds where it is linear; what looks through all keys for each would take many minutes.
  expect(performance.now() - started).toBeLessThan(30_000);
});
