import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { copyRepository } from "./copy.js";
import { execute, succeed } from "./execute.js";
import { workspaces } from "./workspaces.js";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const CHANGESET = join(ROOT, "node_modules/@changesets/cli/bin.js");

let copy = "";
beforeAll(async () => {
  copy = await copyRepository(ROOT);
});
afterAll(() => rm(copy, { recursive: true }));

/** Dependencies of workspaces on each other that are not the version that is there: npm would look for them at the registry. */
function stray(root: string): readonly string[] {
  const all = workspaces(root);
  const versions = new Map(all.map((one) => [one.package.name, one.package.version]));
  return all.flatMap(({ folder, package: { dependencies, devDependencies } }) =>
    Object.entries({ ...dependencies, ...devDependencies })
      .filter(([name, version]) => versions.has(name) && versions.get(name) !== version)
      .map(([name, version]) => `${folder}: ${name}@${version}`),
  );
}

test("workspaces depend on each other's present versions", () => expect(stray(ROOT)).toEqual([]));

test("a changeset of a package that does not exist is refused", async () => {
  await writeFile(join(copy, ".changeset/wrong.md"), '---\n"@gatehouse/no-such-package": patch\n---\n\nWrong.\n');
  const { code, stdout, stderr } = await execute(process.execPath, [CHANGESET, "status"], { cwd: copy });
  await rm(join(copy, ".changeset/wrong.md"));
  expect(`${stdout}${stderr}`).toContain("@gatehouse/no-such-package");
  expect(code).toBe(1);
});

test("changesets become versions, changelogs and dependencies that fit, of private packages too", async () => {
  await writeFile(join(copy, ".changeset/another.md"), '---\n"@gatehouse/runtime": major\n---\n\nSomething was renamed.\n');
  const before = JSON.parse(await readFile(join(copy, "packages/runtime/package.json"), "utf8"));
  await succeed(process.execPath, [CHANGESET, "version"], { cwd: copy });
  const after = JSON.parse(await readFile(join(copy, "packages/runtime/package.json"), "utf8"));
  expect(Number(after.version.split(".")[0])).toBe(Number(before.version.split(".")[0]) + 1);
  expect(await readFile(join(copy, "packages/runtime/CHANGELOG.md"), "utf8")).toContain("### Major Changes\n\n- Something was renamed.");
  expect(stray(copy)).toEqual([]);
});
