import { execFileSync } from "node:child_process";
import { accessSync, constants, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { workspaces } from "./workspaces.js";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const all = workspaces(ROOT);
const root = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));

test("the workspaces are read", () => expect(all.length).toBeGreaterThan(10));

describe.each(all.map((one) => [one.folder, one] as const))("%s", (folder, one) => {
  // Turborepo counts a workspace without the script as green.
  test.each(["build", "lint", "typecheck", "test"])("has the script %s", (script) => expect(one.package.scripts?.[script]).toBeTruthy());

  // Nobody owns the npm scope yet: whoever published one of these names first could run code on a newcomer's machine.
  test("cannot be published by accident", () => expect(one.package.private).toBe(true));

  test("runs where the root runs", () => expect(one.package.engines).toEqual(root.engines));

  test("pins its dependencies exactly", () => {
    const versions = Object.entries({ ...one.package.dependencies, ...one.package.devDependencies });
    expect(versions.filter(([, version]) => !/^(npm:[\w@/-]+@)?\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  test("has committed, executable commands", () => {
    for (const bin of Object.values(one.package.bin ?? {})) {
      expect(execFileSync("git", ["ls-files", join(folder, bin)], { cwd: ROOT, encoding: "utf8" })).not.toBe("");
      accessSync(join(ROOT, folder, bin), constants.X_OK);
    }
  });
});

test("the lock file names no registry", () => {
  expect(readFileSync(join(ROOT, "package-lock.json"), "utf8")).not.toMatch(/"resolved": "https?:/);
});
