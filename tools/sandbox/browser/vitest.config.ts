import { defineConfig } from "vitest/config";

// Checks in a browser are a task of their own: without a browser they do not run, and say so, instead of passing.
export default defineConfig({
  test: {
    include: ["browser/**/*.test.ts"],
    reporters: ["default", "json"],
    outputFile: { json: ".results/browser.json" },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    passWithNoTests: false,
  },
});
