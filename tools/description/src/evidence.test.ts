import { expect, test } from "vitest";
import { folderOf, HEAD, SOURCES } from "../test/fixture.js";
import {
  claimsOf,
  type Description,
  evidenceTable,
  formatEvidenceTable,
  formatLocation,
  loadDescription,
  type Node,
  propertiesOf,
} from "./index.js";

const load = (rest: string, sources = SOURCES) => loadDescription(folderOf({ "openapi.yaml": HEAD + rest, "sources.yaml": sources }));

/** A schema `A` with this x-source and a property `p`; gives the level that holds for an aspect of the property. */
async function inheritedLevel(source: string, property = "type: string", aspect?: "type") {
  const description = await load(`paths: {}
components:
  schemas:
    B: { x-source: { level: documented, ref: M }, type: string }
    A:
      x-source: ${source}
      type: object
      properties:
        p: { ${property} }
`);
  return description.evidence(propertyOf(description, "p").node, aspect)?.level;
}

function propertyOf(description: Description, ...path: string[]) {
  let view = description.schemas.get("A")!;
  for (const name of path) view = propertiesOf(description, view).get(name)![0]!;
  return view;
}

test.each([
  ["documented by a complete source", "{ level: documented, ref: M }", "documented"],
  ["documented at a place of a complete source", "{ level: documented, ref: M Tenants }", "documented"],
  ["an example of a complete source", "{ level: example, ref: M }", "example"],
  ["documented by a source that is not complete", "{ level: documented, ref: D }", undefined],
  ["documented by a source that is not listed", "{ level: documented, ref: X }", undefined],
  ["documented by a source that says it is not complete", "{ level: documented, ref: N }", undefined],
  ["observed", "{ level: observed, ref: C }", undefined],
  ["a sibling's", "{ level: sibling, ref: S }", undefined],
  ["assumed", "{ level: assumed, note: A reason in words. }", undefined],
  ["documented in an aspect only", "{ level: documented, ref: M, about: [type] }", undefined],
])("a property of a model that is %s inherits as it should", async (_, source, level) => {
  expect(await inheritedLevel(source)).toBe(level);
});

test("a property's own claim goes before its model's", async () => {
  expect(await inheritedLevel("{ level: documented, ref: M }", "x-source: { level: assumed, note: A reason in words. }")).toBe("assumed");
});

test("nothing is inherited through $ref, in either direction", async () => {
  expect(await inheritedLevel("{ level: assumed, note: A reason in words. }", '$ref: "#/components/schemas/B"')).toBeUndefined();
});

test("a claim of the model about one aspect comes along if it is published, and covers the aspect if it is weaker", async () => {
  const whole = "{ level: documented, ref: M }";
  expect(await inheritedLevel(`[${whole}, { level: example, ref: D, about: [type] }]`, "type: string", "type")).toBe("example");
  const weaker = `[${whole}, { level: assumed, note: A reason in words., about: [type] }]`;
  expect(await inheritedLevel(weaker, "type: string", "type")).toBeUndefined();
  expect(await inheritedLevel(weaker)).toBe("documented");
});

test("the nearest model with a claim decides for what lies deeper", async () => {
  const description = await load(`paths: {}
components:
  schemas:
    A:
      x-source: { level: documented, ref: M }
      allOf:
        - type: object
          properties:
            deep: { type: array, items: { type: object, properties: { leaf: { type: string } } } }
            own: { type: object, x-source: { level: assumed, note: A reason in words. }, properties: { leaf: { type: string } } }
`);
  const leaf = propertyOf(description, "deep").resolved["items"] as Node;
  expect(description.evidence((leaf["properties"] as Record<string, Node>)["leaf"]!)?.level).toBe("documented");
  expect(description.evidence(propertyOf(description, "own", "leaf").node)).toBeUndefined();
});

test("a property that is also referred to by itself inherits as any other", async () => {
  const folder = folderOf({
    "openapi.yaml": `${HEAD}paths: {}
components: { schemas: { P: { $ref: "a.yaml#/A/properties/p" }, A: { $ref: "a.yaml#/A" } } }
`,
    "a.yaml": "A: { x-source: { level: documented, ref: M }, properties: { p: { type: string } } }\n",
    "sources.yaml": SOURCES,
  });
  const description = await loadDescription(folder);
  expect(description.evidence(propertyOf(description, "p").node)?.level).toBe("documented");
});

const OPERATION = `paths:
  /a/{id}:
    parameters:
      - $ref: "#/components/parameters/id"
    get:
      operationId: getA
      x-source:
        - { level: documented, ref: M }
        - { level: assumed, note: Nobody says which., about: [status, x-retry] }
      x-retry: safe
      x-source-uses:
        responses/404: { level: sibling, ref: S }
        parameters/id: [{ level: documented, ref: M }, { level: assumed, about: [format], note: Looks like one. }]
        parameters/gone: { level: documented, ref: M }
      responses:
        "404": { $ref: "#/components/responses/NotFound" }
        "400": { $ref: "#/components/responses/NotFound" }
        "200": { description: ok }
components:
  parameters: { id: { name: id, in: path, required: true, schema: { type: string }, x-source: { level: example, ref: D } } }
  responses: { NotFound: { description: no, x-source: { level: documented, ref: D } } }
`;

test("what an operation claims of the use of shared components holds for the use, and the component's claim for the component", async () => {
  const description = await load(OPERATION);
  const { responses, parameters } = description.operation("getA");
  const levels = responses.map(({ status, use, node }) => [status, description.evidence(use)?.level, description.evidence(node)?.level]);
  expect(levels).toEqual([
    [200, undefined, undefined],
    [400, undefined, "documented"],
    [404, "sibling", "documented"],
  ]);
  expect(description.evidence(parameters[0]!.use)?.level).toBe("documented");
  expect(description.evidence(parameters[0]!.use, "format")?.level).toBe("assumed");
  expect(description.evidence(parameters[0]!.node)?.level).toBe("example");
});

test("an aspect has the claim that names it, else the one that names none", async () => {
  const description = await load(OPERATION);
  const { node } = description.operation("getA");
  expect(
    [undefined, "exists", "status", "x-retry", "x-access"].map((about) => description.evidence(node, about as "status")?.level),
  ).toEqual(["documented", "documented", "assumed", "assumed", "documented"]);
});

test("claims are listed with their own lines", async () => {
  const claims = claimsOf(await load(OPERATION));
  expect(claims.map(({ claim, kind, use, source, at }) => [claim.level, kind, use, source?.kind, formatLocation(at)])).toEqual([
    ["documented", "server", undefined, "vendor-docs", "openapi.yaml:4:40"],
    ["documented", "operation", undefined, "vendor-openapi", "openapi.yaml:12:11"],
    ["assumed", "operation", undefined, undefined, "openapi.yaml:13:11"],
    ["sibling", "operation", "responses/404", "sibling-docs", "openapi.yaml:16:9"],
    ["documented", "operation", "parameters/id", "vendor-openapi", "openapi.yaml:17:25"],
    ["assumed", "operation", "parameters/id", undefined, "openapi.yaml:17:56"],
    ["documented", "operation", "parameters/gone", "vendor-openapi", "openapi.yaml:18:9"],
    ["example", "parameter", undefined, "vendor-docs", "openapi.yaml:24:85"],
    ["documented", "response", undefined, "vendor-docs", "openapi.yaml:25:45"],
  ]);
});

test("the table counts claims per level and kind, and nodes by where their evidence comes from", async () => {
  const table = evidenceTable(await load(OPERATION));
  expect(table.total).toBe(9);
  expect(table.rows.map(({ level, total, kinds }) => [level, total, kinds])).toEqual([
    ["documented", 5, { "vendor-docs": 2, "vendor-openapi": 3 }],
    ["example", 1, { "vendor-docs": 1 }],
    ["observed", 0, {}],
    ["sibling", 1, { "sibling-docs": 1 }],
    ["assumed", 2, { none: 2 }],
  ]);
  // Without: the responses 200 and 400.
  expect(table.nodes).toEqual({ own: 6, inherited: 0, none: 2 });
  expect(formatEvidenceTable(table)).toContain("assumed         2   22 %   none 2");
});

test("a description without x-gatehouse: 1 has no claims", async () => {
  const folder = folderOf({ "openapi.yaml": (HEAD + OPERATION).replace("x-gatehouse: 1\n", ""), "sources.yaml": SOURCES });
  const description = await loadDescription(folder);
  expect(claimsOf(description)).toEqual([]);
  expect(description.evidence(description.operation("getA").node)).toBeUndefined();
});

test.each([
  [
    "the claim about the property",
    "[{ level: documented, ref: M }, { level: assumed, note: Our own reading of it., about: [x-access.foreign] }]",
    "assumed",
    "documented",
  ],
  [
    "else the claim about the key",
    "[{ level: documented, ref: M }, { level: assumed, note: Our own reading of it., about: [x-access] }]",
    "assumed",
    "assumed",
  ],
  ["else the claim about all of it", "{ level: documented, ref: M }", "documented", "documented"],
])("what holds for one property of a key: %s", async (_, source, ofProperty, ofKey) => {
  const description = await load(`paths:
  /a:
    get: { operationId: getA, x-access: { role: any, foreign: 404 }, x-source: ${source}, responses: { "200": { description: ok } } }
`);
  const { node } = description.operation("getA");
  expect(description.evidence(node, "x-access.foreign")?.level).toBe(ofProperty);
  expect(description.evidence(node, "x-access")?.level).toBe(ofKey);
});
