import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { figureRows } from "../render/report-rows.js";
import { holds, loadReports, type Report } from "./report.js";

const REPORT: Report = {
  name: "bench",
  command: "npm run bench",
  commit: "0123456789abcdef",
  date: "2026-11-22",
  machine: { cpus: 2, model: "a machine" },
  figures: {
    "size of a call": { value: 8669, unit: "bytes", target: { atMost: 8000 }, peers: { "raw fetch": 140 } },
    "operations described": { value: 16, unit: "operations", target: { atLeast: 16 } },
    "time of a run": { value: 12.5, unit: "s" },
  },
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "reports-"));
});
afterEach(() => rm(folder, { recursive: true }));

test("without a report nothing can be quoted", async () => {
  await expect(loadReports(folder)).rejects.toThrow(/^no report – .* – npm run test:nightly and npm run bench write them$/);
});

test("a report that does not say what measured it is refused by name", async () => {
  await writeFile(join(folder, "bench.json"), JSON.stringify({ ...REPORT, command: undefined }));
  await expect(loadReports(folder)).rejects.toThrow(/reports\/bench\.json/);
});

test("a figure is told to hold its target, to miss it, or to have none", async () => {
  await writeFile(join(folder, "bench.json"), JSON.stringify(REPORT));
  const [report] = await loadReports(folder);
  expect(Object.values(report!.figures).map(holds)).toEqual([false, true, undefined]);
});

test("a missed target is said in words, and peers stand beside the figure", () => {
  expect(figureRows(REPORT)).toEqual([
    { name: "size of a call", measured: "8,669 bytes", target: "at most 8,000: missed", peers: "raw fetch 140" },
    { name: "operations described", measured: "16 operations", target: "at least 16: held", peers: "" },
    { name: "time of a run", measured: "12.5 s", target: "", peers: "" },
  ]);
});
