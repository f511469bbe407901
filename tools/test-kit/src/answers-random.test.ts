import { answer, type SchemaObject } from "@gatehouse/runtime/validation";
import { registerSchema, validate as secondOpinion, unregisterSchema } from "@hyperjump/json-schema/draft-2020-12";
import {
  type Arbitrary,
  array,
  assert,
  asyncProperty,
  boolean,
  constant,
  constantFrom,
  dictionary,
  integer,
  letrec,
  oneof,
  record,
  uniqueArray,
} from "fast-check";
import { expect, test } from "vitest";

/** Few names and few values, so that schemas and values meet. */
const name = constantFrom("a", "b", "c", "constructor");
const scalar = oneof(
  constantFrom("", "a", "ab", "abc", "ü𝄞", "1"),
  integer({ min: -2, max: 4 }),
  constantFrom(0.5, 1.5),
  boolean(),
  constant(null),
);
const { value } = letrec((tie) => ({
  value: oneof(
    { depthSize: "small" },
    { arbitrary: scalar, weight: 3 },
    { arbitrary: array(tie("value"), { maxLength: 4 }), weight: 2 },
    { arbitrary: dictionary(name, tie("value"), { maxKeys: 3 }), weight: 3 },
  ),
}));

const type = constantFrom("string", "number", "integer", "boolean", "object", "array", "null");
const size = integer({ min: 0, max: 3 });
const { schema } = letrec((tie) => {
  const one = tie("schema");
  const list = array(one, { minLength: 1, maxLength: 3 });
  const named = dictionary(name, one, { minKeys: 1, maxKeys: 3 });
  /** One or two keywords at a time. */
  const some = (keywords: Record<string, Arbitrary<unknown>>) => record(keywords, { requiredKeys: [] });
  return {
    schema: oneof(
      { depthSize: "small" },
      boolean(),
      some({ type: oneof(type, uniqueArray(type, { minLength: 1, maxLength: 2 })), enum: array(scalar, { minLength: 1, maxLength: 3 }) }),
      record({ const: value }),
      some({ minimum: integer({ min: -1, max: 2 }), exclusiveMaximum: integer({ min: 0, max: 3 }), multipleOf: constantFrom(1, 2, 0.5) }),
      some({ maximum: size, exclusiveMinimum: size }),
      some({ minLength: size, maxLength: size, pattern: constantFrom("^a", "b$", "^.{2}$") }),
      some({ properties: named, required: uniqueArray(name, { maxLength: 2 }), additionalProperties: one }),
      some({
        patternProperties: dictionary(constantFrom("^a", "c"), one, { minKeys: 1 }),
        propertyNames: one,
        minProperties: size,
        maxProperties: size,
      }),
      some({ dependentRequired: dictionary(name, uniqueArray(name, { maxLength: 2 }), { maxKeys: 2 }), dependentSchemas: named }),
      some({ items: one, prefixItems: list, minItems: size, maxItems: size, uniqueItems: boolean() }),
      some({ contains: one, minContains: size, maxContains: size }),
      some({ allOf: list, unevaluatedProperties: one, properties: named }),
      some({ anyOf: list, unevaluatedItems: one, prefixItems: list }),
      some({ oneOf: list, unevaluatedProperties: constant(false), unevaluatedItems: constant(false) }),
      // biome-ignore lint/suspicious/noThenProperty: the keyword is called so
      some({ not: one, if: one, then: one, else: one, unevaluatedProperties: constant(false) }),
    ),
  };
});

const DIALECT = "https://json-schema.org/draft/2020-12/schema";
const ID = "urn:gatehouse:random";

test("what breaks a schema is what another validator, which shares no code with this one, calls wrong", async () => {
  const count = { valid: 0, invalid: 0 };
  const compared = asyncProperty(schema, array(value, { minLength: 4, maxLength: 8 }), async (made, values) => {
    registerSchema(made as boolean, ID, DIALECT);
    const second = await secondOpinion(ID).finally(() => unregisterSchema(ID));
    const { validate } = answer((typeof made === "boolean" ? { allOf: [made] } : made) as SchemaObject)["~standard"];
    for (const each of values) {
      const { issues = [] } = validate(each);
      const breaking = issues.filter((issue) => issue.breaking);
      expect(breaking.length === 0, JSON.stringify({ each, breaking })).toBe(second(each as never).valid);
      count[breaking.length ? "invalid" : "valid"]++;
    }
  });
  await assert(compared, { numRuns: 300, seed: 5 });
  expect(Math.min(count.valid, count.invalid), "values on both sides").toBeGreaterThan(300);
});
