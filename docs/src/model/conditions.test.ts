import type { Description, Node } from "@gatehouse/description";
import { expect, test } from "vitest";
import { conditionsOf } from "./conditions.js";

const plain = {
  resolve: (node: Node) => node,
  schema: (node: Node) => ({ node, resolved: node, name: undefined }),
} as unknown as Description;
const sentences = (schema: object) => conditionsOf(plain, schema as Node);

test.each<[string, object, string[]]>([
  ["a dependence", { dependentRequired: { a: ["b", "c"] } }, ["With `a`, `b` and `c` are needed too."]],
  [
    "a condition on a value",
    {
      if: { required: ["kind"], properties: { kind: { const: "x" } } },
      then: { required: ["size"] },
      else: { properties: { size: false } },
    },
    ["If `kind` is `x`, then `size` is there.", "Unless `kind` is `x`, `size` is missing."],
  ],
  [
    "a condition that holds without the property too",
    { if: { properties: { kind: { enum: ["x", "y"] } } }, then: { required: ["size"] } },
    ["If `kind` is `x` or `y` or missing, then `size` is there."],
  ],
  [
    "a dependence inside a condition",
    { if: { required: ["c"], properties: { c: { enum: ["ca", "us"] } } }, then: { dependentRequired: { c: ["state"] } } },
    ["If `c` is `ca` or `us`, then `state` is there, where `c` is."],
  ],
  [
    "something deep that is excluded",
    {
      not: {
        required: ["tenant"],
        properties: {
          tenant: { required: ["kind"], properties: { kind: { const: true } } },
          entitlements: { not: { required: ["issuance"], properties: { issuance: {} } } },
        },
      },
    },
    ["Not allowed: `tenant.kind` is `true` and `entitlements.issuance` is missing."],
  ],
  [
    "two that cannot both be missing",
    { not: { properties: { a: { not: {} }, b: { not: {} } } } },
    ["Not allowed: `a` is missing and `b` is missing."],
  ],
  [
    "alternatives that only constrain",
    { allOf: [{ anyOf: [{ properties: { a: { const: true } }, required: ["a"] }, { required: ["b"] }] }] },
    ["One of these has to hold: (a) `a` is `true`; (b) `b` is there."],
  ],
  [
    "an item that has to be there",
    { contains: { required: ["name"], properties: { name: { const: "x" } } } },
    ["At least one item in which `name` is `x`."],
  ],
  ["what there is no sentence for", { propertyNames: { maxLength: 3 } }, ['Further rule: `{"propertyNames":{"maxLength":3}}`.']],
  [
    "forms of their own are no conditions",
    {
      oneOf: [
        { title: "A", properties: { a: {} } },
        { title: "B", properties: { b: {} } },
      ],
    },
    [],
  ],
  ["a union with null is none", { oneOf: [{ type: "object" }, { type: "null" }] }, []],
  ["what is only forbidden is said by its row", { not: {} }, []],
])("%s", (_, schema, expected) => expect(sentences(schema)).toEqual(expected));
