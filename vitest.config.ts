import { defineConfig } from "vitest/config";

// One configuration for every workspace; each passes its own --root. The JSON report is what the summary counts.
export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    reporters: ["default", "json"],
    outputFile: { json: ".results/vitest.json" },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    passWithNoTests: false,
    // Names single tests only where one is worth a look.
    slowTestThreshold: 10_000,
  },
});
