import { expect, test } from "vitest";
import { folderOf } from "../test/fixture.js";
import { createValidator, isDescriptionError, type Json, loadDescription, type ValidateOptions } from "./index.js";

/** A validator over component schemas, `error.pointer: error.message` per error. */
async function validatorOf(schemas: Json, openapi = "3.1.0") {
  const document = { openapi, "x-gatehouse": 1, info: { title: "V", version: "1" }, paths: {}, components: { schemas } };
  const description = await loadDescription(folderOf({ "openapi.json": JSON.stringify(document, null, 1) }));
  const validator = createValidator(description);
  return {
    errors: (name: string, value: Json, options?: ValidateOptions) =>
      validator.validate(description.schemas.get(name)!, value, options).map(({ pointer, message }) => `${pointer}: ${message}`),
    raw: (name: string, value: Json) => validator.validate(description.schemas.get(name)!, value),
    notes: (name: string, value: Json) => validator.notes(description.schemas.get(name)!, value),
  };
}

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

test("errors name the place in the value, what is wrong, and the keyword's line in the description", async () => {
  const { raw } = await validatorOf({
    Tree: { type: "object", required: ["name"], properties: { name: ref("Name"), children: { type: "array", items: ref("Tree") } } },
    Name: { type: "string", minLength: 2 },
  });
  const [first, second, ...rest] = raw("Tree", { name: "ab", children: [{ name: "a", children: [{}] }] });
  expect(rest).toEqual([]);
  expect(first).toMatchObject({
    pointer: "/children/0/name",
    keyword: "minLength",
    message: "has 1 characters, must have at least 2",
    at: { file: "openapi.json", line: 30, pointer: "/components/schemas/Name/minLength" },
    node: { type: "string" },
  });
  expect(second).toMatchObject({ pointer: "/children/0/children/0", keyword: "required", property: "name", message: 'lacks "name"' });
});

test.each<[string, Json, Json, string]>([
  ["type", { type: ["string", "null"] }, 5, ": is a number, must be text or null"],
  ["integer", { type: "integer" }, 1.5, ": is a number, must be a whole number"],
  ["enum", { enum: ["A", 2, null] }, "B", ': is none of "A", 2 or null'],
  ["const", { const: "A" }, "B", ': must be "A"'],
  ["bounds", { type: "number", exclusiveMaximum: 3 }, 3, ": must be less than 3"],
  ["length in characters, not code units", { type: "string", maxLength: 1 }, "😀😀", ": has 2 characters, must have at most 1"],
  ["pattern", { pattern: "^a$" }, "b", ": does not match the pattern ^a$"],
  ["format", { format: "date-time" }, "soon", ": is no date-time"],
  ["items", { type: "array", minItems: 1 }, [], ": has 0 items, must have at least 1"],
  ["unique items", { uniqueItems: true }, [1, 2, 1], ": has the same item at 0 and 2, items must differ"],
  ["additional properties", { type: "object", additionalProperties: false }, { a: 1 }, ': has "a", which the schema does not know'],
  ["dependent required", { dependentRequired: { a: ["b"] } }, { a: 1 }, ': lacks "b", needed where "a" is present'],
  ["not", { not: { type: "string" } }, "", ": fits what the schema excludes"],
  ["false", { properties: { a: false } }, { a: 1 }, "/a: must not be present"],
  [
    "more than one of oneOf",
    { oneOf: [{ minimum: 1 }, { minimum: 2 }] },
    3,
    ": fits more than one of the alternatives, must fit exactly one",
  ],
])("%s reads well", async (_, schema, value, error) => {
  expect((await validatorOf({ A: schema })).errors("A", value)).toEqual([error]);
});

test("a message never has the value in it", async () => {
  const { errors } = await validatorOf({ A: { type: "string", pattern: "^x$", format: "uuid", maxLength: 3, enum: ["x"] } });
  const messages = errors("A", "hunter2-hunter2");
  expect(messages).toHaveLength(4);
  expect(messages.join()).not.toContain("hunter2");
});

test("a condition is explained by what it asks for", async () => {
  const { errors } = await validatorOf({
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    A: { if: { properties: { country: { const: "us" } }, required: ["country"] }, then: { required: ["state"] } },
  });
  expect(errors("A", { country: "us" })).toEqual([': lacks "state"']);
  expect(errors("A", { country: "de" })).toEqual([]);
});

const CHOICE = {
  Pet: { oneOf: [ref("Cat"), ref("Dog")], discriminator: { propertyName: "kind", mapping: { cat: "#/components/schemas/Cat" } } },
  Cat: { type: "object", required: ["kind", "lives"], properties: { kind: { type: "string" }, lives: { type: "integer" } } },
  Dog: { type: "object", required: ["kind", "bark"], properties: { kind: { type: "string" }, bark: { type: "boolean" } } },
  Tagged: { oneOf: [{ properties: { t: { const: "a" }, n: { minimum: 1 } } }, { properties: { t: { enum: ["b"] }, n: { maximum: 0 } } }] },
  Maybe: { anyOf: [{ type: "null" }, ref("Cat")] },
  Both: { allOf: [{ required: ["other"] }, ref("Maybe")] },
};

test.each<[string, string, Json, string[]]>([
  ["by mapping", "Pet", { kind: "cat", lives: "nine" }, ["/lives: is text, must be a whole number"]],
  ["by name", "Pet", { kind: "Dog" }, [': lacks "bark"']],
  ["by constant", "Tagged", { t: "b", n: 5 }, ["/n: must be at most 0"]],
  ["by type", "Maybe", { kind: "x" }, [': lacks "lives"']],
  ["not where none was meant", "Pet", { kind: "cow" }, [": fits none of the alternatives"]],
  ["not where nothing tells", "Maybe", "x", [": fits none of the alternatives"]],
  ["and what stands beside it stays", "Both", { kind: "x" }, [': lacks "other"', ': lacks "lives"']],
])("of alternatives the meant one is explained: %s", async (_, name, value, expected) => {
  expect((await validatorOf(CHOICE)).errors(name, value)).toEqual(expected);
});

test("what stands beside a choice stays, and what lies inside is told once, also where the choice contains itself", async () => {
  const { errors } = await validatorOf({
    A: { enum: ["leaf"], anyOf: [{ type: "object", required: ["x"], properties: { a: ref("A") } }, { type: "string" }] },
  });
  expect(errors("A", {})).toEqual([': is none of "leaf"', ': lacks "x"']);
  expect(errors("A", { x: 1, a: 5 })).toEqual([': is none of "leaf"', ": fits none of the alternatives"]);
});

test("OpenAPI 3.0: nullable, boolean bounds, nothing beside a $ref", async () => {
  const { errors } = await validatorOf(
    {
      Text: { type: "string", nullable: true, enum: ["a"] },
      Wrapped: { allOf: [ref("Above")], nullable: true },
      Above: { type: "integer", minimum: 0, exclusiveMinimum: true },
      Beside: { ...ref("Above"), maximum: 3 },
      Plain: { type: "string" },
    },
    "3.0.3",
  );
  expect(errors("Text", null)).toEqual([]);
  expect(errors("Wrapped", null)).toEqual([]);
  expect(errors("Wrapped", 0)).toEqual([": must be more than 0"]);
  expect(errors("Beside", 5)).toEqual([]);
  expect(errors("Plain", null)).toEqual([": is null, must be text"]);
});

test("OpenAPI 3.1: what stands beside a $ref counts, nullable does not", async () => {
  const { errors } = await validatorOf({ A: { type: "integer" }, B: { ...ref("A"), maximum: 3 }, C: { type: "string", nullable: true } });
  expect(errors("B", 5)).toEqual([": must be at most 3"]);
  expect(errors("C", null)).toEqual([": is null, must be text"]);
});

test("which way a value goes decides what it must have", async () => {
  const { errors } = await validatorOf({
    A: { type: "object", required: ["id", "secret"], properties: { id: { type: "string", readOnly: true }, secret: { writeOnly: true } } },
  });
  expect(errors("A", { secret: "x" }, { direction: "request" })).toEqual([]);
  expect(errors("A", { id: "x" }, { direction: "response" })).toEqual([]);
  expect(errors("A", {})).toEqual([': lacks "id"', ': lacks "secret"']);
});

test("patterns are told apart, and a catastrophic one is an error and no hang", async () => {
  const { errors } = await validatorOf({
    A: { properties: { a: { pattern: "^(\\d+)-(\\d+)$" }, b: { pattern: "^([a-z]+)-([a-z]+)$" }, c: { pattern: "^(a+)+$" } } },
  });
  expect(errors("A", { a: "1-2", b: "a-b" })).toEqual([]);
  expect(errors("A", { a: "a-b", b: "1-2" })).toHaveLength(2);
  expect(errors("A", { c: `${"a".repeat(40)}!` })).toEqual([expect.stringContaining("cannot be checked: pattern took longer")]);
});

test("a pattern that does not compile with the u flag is not run", async () => {
  const { errors } = await validatorOf({ A: { pattern: "^\\-$", patternProperties: { "^\\-": { type: "string" } }, minLength: 2 } });
  expect(errors("A", "x")).toEqual([": has 1 characters, must have at least 2"]);
  expect(errors("A", { a: 1 })).toEqual([]);
});

test("what every object inherits is no property of a value", async () => {
  const schema = JSON.parse(
    '{ "A": { "required": ["__proto__", "constructor"], "properties": { "constructor": { "type": "string" } } } }',
  ) as Json;
  const { errors } = await validatorOf(schema);
  expect(errors("A", {})).toEqual([': lacks "__proto__"', ': lacks "constructor"']);
  expect(errors("A", JSON.parse('{ "__proto__": 1, "constructor": 1 }') as Json)).toEqual(["/constructor: is a number, must be text"]);
});

test("a value that an open enum does not list is a note and no error", async () => {
  const { errors, notes } = await validatorOf({
    State: { type: ["string", "null"], "x-extensible-enum": ["ON", "OFF"] },
    A: { type: "object", properties: { state: ref("State"), list: { items: ref("State") }, more: { additionalProperties: ref("State") } } },
    Either: {
      oneOf: [
        { required: ["a"], properties: { s: { "x-extensible-enum": ["A"] } } },
        { required: ["b"], properties: { s: { "x-extensible-enum": ["B"] } } },
      ],
    },
  });
  const value = { state: "NEW", list: ["ON", "ODD"], more: { x: "OTHER" } };
  expect(errors("A", value)).toEqual([]);
  expect(notes("A", value).map(({ pointer }) => pointer)).toEqual(["/state", "/list/1", "/more/x"]);
  expect(notes("A", value)[0]).toMatchObject({ at: { pointer: "/components/schemas/State/x-extensible-enum" } });
  expect(notes("A", { state: null, list: ["OFF"] })).toEqual([]);
  expect(notes("Either", { b: 1, s: "B" })).toEqual([]);
  expect(notes("Either", { b: 1, s: "A" })).toHaveLength(1);
});

test("a schema that is none is an error at its line, not a crash", async () => {
  const { errors } = await validatorOf({ A: { type: "strng" } });
  expect(() => errors("A", 1)).toThrow(/^not a JSON Schema: .+ – openapi.json:\d+:\d+ – /);
  try {
    errors("A", 1);
  } catch (error) {
    expect(isDescriptionError(error)).toBe(true);
  }
});
