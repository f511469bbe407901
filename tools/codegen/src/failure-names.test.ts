import { expect, it } from "vitest";
import { generate } from "./generate.js";
import { describeApi } from "./testing/describe.js";

const json = (schema: object) => ({ description: "An answer", content: { "application/json": { schema } } });
const object = (names: string, required: string[] = []) => ({
  type: "object",
  required,
  properties: Object.fromEntries(names.split(" ").map((name) => [name, { type: "string" }])),
});
const refused = { "400": json(object("error code")), "404": json({ allOf: [object("error"), object("where")] }) };

it.each([
  ["properties of its own", object("id"), true],
  ["a list", { type: "array", items: object("error") }, true],
  ["one property more that must be there", object("error id", ["id"]), true],
  ["one of several, each with properties of its own", { oneOf: [object("id"), object("name")] }, true],
  ["properties of its own beside those that others share", { allOf: [object("error"), object("id", ["id"])] }, true],
  ["some property of the error", object("error id"), false],
  ["one of several, of which one looks like the error", { oneOf: [object("id"), object("error")] }, false],
  ["any object", { type: "object" }, false],
  ["a table of anything", { type: "object", additionalProperties: { type: "string" }, properties: { id: { type: "string" } } }, false],
  ["anything", {}, false],
  ["more alternatives than anybody reads", { allOf: Array.from({ length: 9 }, () => ({ oneOf: [object("id"), object("name")] })) }, false],
])("a success with %s tells what the error in its place looks like: %#", async (_name, schema, told) => {
  const description = await describeApi({
    paths: { "/x": { get: { operationId: "x", responses: { "200": json({ $ref: "#/components/schemas/Answer" }), ...refused } } } },
    schemas: { Answer: schema },
  });
  const operations = (await generate(description)).get("operations.ts") ?? "";
  expect(operations.includes('const $failure0: readonly string[] = ["code", "error", "where"];')).toBe(told);
  expect(operations.includes("failure: $failure0,")).toBe(told);
});

it("nothing is told where no error has a body, or no success has one", async () => {
  for (const responses of [
    { "200": json(object("id")), "400": { description: "No" } },
    { "204": { description: "Done" }, ...refused },
  ]) {
    const description = await describeApi({ paths: { "/x": { get: { operationId: "x", responses } } } });
    expect((await generate(description)).get("operations.ts")).not.toContain("failure");
  }
});
