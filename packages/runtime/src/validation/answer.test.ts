import { describe, expect, it, test } from "vitest";
import { answer, date, dateTime, email, hostname, int32, ipv4, type SchemaObject, uri, uuid } from "./index.js";

/** Every issue of a value as one line: what, where, by which keyword, expected, found; `+` before what is only new. */
function issues(schema: SchemaObject, value: unknown): readonly string[] {
  const result = answer(schema)["~standard"].validate(value);
  return (result.issues ?? []).map(
    ({ kind, breaking, pointer, schemaPointer, expected, found }) =>
      `${breaking ? "" : "+"}${kind} ${pointer} ${schemaPointer} | ${expected} | ${found}`,
  );
}

const thing: SchemaObject = {
  $id: "things.yaml#/Thing",
  type: "object",
  required: ["id"],
  properties: {
    id: { type: "string" },
    state: { type: ["string", "null"], open: ["ON", "OFF"] },
    mode: { enum: ["A", "B"] },
    parts: { type: "array", items: { $ref: () => part } },
  },
};
const part: SchemaObject = { $id: "parts.yaml#/Part", type: "object", properties: { size: { type: "integer", minimum: 1 } } };

describe("an answer", () => {
  it("that is as described has no issue and comes back itself", () => {
    const value = { id: "1", state: null, mode: "A", parts: [{ size: 1 }, {}] };
    const result = answer(thing)["~standard"].validate(value);
    expect(result).toEqual({ value });
    expect("value" in result && result.value).toBe(value);
  });

  it.each<[string, unknown, readonly string[]]>([
    ["a new property", { id: "1", x: 1 }, ["+unknown-property /x things.yaml#/Thing/properties | no such property | integer"]],
    [
      "a new value of an open enum",
      { id: "1", state: "HALF" },
      ['+unknown-value /state things.yaml#/Thing/properties/state/x-extensible-enum | "ON" | "OFF" | "HALF"'],
    ],
    [
      "a new value of a closed one",
      { id: "1", mode: "C" },
      ['unknown-value /mode things.yaml#/Thing/properties/mode/enum | "A" | "B" | "C"'],
    ],
    ["a missing property", {}, ["missing-property /id things.yaml#/Thing/required | a property | nothing"]],
    ["another type", { id: 7 }, ["wrong-type /id things.yaml#/Thing/properties/id/type | string | integer"]],
    [
      "another type, of several",
      { id: "1", state: {} },
      ["wrong-type /state things.yaml#/Thing/properties/state/type | string | null | object"],
    ],
    ["no object at all", [], ["wrong-type  things.yaml#/Thing/type | object | array"]],
    [
      "something inside a list, where a reference leads",
      { id: "1", parts: [{}, { size: 0, y: null }] },
      [
        "out-of-bounds /parts/1/size parts.yaml#/Part/properties/size/minimum | at least 1 | integer",
        "+unknown-property /parts/1/y parts.yaml#/Part/properties | no such property | null",
      ],
    ],
    [
      "a property with a name that objects have anyway",
      JSON.parse('{"id":"1","__proto__":1,"constructor":2}'),
      [
        "+unknown-property /__proto__ things.yaml#/Thing/properties | no such property | integer",
        "+unknown-property /constructor things.yaml#/Thing/properties | no such property | integer",
      ],
    ],
  ])("with %s says so", (_name, value, expected) => {
    expect(issues(thing, value)).toEqual(expected);
  });

  it("has the keys that lead to each issue, as Standard Schema wants them, and a message", () => {
    const { issues: [issue] = [] } = answer(thing)["~standard"].validate({ id: "1", parts: [{ size: "x" }] });
    expect(issue?.path).toEqual(["parts", 0, "size"]);
    expect(issue?.message).toBe("/parts/0/size: wrong-type, expected integer, found string");
  });
});

it("is taken by what takes a Standard Schema, such as Vitest", () => {
  expect({ id: "1" }).toEqual(expect.schemaMatching(answer(thing)));
  expect({ id: 1 }).not.toEqual(expect.schemaMatching(answer(thing)));
});

describe("a property is new", () => {
  const a: SchemaObject = { properties: { a: { properties: { one: {} } } } };
  const b: SchemaObject = { properties: { a: { properties: { two: {} } }, b: {} } };

  it.each<[string, SchemaObject, unknown, readonly string[]]>([
    ["only when no part of the schema names it", { allOf: [a, b] }, { a: { one: 1, two: 2, three: 3 }, b: 1, c: 1 }, ["/c", "/a/three"]],
    [
      "not by an alternative that does not fit",
      {
        oneOf: [
          { ...a, required: ["x"] },
          { ...b, required: ["b"] },
        ],
      },
      { b: 1, a: { two: 1, one: 1 } },
      ["/a/one"],
    ],
    [
      "but for those that the fitting alternatives name",
      { anyOf: [{ ...a, required: ["x"] }, { properties: { b: {} } }] },
      { a: {}, b: 1 },
      ["/a"],
    ],
    ["nowhere where none is named", { type: "object" }, { a: 1 }, []],
    ["nowhere where any may come", { properties: {}, additionalProperties: true }, { a: 1 }, []],
    ["nowhere where names follow a pattern", { properties: {}, patternProperties: { "^a": {} } }, { a: 1 }, []],
    ["where names follow a pattern and it does not", { properties: {}, patternProperties: { "^a": {} } }, { b: 1 }, ["/b"]],
    [
      "as far as a condition holds",
      // biome-ignore lint/suspicious/noThenProperty: the keyword is called so
      { if: { required: ["a"] }, then: { properties: { a: {} } }, else: { properties: { b: {} } } },
      { b: 1, c: 1 },
      ["/c"],
    ],
    ["nowhere below what is wrong anyway", { properties: { a: {} }, oneOf: [{ required: ["x"] }, { required: ["y"] }] }, { z: 1 }, [""]],
  ])("%s", (_name, schema, value, expected) => {
    expect(issues(schema, value).map((line) => line.split(" ")[1])).toEqual(expected);
  });
});

describe("of alternatives that all fail", () => {
  const circle: SchemaObject = {
    type: "object",
    required: ["kind", "r"],
    properties: { kind: { const: "circle" }, r: { type: "number" } },
  };
  const square: SchemaObject = {
    type: "object",
    required: ["kind", "a"],
    properties: { kind: { const: "square" }, a: { type: "number" } },
  };

  it.each<[string, SchemaObject, unknown, string]>([
    [
      "the one with the right tag is explained",
      { oneOf: [circle, square] },
      { kind: "square", a: "1" },
      "wrong-type /a #/oneOf/1/properties/a/type",
    ],
    [
      "the one with the right type is explained",
      { oneOf: [{ type: "null" }, circle] },
      { kind: "circle" },
      "missing-property /r #/oneOf/1/required",
    ],
    ["none is where both could be meant", { anyOf: [circle, square] }, {}, "no-alternative  #/anyOf"],
    ["none is for a tag that nobody has", { anyOf: [circle, square] }, { kind: "line" }, "no-alternative  #/anyOf"],
    ["two that fit are as bad where one should", { oneOf: [{}, {}] }, 1, "no-alternative  #/oneOf"],
  ])("%s", (_name, schema, value, expected) => {
    const found = issues(schema, value);
    expect(found).toHaveLength(1);
    expect(found[0]?.startsWith(expected), found[0]).toBe(true);
  });

  it("a value that one of the fitting ones lists is not new", () => {
    expect(issues({ anyOf: [{ open: ["A"] }, { open: ["B"] }] }, "B")).toEqual([]);
    expect(issues({ anyOf: [{ open: ["A"] }, { open: ["B"] }] }, "C")).toHaveLength(1);
  });
});

describe("nothing of an answer is shown", () => {
  const value = "s3cret-value";
  const wholly = (schema: SchemaObject, data: unknown) => JSON.stringify(answer(schema)["~standard"].validate(data));

  it.each<[string, SchemaObject, unknown]>([
    ["by another type", { type: "integer" }, value],
    ["by a length", { maxLength: 2 }, value],
    ["by a pattern", { pattern: "^x" }, value],
    ["by a format", { format: dateTime }, value],
    ["by a constant", { const: 1 }, value],
    ["by a list", { items: { type: "integer" } }, [value]],
    ["by items that are the same", { uniqueItems: true }, [value, value]],
    ["by an unlisted value that is sensitive", { secret: true, enum: ["A"] }, value],
    ["by an unlisted value inside what is sensitive", { secret: true, items: { open: ["A"] } }, [value]],
    ["by an unlisted value that another part calls sensitive", { allOf: [{ enum: ["A"] }, { secret: true }] }, value],
    [
      "by an unlisted value of an alternative that does not fit",
      { allOf: [{ open: ["A"] }], anyOf: [{ secret: true, const: "A" }, {}] },
      value,
    ],
    ["by an unlisted value that looks like no name", { enum: ["A"] }, `${value}@example`],
    ["by a long one", { enum: ["A"] }, value.repeat(9)],
  ])("%s", (_name, schema, data) => {
    const shown = wholly(schema, data);
    expect(shown).toContain('"issues":[{');
    expect(shown).not.toContain(value);
  });

  it("but for an unlisted value that looks like those that are listed", () => {
    expect(wholly({ enum: ["A"] }, value)).toContain(value);
  });

  it("by a key that is open: `*` stands for it", () => {
    const [line] = issues({ additionalProperties: { type: "string" } }, { "mira@example.com": 1 });
    expect(line).toBe("wrong-type /* #/additionalProperties/type | string | integer");
    expect(issues({ properties: {} }, { "mira@example.com": 1 })[0]).toMatch(/^\+unknown-property \/\* /);
  });

  it("of a length where the value is sensitive, which is half the way to a guess", () => {
    expect(issues({ maxLength: 2 }, value)[0]).toMatch(/string of 12 characters$/);
    expect(issues({ secret: true, maxLength: 2 }, value)[0]).toMatch(/string$/);
  });
});

test.each([
  [
    dateTime,
    ["2026-11-22T10:00:00Z", "2024-02-29t23:59:60.5+01:00", "2026-11-22T10:00:00+0000"],
    ["2026-02-30T10:00:00Z", "2026-11-22", "2026-11-22T10:00:00", "2026-13-01T00:00:00Z"],
  ],
  [date, ["2026-11-22", "2000-02-29"], ["2025-02-29", "1900-02-29", "22.11.2026"]],
  [uuid, ["3F2b8a4e-5c1d-4e7a-9b60-8d2c4f1a7e35"], ["3f2b8a4e", "3f2b8a4e5c1d4e7a9b608d2c4f1a7e35"]],
  [uri, ["https://example.com/a?b#c", "urn:x:y"], ["/a", "https://a b"]],
  [email, ["a@example.com"], ["a", "@example.com", "a @b"]],
  [hostname, ["a", "a-b.example."], ["-a", "a..b", "a_b"]],
  [ipv4, ["192.0.2.1", "0.0.0.0"], ["256.1.1.1", "1.2.3", "1.2.3.4.", "01.2.3.4"]],
])("$name", (format, right, wrong) => {
  for (const value of right) expect(format.test(value), value).toBe(true);
  for (const value of wrong) expect(format.test(value), value).toBe(false);
  expect(format.test(1), "says nothing of numbers").toBe(true);
});

test("int32 ends where it says", () => {
  expect([2 ** 31 - 1, -(2 ** 31), 2 ** 31, -(2 ** 31) - 1, 0.5].map((value) => int32.test(value))).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});
