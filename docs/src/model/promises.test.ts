import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { promisesMarkdown } from "../render/promise-text.js";
import { loadPromises } from "./promises.js";
import type { Report } from "./report.js";

const REPORT: Report = {
  name: "bench",
  command: "npm run bench",
  commit: "0123456789abcdef",
  date: "2026-11-22",
  machine: { cpus: 2, model: "a machine" },
  figures: { "size of a call": { value: 8669, unit: "bytes", target: { atMost: 8000 }, peers: { "raw fetch": 140 } } },
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "promises-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function load(yaml: string, reports: readonly Report[] = [REPORT]) {
  const file = join(folder, "promises.yaml");
  await writeFile(file, yaml);
  return loadPromises(file, reports);
}

test("a promise quotes its figure with the target, and the command that wrote it", async () => {
  const promises = await load(`
- promise: A call is \`small\`.
  tests: [a.test.ts, b/c.test.ts]
  figure: size of a call
- promise: Nothing is sent twice.
  tests: [d.test.ts]
`);
  expect(promisesMarkdown(promises)).toBe(
    [
      "- A call is `small`. Measured: 8,669 bytes (at most 8,000: missed), by `npm run bench`. Held by `a.test.ts`, `b/c.test.ts`.",
      "- Nothing is sent twice. Held by `d.test.ts`.",
    ].join("\n"),
  );
});

test("a command of its own stands without a figure", async () => {
  const [promise] = await load("- { promise: It holds., tests: [a.ts], command: node a.js }");
  expect(promisesMarkdown([promise!])).toBe("- It holds. Printed by `node a.js`. Held by `a.ts`.");
});

test.each([
  ["no entry", "[]", "no list of promises"],
  ["no sentence", "- { promise: It holds, tests: [a.ts] }", "promise is not a sentence"],
  ["no test", "- { promise: It holds., tests: [] }", "tests is not a list of paths"],
  ["the same promise twice", "- { promise: It holds., tests: [a.ts] }\n- { promise: It holds., tests: [b.ts] }", "stands there twice"],
  ["a key that nobody reads", "- { promise: It holds., tests: [a.ts], figures: [x] }", "unknown key figures"],
  [
    "a figure that nothing measured",
    "- { promise: It holds., tests: [a.ts], figure: speed }",
    'figure "speed" stands in no file of reports/',
  ],
])("%s is refused", async (_, yaml, message) => {
  await expect(load(yaml)).rejects.toThrow(message);
});

test("a figure that two reports have is nobody's", async () => {
  const twice = [REPORT, { ...REPORT, name: "nightly" }];
  await expect(load("- { promise: It holds., tests: [a.ts], figure: size of a call }", twice)).rejects.toThrow("in more than one file");
});
