import { expect, test } from "vitest";
import { folderOf, HEAD } from "../../test/fixture.js";
import { checkExamples, exampleFindings, formatLocation, loadDescription } from "../index.js";

const withExample = (
  example: string,
  schema = "{ type: object, required: [id], properties: { id: { type: string }, list: { items: { type: integer } } } }",
) =>
  loadDescription(
    folderOf({
      "openapi.yaml": `${HEAD}paths:
  /a:
    get:
      operationId: getA
      parameters: [{ name: limit, in: query, schema: { type: integer }, example: 5 }]
      responses:
        "200": { $ref: "#/components/responses/A" }
        "201": { $ref: "#/components/responses/A" }
components:
  responses:
    A:
      description: shared
      content:
        application/json:
          schema: ${schema}
          examples:
            one:
              value: ${example}
        image/png: { schema: { type: string, contentMediaType: image/png }, example: 5 }
`,
    }),
  );

test("examples that both validators take are counted once, however many operations share them", async () => {
  expect(await checkExamples(await withExample("{ id: a, list: [1] }"))).toEqual({ findings: [], count: 2 });
});

test("an example is refused at the line of what is wrong in it", async () => {
  const { findings } = await checkExamples(await withExample("{ id: a, list: [1, x] }"));
  expect(findings.map(({ at, message }) => `${formatLocation(at)} ${message}`)).toEqual([
    'openapi.yaml:22:41 example "one" of getA 200: "/list/1" is text, must be a whole number (openapi.yaml:19)',
  ]);
  expect(exampleFindings(await withExample("{}")).findings.map(({ message }) => message)).toEqual([
    'example "one" of getA 200: it lacks "id" (openapi.yaml:19)',
  ]);
});

test("conditions with patterns are judged alike by both", async () => {
  const schema = "{ if: { properties: { country: { pattern: '^us$' } }, required: [country] }, then: { required: [state] } }";
  expect((await checkExamples(await withExample("{ country: de }", schema))).findings).toEqual([]);
  expect((await checkExamples(await withExample("{ country: us }", schema))).findings).toHaveLength(1);
});

test("a schema that is none is found, by whichever validator sees it", async () => {
  const found = async (schema: string) =>
    (await checkExamples(await withExample("{ id: a }", schema))).findings.map(({ at, message }) => `${formatLocation(at)} ${message}`);
  expect(await found("{ type: object, minProperties: many }")).toEqual([
    expect.stringMatching(/^openapi.yaml:19:11 .* not a JSON Schema: /),
  ]);
  expect(await found("{ type: object, required: [id, id] }")).toEqual([
    'openapi.yaml:19:35 example "one" of getA 200: the second validator refuses what the first takes: the schema itself is no valid JSON Schema',
  ]);
});

test("cyclic schemas and references are no trouble for either", async () => {
  const description = await loadDescription(
    folderOf({
      "openapi.yaml": `${HEAD}paths:
  /a:
    get:
      operationId: getA
      responses:
        "200":
          description: a
          content: { application/json: { schema: { $ref: "tree.yaml#/Tree" }, example: { kids: [{ kids: [] }, { kids: [5] }] } } }
`,
      "tree.yaml": 'Tree: { type: object, properties: { kids: { type: array, items: { $ref: "#/Tree" } } } }\n',
    }),
  );
  expect((await checkExamples(description)).findings.map(({ message }) => message)).toEqual([
    'example "default" of getA 200: "/kids/1/kids/0" is a number, must be an object (tree.yaml:1)',
  ]);
});
