import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parse } from "yaml";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const KEPT_FOR_EVERY_CLIENT = "tools/test-kit/src/promises";

const promises: readonly { readonly promise: string; readonly tests: readonly string[] }[] = parse(
  readFileSync(join(ROOT, "docs/promises.yaml"), "utf8"),
);

test.each(promises)("$promise – is held by files that exist", ({ tests }) => {
  expect(tests.length).toBeGreaterThan(0);
  expect(tests.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

test("what is checked for every client as a promise is on the list", () => {
  const files = readdirSync(join(ROOT, KEPT_FOR_EVERY_CLIENT)).map((name) => `${KEPT_FOR_EVERY_CLIENT}/${name}`);
  // What registers tests; the others help, or are tests of their own.
  const registering = files.filter(
    (path) => !path.endsWith(".test.ts") && /^\s*(describe|test)[.(]/m.test(readFileSync(join(ROOT, path), "utf8")),
  );
  expect(registering.length).toBeGreaterThan(0);
  const named = new Set(promises.flatMap(({ tests }) => tests));
  expect(registering.filter((path) => !named.has(path))).toEqual([]);
});
