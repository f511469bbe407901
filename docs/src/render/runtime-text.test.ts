import { expect, test } from "vitest";
import type { Report } from "../model/report.js";
import { runtimesMarkdown } from "./runtime-text.js";

const REPORT: Report = {
  name: "runtimes",
  command: "npm run runtimes",
  commit: "0123456789abcdef",
  date: "2026-11-22",
  machine: { cpus: 2, model: "a machine" },
  figures: {
    "checks passed, Node 24": { value: 87, unit: "of 87 checks", target: { atLeast: 87 }, details: ["version 24.21.0"] },
    "checks passed, Bun": {
      value: 86,
      unit: "of 87 checks",
      target: { atLeast: 87 },
      details: ["version 1.4.5", "a signal ends a call – late"],
    },
    "checks passed, workerd": { value: 0, unit: "of 87 checks", details: ["not run: its package has no binary for this machine"] },
    "errors in the installed packages, TypeScript 5.4": { value: 0, unit: "errors", target: { atMost: 0 } },
    "errors in the installed packages, TypeScript 7": { value: 2, unit: "errors", target: { atMost: 0 } },
  },
};

test("a runtime stands with its version and what it passed, with what failed, or with why it was not run", () => {
  expect(runtimesMarkdown([REPORT])).toBe(
    `| runtime | version | passed |
| --- | --- | --- |
| Node 24 | 24.21.0 | 87 of 87 checks |
| Bun | 1.4.5 | 86 of 87 checks; a signal ends a call – late |
| workerd |  | 0 of 87 checks; not run: its package has no binary for this machine |

The types of the installed packages, all declarations checked – TypeScript 5.4: no error, TypeScript 7: 2 errors. Measured on 2026-11-22 at commit 0123456, on 2 cores (a machine). Again: \`npm run runtimes\`.`,
  );
});

test("without a report it says so", () => expect(runtimesMarkdown([])).toBe("Not measured yet."));
