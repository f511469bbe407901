import { expect, test } from "vitest";
import { folderOf, HEAD, SOURCES } from "../../test/fixture.js";
import { checkDescription, compareWithVendorModel, comparisonMarkdown, formatLocation, loadDescription } from "../index.js";

/** A description and a vendor's model that agree in everything; tests break one of the two in one place. */
const OURS = `${HEAD}paths:
  /doors/{id}:
    get:
      operationId: getDoor
      x-vendor-operation-id: doorGET
      security: [{ key: ["DOORS:VIEW"] }]
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
        - { name: verbose, in: query, schema: { type: boolean } }
      responses:
        "200":
          description: a door
          content: { application/json: { schema: { $ref: "#/components/schemas/Door" } } }
        "404": { description: none }
  /doors:
    post:
      operationId: createDoor
      x-vendor-operation-id: doorPOST
      security: []
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: "#/components/schemas/Door" } } }
      responses:
        "200":
          description: doors
          content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Door" } } } }
components:
  schemas:
    Door:
      type: object
      required: [name]
      properties:
        name: { type: string, maxLength: 20 }
        state: { type: string, x-extensible-enum: [OPEN, SHUT] }
        opened: { type: string, format: date-time }
        lock: { description: its lock, $ref: "#/components/schemas/Lock" }
        tags: { type: array, items: { type: string } }
        more: { type: object, additionalProperties: { type: integer } }
        old: { type: string, deprecated: true }
    Lock:
      type: object
      properties: { pin: { type: string }, length: { type: integer, minimum: 4 } }
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Key }
`;

const VENDOR = `source: M
release: "5.36"
securitySchemes:
  key: { type: apiKey, in: header, name: X-Key }
operations:
  doorGET:
    method: GET
    path: /doors/{id}
    security: [{ key: ["DOORS:VIEW"] }]
    parameters:
      - { name: id, in: path, required: true, schema: { type: string } }
      - { name: verbose, in: query, schema: { type: boolean } }
    responses:
      "200": { application/json: { model: Door } }
      "404": {}
  doorPOST:
    method: POST
    path: /doors
    security: []
    request: { required: true, content: { application/json: { model: Door } } }
    responses:
      "200": { application/json: { type: array, items: { model: Door } } }
models:
  Door:
    type: object
    required: [name]
    properties:
      name: { type: string, maxLength: 20 }
      state: { type: string, enum: [SHUT, OPEN] }
      opened: { type: string, format: date-time }
      lock: { model: Lock }
      tags: { type: array, items: { type: string } }
      more: { type: object, additionalProperties: { type: integer } }
      old: { type: string, deprecated: true }
  Lock:
    type: object
    properties: { pin: { type: string }, length: { type: integer, minimum: 4 } }
`;

interface Change {
  readonly from: string | RegExp;
  readonly to: string;
}

function changed(text: string, { from, to }: Change): string {
  // A dollar sign in a text that replaces a text is just that.
  const result = typeof from === "string" ? text.replace(from, () => to) : text.replace(from, to);
  if (result === text) throw new Error(`nothing to replace: ${from}`);
  return result;
}

interface Files {
  readonly ours?: Change;
  readonly vendor?: Change;
  readonly explanations?: string;
}

async function loaded({ ours, vendor, explanations }: Files = {}) {
  return loadDescription(
    folderOf({
      "openapi.yaml": ours ? changed(OURS, ours) : OURS,
      "vendor-model.yaml": vendor ? changed(VENDOR, vendor) : VENDOR,
      "sources.yaml": SOURCES,
      ...(explanations === undefined ? {} : { "differences.yaml": explanations }),
    }),
  );
}

const compared = async (files?: Files) => compareWithVendorModel(await loaded(files));
const found = async (files?: Files) =>
  checkDescription(await loaded(files))
    .filter(({ rule }) => /vendor-model|differences/.test(rule))
    .map(({ at, message }) => `${formatLocation(at)} ${message}`);

test("what agrees is counted and differs nowhere", async () => {
  const { facts, differences, different, operations } = await compared();
  expect({ differences, different }).toEqual({ differences: [], different: 0 });
  expect(operations.map(({ id }) => id)).toEqual(["getDoor", "createDoor"]);
  expect(facts).toBeGreaterThan(60);
});

const door = (to: string): Change => ({ from: /^ {8}opened:.*$/m, to: `        opened: ${to}` });
const theirDoor = (to: string): Change => ({ from: /^ {6}opened:.*$/m, to: `      opened: ${to}` });

test.each<[string, Files, string, string, string]>([
  ["a type", { ours: door("{ type: integer, format: date-time }") }, "Door.opened type", "string", "integer"],
  ["a format that is left out", { ours: door("{ type: string }") }, "Door.opened format", "date-time", "nothing"],
  [
    "a format that is made up",
    { ours: { from: "pin: { type: string }", to: "pin: { type: string, format: uuid }" } },
    "Lock.pin format",
    "nothing",
    "uuid",
  ],
  ["a bound", { ours: { from: "maxLength: 20", to: "maxLength: 21" } }, "Door.name maxLength", "20", "21"],
  [
    "a bound of ours alone",
    { ours: { from: "pin: { type: string }", to: "pin: { type: string, pattern: '^x$' }" } },
    "Lock.pin pattern",
    "nothing",
    "^x$",
  ],
  ["a bound that we lack", { ours: { from: ", minimum: 4", to: "" } }, "Lock.length minimum", "4", "nothing"],
  ["a value that we lack", { ours: { from: "[OPEN, SHUT]", to: "[OPEN]" } }, "Door.state enum", "SHUT, OPEN", "OPEN"],
  [
    "a value that the vendor lacks",
    { ours: { from: "[OPEN, SHUT]", to: "[OPEN, SHUT, AJAR]" } },
    "Door.state enum",
    "SHUT, OPEN",
    "OPEN, SHUT, AJAR",
  ],
  ["a field that we lack", { ours: { from: /^ {8}opened:.*\n/m, to: "" } }, "Door.opened field", "a field", "nothing"],
  ["a field of ours alone", { vendor: { from: /^ {6}opened:.*\n/m, to: "" } }, "Door.opened field", "nothing", "a field"],
  [
    "a required mark of ours alone",
    { ours: { from: "required: [name]", to: "required: [name, state]" } },
    "Door.state required",
    "no",
    "yes",
  ],
  ["a required mark that we lack", { ours: { from: "      required: [name]\n", to: "" } }, "Door.name required", "yes", "no"],
  [
    "a deprecation",
    { vendor: theirDoor("{ type: string, format: date-time, deprecated: true }") },
    "Door.opened deprecated",
    "yes",
    "nothing",
  ],
  ["another model", { vendor: { from: "lock: { model: Lock }", to: "lock: { model: Door }" } }, "Door.lock model", "Door", "Lock"],
  ["a model in the place of a value", { vendor: theirDoor("{ model: Lock }") }, "Door.opened model", "Lock", "string"],
  ["items", { ours: { from: "items: { type: string }", to: "items: { type: integer }" } }, "Door.tags[] type", "string", "integer"],
  [
    "values of a map",
    { ours: { from: "additionalProperties: { type: integer }", to: "additionalProperties: { type: string }" } },
    "Door.more{} type",
    "integer",
    "string",
  ],
  [
    "a map that is closed",
    { ours: { from: "additionalProperties: { type: integer }", to: "additionalProperties: false" } },
    "Door.more{} additionalProperties",
    "a schema",
    "no",
  ],
  [
    "a model that we lack",
    { vendor: { from: "models:\n", to: "models:\n  Hinge: { type: object }\n" } },
    "Hinge model",
    "a model",
    "nothing",
  ],
  [
    "a model of ours alone",
    { ours: { from: "  schemas:\n", to: "  schemas:\n    Hinge: { type: object }\n" } },
    "Hinge model",
    "nothing",
    "a model",
  ],
  [
    "a rule of ours",
    { ours: { from: "    Lock:\n", to: "    Lock:\n      dependentRequired: { pin: [length] }\n" } },
    "Lock dependentRequired",
    "nothing",
    "a rule",
  ],
  ["a method", { vendor: { from: "method: GET", to: "method: HEAD" } }, "doorGET method", "HEAD", "GET"],
  ["a path", { vendor: { from: "path: /doors\n", to: "path: /v2/doors\n" } }, "doorPOST path", "/v2/doors", "/doors"],
  [
    "an operation that is deprecated",
    { vendor: { from: "path: /doors\n", to: "path: /doors\n    deprecated: true\n" } },
    "doorPOST deprecated",
    "yes",
    "nothing",
  ],
  ["a permission", { ours: { from: "DOORS:VIEW", to: "DOORS:EDIT" } }, "doorGET security", "key (DOORS:VIEW)", "key (DOORS:EDIT)"],
  [
    "an operation that became public",
    { ours: { from: 'security: [{ key: ["DOORS:VIEW"] }]', to: "security: []" } },
    "doorGET security",
    "key (DOORS:VIEW)",
    "nothing",
  ],
  [
    "a parameter that we lack",
    { ours: { from: /^ {8}- \{ name: verbose.*\n/m, to: "" } },
    "doorGET.query.verbose parameter",
    "a parameter",
    "nothing",
  ],
  [
    "a parameter of ours alone",
    { vendor: { from: /^ {6}- \{ name: verbose.*\n/m, to: "" } },
    "doorGET.query.verbose parameter",
    "nothing",
    "a parameter",
  ],
  [
    "a parameter that is needed",
    { ours: { from: "in: query,", to: "in: query, required: true," } },
    "doorGET.query.verbose required",
    "no",
    "yes",
  ],
  [
    "a parameter's type",
    { ours: { from: "schema: { type: boolean }", to: "schema: { type: string }" } },
    "doorGET.query.verbose type",
    "boolean",
    "string",
  ],
  ["a status that we lack", { ours: { from: /^ {8}"404".*\n/m, to: "" } }, "doorGET.404 status", "declared", "nothing"],
  [
    "a status of ours alone",
    { ours: { from: '"404": { description: none }', to: '"404": { description: none }\n        "409": { description: x }' } },
    "doorGET.409 status",
    "nothing",
    "declared",
  ],
  [
    "a body where there is none",
    { vendor: { from: '"404": {}', to: '"404": { application/json: { model: Lock } }' } },
    "doorGET.404 media type",
    "application/json",
    "nothing",
  ],
  [
    "a media type",
    { vendor: { from: '"404": {}', to: '"404": { text/plain: { type: string } }' } },
    "doorGET.404 media type",
    "text/plain",
    "nothing",
  ],
  [
    "a body that may be left out",
    { ours: { from: "requestBody:\n        required: true", to: "requestBody:\n        required: false" } },
    "doorPOST.request required",
    "yes",
    "no",
  ],
  [
    "a body that the vendor does not take",
    { vendor: { from: /^ {4}request:.*\n/m, to: "" } },
    "doorPOST.request body",
    "nothing",
    "a body",
  ],
  [
    "the model of a body",
    {
      vendor: {
        from: "required: true, content: { application/json: { model: Door }",
        to: "required: true, content: { application/json: { model: Lock }",
      },
    },
    "doorPOST.request model",
    "Lock",
    "Door",
  ],
  ["the key's header", { vendor: { from: "name: X-Key", to: "name: X-Token" } }, "key name", "X-Token", "X-Key"],
  [
    "an operation that we lack",
    { vendor: { from: "models:\n", to: '  doorPUT: { method: PUT, path: /x, responses: { "200": {} } }\nmodels:\n' } },
    "doorPUT operation",
    "an operation",
    "nothing",
  ],
  [
    "an operation of ours alone",
    { ours: { from: "x-vendor-operation-id: doorGET", to: "x-vendor-operation-id: doorGet" } },
    "doorGet operation",
    "nothing",
    "an operation",
  ],
])("%s is found", async (_, files, id, vendor, ours) => {
  const { differences } = await compared(files);
  expect(differences.map((one) => ({ id: one.id, vendor: one.vendor, ours: one.ours }))).toContainEqual({ id, vendor, ours });
  // An operation by another name is one that the vendor lacks and one that we lack.
  expect(differences).toHaveLength(id.startsWith("doorGet ") ? 2 : 1);
});

test("a difference names file, line and column of what the description says", async () => {
  const [difference] = (await compared({ ours: { from: "maxLength: 20", to: "maxLength: 21" } })).differences;
  const line = OURS.split("\n").findIndex((text) => text.includes("maxLength")) + 1;
  expect(difference?.at).toMatchObject({ file: "openapi.yaml", line });
});

test("what is missing weighs as much as the vendor says about it", async () => {
  const { differences, different } = await compared({ ours: { from: /^ {8}state:.*\n/m, to: "" } });
  // Name, required mark, type, whether it may be null, and two values.
  expect([differences.length, different]).toEqual([1, 6]);
});

test("as many facts are compared as the vendor's model has", async () => {
  const whole = await compared();
  const without = await compared({
    ours: { from: "operationId: createDoor\n      x-vendor", to: "operationId: createDoor\n      x-lost" },
  });
  // The operation that nobody matches counts once as the vendor's, with all it says, and once as ours.
  expect(without.facts).toBe(whole.facts + 1);
});

test("a model that both ways share keeps what the description adds where it is used, and only that", async () => {
  const adding = `schema:
              allOf: [{ $ref: "#/components/schemas/Door" }]
              type: object
              required: [name, state]
              properties:
                name: { type: string, maxLength: 20 }
                state: { type: string, enum: [OPEN] }
                lock: { allOf: [{ $ref: "#/components/schemas/Lock" }], required: [pin] }`;
  const { differences } = await compared({
    ours: {
      from: 'required: true\n        content: { application/json: { schema: { $ref: "#/components/schemas/Door" } } }',
      to: `required: true\n        content:\n          application/json:\n            ${adding}`,
    },
  });
  expect(differences.map(({ id }) => id)).toEqual([
    "doorPOST.request.state required",
    "doorPOST.request.state enum",
    "doorPOST.request.lock.pin required",
  ]);
});

test("a schema of ours between a body and the vendor's model is looked through", async () => {
  const own = `  schemas:
    NewDoor: { allOf: [{ $ref: "#/components/schemas/Door" }], properties: { name: { minLength: 1 } } }
`;
  const description = await loadDescription(
    folderOf({
      "openapi.yaml": changed(changed(OURS, { from: "  schemas:\n", to: own }), {
        from: /(required: true\n.*schemas\/)Door/,
        to: "$1NewDoor",
      }),
      "vendor-model.yaml": VENDOR,
      "sources.yaml": SOURCES,
    }),
  );
  expect(compareWithVendorModel(description).differences.map(({ id }) => id)).toEqual(["doorPOST.request.name minLength"]);
});

test("schemas that contain themselves end", async () => {
  const own = `  schemas:
    NewDoor:
      allOf: [{ $ref: "#/components/schemas/Door" }]
      properties: { beside: { properties: { beside: { $ref: "#/components/schemas/NewDoor/properties/beside" } }, minProperties: 1 } }
`;
  const description = await loadDescription(
    folderOf({
      "openapi.yaml": changed(
        changed(changed(OURS, { from: "  schemas:\n", to: own }), { from: /(required: true\n.*schemas\/)Door/, to: "$1NewDoor" }),
        { from: /^ {8}opened:.*$/m, to: '$&\n        beside: { $ref: "#/components/schemas/Door" }' },
      ),
      "vendor-model.yaml": changed(VENDOR, { from: /^ {6}opened:.*$/m, to: "$&\n      beside: { model: Door }" }),
      "sources.yaml": SOURCES,
    }),
  );
  expect(compareWithVendorModel(description).differences.map(({ id }) => id)).toContain("doorPOST.request.beside.beside minProperties");
});

test.each(["[string, 'null']", "string"])("null is compared where the vendor's model can say it: %s", async (type) => {
  const nullable = { from: "pin: { type: string }", to: `pin: { type: ${type} }` };
  const { differences } = await compared(
    type === "string" ? { vendor: { from: "pin: { type: string }", to: "pin: { type: string, nullable: true }" } } : { ours: nullable },
  );
  expect(differences.map(({ id }) => id)).toEqual(["Lock.pin null"]);
});

test("null is not compared where the vendor's model cannot say it, and counted", async () => {
  const explanations = 'notCompared: { "null": It has no word for it. }\n';
  const orNull: Change = {
    from: 'lock: { description: its lock, $ref: "#/components/schemas/Lock" }',
    to: 'lock: { oneOf: [{ $ref: "#/components/schemas/Lock" }, { type: "null" }] }',
  };
  expect(await compared({ explanations, ours: orNull })).toMatchObject({ differences: [], stale: [], nulls: 1 });
  expect(await found({ explanations })).toEqual(["differences.yaml:1:16 nothing may be null in the description – take it out"]);
});

test("an operation differs where a model does that it reaches through another", async () => {
  const { operations } = await compared({ ours: { from: ", minimum: 4", to: "" } });
  expect(operations.map(({ id, differences }) => [id, differences.length])).toEqual([
    ["getDoor", 1],
    ["createDoor", 1],
  ]);
  const own = await compared({ ours: { from: "DOORS:VIEW", to: "DOORS:EDIT" } });
  expect(own.operations.map(({ differences }) => differences.length)).toEqual([1, 0]);
});

const LONGER: Files = { ours: { from: "maxLength: 20", to: "maxLength: 21" } };
const EXPLAINED = "differences: [{ at: [Door.name maxLength], because: The vendor's text says 21. }]\n";

test("a difference that nothing explains is a finding, one that is explained is none", async () => {
  expect(await found()).toEqual([]);
  expect(await found(LONGER)).toEqual([
    expect.stringMatching(/^openapi\.yaml:\d+:\d+ Door\.name maxLength: the vendor says 20, we say 21 – explain it in differences\.yaml$/),
  ]);
  expect(await found({ ...LONGER, explanations: EXPLAINED })).toEqual([]);
});

test.each<[string, Files, string]>([
  [
    "no difference any more",
    { explanations: EXPLAINED },
    'differences.yaml:1:22 "Door.name maxLength" is no difference (any more) – take it out',
  ],
  [
    "explained twice",
    { ...LONGER, explanations: "differences: [{ at: [Door.name maxLength, Door.name maxLength], because: So. }]\n" },
    'differences.yaml:1:43 "Door.name maxLength" is explained above',
  ],
  [
    "without a sentence",
    { ...LONGER, explanations: "differences: [{ at: [Door.name maxLength], because: so }]\n" },
    '"differences.0.because" does not match',
  ],
])("an explanation that is %s is a finding", async (_, files, message) => {
  expect(await found(files)).toEqual([expect.stringContaining(message)]);
});

test("more than 2 % of the facts cannot be explained away", async () => {
  const rows = Array.from({ length: 4 }, (_, index) => `extra${index}`);
  const ours = {
    from: "pin: { type: string }",
    to: `pin: { type: string }, ${rows.map((name) => `${name}: { type: string }`).join(", ")}`,
  };
  const explanations = `differences: [{ at: [${rows.map((name) => `Lock.${name} field`).join(", ")}], because: They are there. }]\n`;
  expect(await found({ ours, explanations })).toEqual([
    expect.stringMatching(/^vendor-model\.yaml:1:1 4 of \d+ facts differ, .* %: more than 2 % is another model$/),
  ]);
});

test.each<[string, Change, string]>([
  ["a source that is not listed", { from: "source: M", to: "source: X" }, 'sources.yaml has no model of the vendor\'s under "X"'],
  ["a source that is no model", { from: "source: M", to: "source: D" }, 'sources.yaml has no model of the vendor\'s under "D"'],
  ["another release", { from: '"5.36"', to: '"5.37"' }, "release 5.37 is not the 5.36 that is described"],
  ["a model that is not there", { from: "lock: { model: Lock }", to: "lock: { model: Look }" }, 'there is no model "Look"'],
  ["an unknown word", { from: "maxLength: 20", to: "maxLenght: 20" }, 'unknown key "maxLenght" – did you mean "maxLength"?'],
])("a vendor's model with %s is a finding", async (_, vendor, message) => {
  expect(await found({ vendor })).toContainEqual(expect.stringContaining(message));
});

test("explanations without a vendor's model are a finding", async () => {
  const description = await loadDescription(folderOf({ "openapi.yaml": OURS, "sources.yaml": SOURCES, "differences.yaml": EXPLAINED }));
  expect(checkDescription(description).map(({ message }) => message)).toContain(
    "there is no vendor-model.yaml that this could explain differences from",
  );
});

test("a README shows the count, each reason with its places, and each operation", async () => {
  const text = comparisonMarkdown(await compared({ ...LONGER, explanations: EXPLAINED })).split("\n");
  expect(text.join(" ")).toMatch(/release 5\.36 \(`M`\).* of \d+ facts 1 differ \(.* %\), in 1 places\. 0 of 2 operations are the same/);
  expect(text).toContain("| 1 | `Door`: maxLength of `.name` | The vendor's text says 21. |");
  expect(text.slice(-2)).toEqual(["| `getDoor` | differs: 1 |", "| `createDoor` | differs: 1 |"]);
});
