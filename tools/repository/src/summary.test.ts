import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { summarize } from "./summary.js";

const report = (passed: number, failed: number, skipped = 0) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: skipped,
  numTodoTests: 0,
  success: failed === 0,
});

async function repository(reports: Readonly<Record<string, unknown>>, floor = 1): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "summary-"));
  await mkdir(join(root, "tools/repository"), { recursive: true });
  await writeFile(join(root, "package.json"), JSON.stringify({ workspaces: ["tools/*"] }));
  await writeFile(join(root, "tools/repository/test-floor.json"), JSON.stringify({ tests: floor }));
  for (const [name, content] of Object.entries(reports)) {
    await mkdir(join(root, "tools", name, ".results"), { recursive: true });
    await writeFile(join(root, "tools", name, "package.json"), JSON.stringify({ name, scripts: { test: "vitest run" } }));
    if (content) await writeFile(join(root, "tools", name, ".results/vitest.json"), JSON.stringify(content));
  }
  return root;
}

test("adds up and ends in the plain line", async () => {
  const { lines, ok } = await summarize(await repository({ a: report(3, 0, 1), b: report(4, 0) }), { browser: false });
  expect(lines).toEqual(["7 passed, 0 failed, 1 skipped"]);
  expect(ok).toBe(true);
});

test("a failure is a failure and is named", async () => {
  const { lines, ok } = await summarize(await repository({ a: report(3, 1) }), { browser: false });
  expect(lines).toEqual(['tools/a: "test" failed', "3 passed, 1 failed, 0 skipped"]);
  expect(ok).toBe(false);
});

test("tests that did not run are not green", async () => {
  const { ok, lines } = await summarize(await repository({ a: report(3, 0), b: undefined }), { browser: false });
  expect(lines[0]).toBe('tools/b: no report of "test" – it did not run');
  expect(ok).toBe(false);
});

test("fewer tests than the floor are not green", async () => {
  const { ok } = await summarize(await repository({ a: report(3, 0) }, 4), { browser: false });
  expect(ok).toBe(false);
});
