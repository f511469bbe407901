import { sandboxProducts } from "@gatehouse/sandbox";
import { expect, test } from "vitest";
import { shelf } from "../../test/shelf.js";
import { coverageSummary } from "../render/coverage-text.js";
import { apiPage } from "./api-page.js";
import { coverageOf, isComplete } from "./coverage.js";
import { operationPage } from "./operation-page.js";
import type { Report } from "./report.js";

const REPORT: Report = {
  name: "nightly",
  command: "npm run test:nightly",
  commit: "0123456789",
  date: "2026-11-22",
  machine: { cpus: 2, model: "a machine" },
  figures: { "shelf: cases of a seed": { value: 9, unit: "cases", details: ["addBook: 9 cases", "getBook: 0 cases"] } },
};

test("what is missing behind an operation is missing in its row", async () => {
  const description = await shelf();
  const page = apiPage(
    description,
    description.operations.map((operation) => operationPage(description, operation)),
  );
  const product = {
    ...sandboxProducts[0]!,
    name: "shelf",
    operations: [{ id: "addBookUsingPOST", method: "POST", path: "/books", handle: never }] as const,
  };
  const [coverage] = coverageOf([page], [product], [REPORT]);
  expect(coverage!.rows.map(({ operation, typed, imitated, cases }) => [operation, typed, imitated, cases])).toEqual([
    ["login", false, false, undefined],
    ["addBook", false, true, 9],
    ["getBook", false, false, 0],
  ]);
  expect(coverage!.rows.some(isComplete)).toBe(false);
  expect(coverageSummary([coverage!])).toBe("3 operations, 3 of them core and 0 there for their sake; 3 of them lack something below.");
});

test("a row is complete where it has claims, a call, an imitation and cases", () => {
  const row = { operation: "a", title: "A", scope: "core", claims: 1, typed: true, imitated: true, cases: 1 } as const;
  expect(isComplete(row)).toBe(true);
  for (const lacking of [{ claims: 0 }, { typed: false }, { imitated: false }, { cases: 0 }, { cases: undefined }]) {
    expect(isComplete({ ...row, ...lacking })).toBe(false);
  }
});

function never(): never {
  throw new Error("not called");
}
