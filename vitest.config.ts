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
    // Files share what they import: to load it anew for each took longer than the tests. A test leaves nothing behind in a module or a global.
    isolate: false,
    // What is built runs as it is: there is nothing in it to transform.
    server: { deps: { external: [/\/dist\//] } },
    // Names single tests only where one is worth a look.
    slowTestThreshold: 10_000,
  },
}));
