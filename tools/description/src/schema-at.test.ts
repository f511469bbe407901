import { expect, test } from "vitest";
import { folderOf, HEAD } from "../test/fixture.js";
import { loadDescription, propertiesOf, schemasAt } from "./index.js";

const SCHEMAS = `paths: {}
components:
  schemas:
    Page:
      allOf:
        - { properties: { results: { type: array, items: { $ref: "#/components/schemas/Item" } } } }
      properties: { next: { type: string } }
    Item:
      oneOf: [{ properties: { a/b: { type: integer } } }, { $ref: "#/components/schemas/Other" }]
    Other: { properties: { id: { type: string }, page: { $ref: "#/components/schemas/Page" } }, additionalProperties: { type: boolean } }
    Loop: { allOf: [{ $ref: "#/components/schemas/Loop" }], properties: { x: { type: string } } }
`;

test.each<[string, string, string[]]>([
  ["Page", "", []],
  ["Page", "/next", ["string"]],
  ["Page", "/results/0/id", ["string"]],
  ["Page", "/results/0/a~1b", ["integer", "boolean"]],
  ["Page", "/results/7/page/results/0/id", ["string"]],
  ["Page", "/results/0/anything", ["boolean"]],
  ["Page", "/nothing", []],
  ["Page", "/results/name", []],
  ["Loop", "/x", ["string"]],
  ["Loop", "/constructor", []],
])("%s%s is described by %j", async (name, pointer, types) => {
  const description = await loadDescription(folderOf({ "openapi.yaml": HEAD + SCHEMAS }));
  const schemas = schemasAt(description, description.schemas.get(name)!, pointer);
  expect(schemas.flatMap(({ resolved }) => resolved["type"] ?? []).sort()).toEqual([...types].sort());
  if (pointer === "") expect(schemas[0]).toBe(description.schemas.get(name));
});

test("properties come from everything that a schema is put together from", async () => {
  const description = await loadDescription(folderOf({ "openapi.yaml": HEAD + SCHEMAS }));
  const names = (name: string) => [...propertiesOf(description, description.schemas.get(name)!).keys()];
  expect(names("Page")).toEqual(["next", "results"]);
  expect(names("Item")).toEqual(["a/b", "id", "page"]);
});
