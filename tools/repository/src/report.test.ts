import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { figure, missed, writeReport } from "./report.js";

async function repository(): Promise<{ root: string; commit: string }> {
  const root = await mkdtemp(join(tmpdir(), "report-"));
  const git = (...args: string[]) => execFileSync("git", args, { cwd: root, encoding: "utf8" }).trim();
  git("init", "--quiet");
  git("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "--quiet", "--allow-empty", "--message", "Start");
  return { root, commit: git("rev-parse", "HEAD") };
}

const figures = { "size of one call": { value: 8100, unit: "bytes", target: { atMost: 8000 }, peers: { "raw fetch": 200 } } };
const write = (root: string) =>
  writeReport(root, { name: "bench", command: "npm run bench", figures, now: new Date("2026-01-31T12:00:00Z") });
const read = async (root: string) => JSON.parse(await readFile(join(root, "reports/bench.json"), "utf8"));

test("a report says what was measured, when, on what, and nothing of whose machine it was", async () => {
  const { root, commit } = await repository();
  write(root);
  const report = await read(root);
  expect(report).toMatchObject({ name: "bench", command: "npm run bench", commit, date: "2026-01-31", figures });
  expect(Object.keys(report.machine)).toEqual(["cpus", "model"]);
});

test("a report of code that is not committed says so; an earlier report does not count as a change", async () => {
  const { root, commit } = await repository();
  write(root);
  write(root);
  expect((await read(root)).commit).toBe(commit);
  await writeFile(join(root, "changed.ts"), "");
  write(root);
  expect((await read(root)).commit).toBe(`${commit} with uncommitted changes`);
});

test("a missed target is told", async () => {
  expect(write((await repository()).root)).toEqual(["size of one call: 8100 bytes – at most 8000 is the target"]);
  const at = (value: number, target: { atMost: number } | { atLeast: number }) => missed({ a: { value, unit: "", target } });
  expect(at(1, { atMost: 1 })).toEqual([]);
  expect(at(1, { atLeast: 1 })).toEqual([]);
  expect(at(0, { atLeast: 1 })).toHaveLength(1);
  expect(at(Number.NaN, { atMost: 1 })).toHaveLength(1);
  expect(missed({ a: { value: 1, unit: "" } })).toEqual([]);
});

test("a figure says no more digits than it means, and nothing of what there is none", () => {
  expect(figure(0.123456, "×", { peers: { ky: 8.8888 } })).toEqual({ value: 0.123, unit: "×", peers: { ky: 8.89 } });
  expect(figure(1234.567, "bytes", { target: { atMost: 8000 }, details: [] })).toEqual({
    value: 1235,
    unit: "bytes",
    target: { atMost: 8000 },
  });
});
