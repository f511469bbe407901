import { expect, expectTypeOf, test } from "vitest";
import { type Infer, type Shape, violations } from "./shape.js";

const shape = {
  type: "object",
  properties: {
    id: { type: "string", required: true, nullable: true },
    note: { type: "string", nullable: true },
    count: { type: "integer" },
  },
} as const satisfies Shape;

test("null is a value where a property is nullable, and there only", () => {
  expectTypeOf<Infer<typeof shape>>().toEqualTypeOf<
    { readonly id: string | null } & { readonly note?: string | null; readonly count?: number }
  >();
  expect(violations(shape, { id: null, note: null })).toEqual([]);
  expect(violations(shape, { id: "1", note: "", count: 1 })).toEqual([]);
  expect(violations(shape, { note: 1, count: null })).toEqual([
    { kind: "required", at: "id", message: "id is required" },
    { kind: "type", at: "note", message: "note must be a string" },
    { kind: "type", at: "count", message: "count must be an integer" },
  ]);
});

test("a broken constraint says where it is, at any depth", () => {
  const nested = { type: "object", properties: { list: { type: "array", items: shape }, by: { type: "map", values: shape } } } as const;
  const places = violations(nested, { list: [{ id: "1" }, {}], by: { a: { id: 1 } } }).map(({ kind, at }) => [kind, at]);
  expect(places).toEqual([
    ["required", "list[1].id"],
    ["type", "by.a.id"],
  ]);
  expect(violations(nested, []).map(({ at }) => at)).toEqual(["body"]);
});
