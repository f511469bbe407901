import { expect, test } from "vitest";
import { freshValue } from "./fresh.js";

test("the same key gives the same value, another key another", () => {
  expect(freshValue("acme", "a")).toBe(freshValue("acme", "a"));
  expect(new Set(Array.from({ length: 1000 }, (_, key) => freshValue("acme", String(key)))).size).toBe(1000);
  expect(new Set(Array.from({ length: 1000 }, (_, key) => freshValue(100_000, String(key)))).size).toBeGreaterThan(990);
});

test.each([
  ["acme.example", {}, /^acme[a-z]{8}\.example$/],
  ["jo@acme.example", {}, /^jo[a-z]{8}@acme\.example$/],
  ["QA-76", { pattern: "^[A-Z]{1,9}-[0-9]+$" }, /^QA[A-Z]{6}-76$/],
  ["ab", { maxLength: 2 }, /^[a-z]{2}$/],
  ["+49 171 5550100", {}, /^\+[1-9]\d \d{3} \d{7}$/],
  ["42", { pattern: "^[0-9]+$" }, /^[1-9]\d$/],
  ["42", { pattern: "^[0-9a-z]+$" }, /^42[a-z]{8}$/],
  ["!~", { maxLength: 6 }, /^!~[a-z]{4}$/],
  ["3F2b8a4e-5c1d-4e7a-9b60-8d2c4f1a7e35", {}, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-9[0-9a-f]{3}-[0-9a-f]{12}$/],
  ["1c-3b-4A", { pattern: "^([0-9A-Fa-f]{2}[:-]){1,7}[0-9A-Fa-f]{2}$" }, /^[0-9a-f]{2}-[0-9a-f]{2}-[0-9a-f]{2}$/],
  ["10-31", {}, /^[1-9]\d-\d\d$/],
  ["", {}, /^[a-z]{8}$/],
] as const)("%s keeps its shape", (base, within, shape) => {
  for (let key = 0; key < 50; key++) {
    const fresh = freshValue(base, String(key), within);
    expect(fresh).toMatch(shape);
    expect(fresh).not.toBe(base);
  }
});

test("numbers keep to their bounds, or to their number of digits", () => {
  for (let key = 0; key < 200; key++) {
    const bounded = freshValue(5, String(key), { minimum: 3, maximum: 9 });
    expect(bounded).toBeGreaterThanOrEqual(3);
    expect(bounded).toBeLessThanOrEqual(9);
    expect(freshValue(1234, String(key))).toBeGreaterThanOrEqual(1000);
  }
});
