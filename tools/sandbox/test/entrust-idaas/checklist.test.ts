import { expect, test } from "vitest";
import { product } from "../../src/products/entrust-idaas/index.js";
import { checks } from "./checks/index.js";

const items = Object.keys(product.checklist).map(Number);

test("the checklist has 40 items, without a gap", () => {
  expect(items).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
});

test("every item of the checklist has exactly one check of its name", () => {
  const checked = checks.flatMap(({ item }) => item ?? []);
  expect([...checked].sort((a, b) => a - b)).toEqual(items);
});

test("every rule refers to items there are", () => {
  const unknown = Object.entries(product.rules).flatMap(([id, { checklist }]) =>
    checklist.filter((item) => !items.includes(item)).map((item) => `${id}: ${item}`),
  );
  expect(unknown).toEqual([]);
});

test("no two checks have the same title", () => {
  expect(new Set(checks.map(({ title }) => title)).size).toBe(checks.length);
});

test("every operation refuses with statuses it declares", () => {
  const statuses = new Set(Object.values(product.rules).map(({ status }) => status));
  expect([...statuses].sort()).toEqual([400, 401, 403, 404, 409]);
});
