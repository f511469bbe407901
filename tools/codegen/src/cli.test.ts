import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { LIBRARY } from "./testing/describe.js";

const BIN = fileURLToPath(new URL("../bin/gatehouse-codegen.js", import.meta.url));

let parent = "";
let spec = "";
let out = "";
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), "gatehouse-codegen-"));
  spec = join(parent, "library");
  out = join(parent, "generated");
  await cp(LIBRARY, spec, { recursive: true });
});
afterEach(() => rm(parent, { recursive: true, force: true }));

function run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [BIN, ...args], (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, stdout, stderr });
    });
  });
}

async function contents(): Promise<Record<string, string>> {
  const names = (await readdir(out)).sort();
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await readFile(join(out, name), "utf8")])));
}

test("writes the five files, says how many operations, and is up to date afterwards", async () => {
  const first = await run(spec, "--out", out);
  expect(first).toMatchObject({ code: 0, stderr: "", stdout: `${out}: 12 operations, written\n` });
  expect(await readdir(out)).toEqual(["client.ts", "models.ts", "operations.ts", "schema.ts", "validation.ts"]);
  expect((await run(spec, "--out", out)).stdout).toContain("unchanged");
  expect((await run(spec, "--out", out, "--check")).stdout).toContain("up to date");
});

test("a broken description is one line with file, line and column, exit 1, and the earlier output stays", async () => {
  await run(spec, "--out", out);
  const before = await contents();
  const schemas = await readFile(join(spec, "schemas.yaml"), "utf8");
  await writeFile(join(spec, "schemas.yaml"), schemas.replace('"#/State"', '"#/Estate"'));
  const reference = await run(spec, "--out", out);
  expect(reference.code).toBe(1);
  expect(reference.stdout).toBe("");
  expect(reference.stderr).toMatch(/^gatehouse-codegen: .*schemas\.yaml:\d+:\d+.*\n$/);
  expect(reference.stderr.trim().split("\n")).toHaveLength(1);

  await writeFile(join(spec, "schemas.yaml"), `${schemas}\n  - : broken: [`);
  const yaml = await run(spec, "--out", out);
  expect(yaml).toMatchObject({ code: 1, stdout: "" });
  expect(yaml.stderr).toMatch(/^gatehouse-codegen: .*schemas\.yaml:\d+:\d+.*\n$/);

  await writeFile(join(spec, "schemas.yaml"), schemas);
  const paths = await readFile(join(spec, "paths.yaml"), "utf8");
  await writeFile(join(spec, "paths.yaml"), paths.replace("$request.query.cursor", "$request.query.curser"));
  const expression = await run(spec, "--out", out);
  expect(expression.code).toBe(1);
  expect(expression.stderr).toMatch(
    /"\$request\.query\.curser" in x-pagination .* paths\.yaml:\d+:\d+ – it must be the name of a query parameter of listBooks\n$/,
  );

  expect(await contents()).toEqual(before);
  expect((await readdir(parent)).sort()).toEqual(["generated", "library"]);
});

test("--check writes nothing and exits 1 when the description has changed", async () => {
  expect((await run(spec, "--out", out, "--check")).code).toBe(1);
  expect(await readdir(parent)).toEqual(["library"]);
});

test("wrong usage exits 2", async () => {
  expect(await run(spec)).toMatchObject({ code: 2, stderr: expect.stringContaining("--out") });
  expect(await run(join(parent, "nowhere"), "--out", out)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("no such file or folder"),
  });
  expect(await run(spec, "--out", join(parent, "elsewhere"))).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("not called generated"),
  });
});
