import { defineConfig } from "vitest/config";

// One configuration for every workspace; each passes its own --root. The JSON report is what the summary counts.
// `--mode nightly` runs what takes too long to guard every change: the files named `*.nightly.ts`.
export default defineConfig(({ mode }) => ({
  test: {
    include: mode === "nightly" ? ["test/**/*.nightly.ts"] : ["src/**/*.test.ts", "test/**/*.test.ts"],
    reporters: ["default", "json"],
    outputFile: { json: mode === "nightly" ? ".results/vitest-nightly.json" : ".results/vitest.json" },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    passWithNoTests: false,
    // Names single tests only where one is worth a look.
    slowTestThreshold: 10_000,
  },
}));
