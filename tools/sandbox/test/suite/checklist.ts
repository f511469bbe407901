import { expect, test } from "vitest";
import type { Checked } from "./check.js";

/** A product's checklist, its rules and its checks say the same. */
export function testChecklist<Target>(
  { product, checks }: Checked<Target>,
  has: { readonly items: number; readonly statuses: readonly number[] },
): void {
  const items = Object.keys(product.checklist).map(Number);

  test(`the checklist has ${has.items} items, without a gap`, () => {
    expect(items).toEqual(Array.from({ length: has.items }, (_, index) => index + 1));
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
    expect([...statuses].sort()).toEqual(has.statuses);
  });
}
