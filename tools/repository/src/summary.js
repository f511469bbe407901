import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { workspaces } from "./workspaces.js";

/** @typedef {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number, numFailedTestSuites: number, success: boolean }} VitestReport */

/**
 * Adds up the test reports of all workspaces. Cached tasks bring theirs back, so the sum is always that of the whole repository.
 *
 * @param {string} root
 * @param {{ readonly browser: boolean }} ran
 * @returns {Promise<{ readonly lines: readonly string[], readonly ok: boolean, readonly passed: number, readonly failed: number, readonly skipped: number }>}
 *   The last line is `N passed, N failed, N skipped`.
 */
export async function summarize(root, { browser }) {
  const floor = /** @type {{ tests: number }} */ (JSON.parse(readFileSync(join(root, "tools/repository/test-floor.json"), "utf8"))).tests;
  const lines = [];
  const sum = { passed: 0, failed: 0, skipped: 0 };
  let ok = true;
  for (const {
    folder,
    package: { scripts = {} },
  } of workspaces(root)) {
    for (const [script, file] of Object.entries({ test: "vitest.json", "test:browser": "browser.json" })) {
      if (!scripts[script]?.includes("vitest") || (script === "test:browser" && !browser)) continue;
      const path = join(root, folder, ".results", file);
      if (!existsSync(path)) {
        lines.push(`${folder}: no report of "${script}" – it did not run`);
        ok = false;
        continue;
      }
      const report = /** @type {VitestReport} */ (JSON.parse(readFileSync(path, "utf8")));
      sum.passed += report.numPassedTests;
      sum.failed += report.numFailedTests;
      sum.skipped += report.numPendingTests + report.numTodoTests;
      if (!report.success) {
        lines.push(`${folder}: "${script}" failed`);
        ok = false;
      }
    }
  }
  if (sum.passed + sum.failed < floor) {
    lines.push(
      `only ${sum.passed + sum.failed} tests ran, at least ${floor} are expected (tools/repository/test-floor.json, only ever raised)`,
    );
    ok = false;
  }
  lines.push(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
  return { lines, ok: ok && sum.failed === 0, ...sum };
}
