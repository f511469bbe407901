import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { execute } from "./execute.js";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const json = (...path: string[]) => JSON.parse(readFileSync(join(ROOT, ...path), "utf8"));

// No workspaces: their dependencies are large or odd, and nobody needs them to change anything. So nothing else looks at them.
describe.each(["bench", "bench/foreign", "bench/runtimes"])("%s", (folder) => {
  const manifest = json(folder, "package.json");
  const lock = json(folder, "package-lock.json");

  test("runs where the root runs and cannot be published", () => {
    expect(manifest).toMatchObject({ private: true, engines: json("package.json").engines });
  });

  test("pins what it installs exactly, and its lock says the same", () => {
    const versions = Object.entries<string>({ ...manifest.dependencies, ...manifest.optionalDependencies });
    // Several versions of one package have names of their own: `npm:typescript@5.4.5`.
    const pins = versions.map(([name, version]) => [name, version.replace(/^npm:[^@]+@/, "")] as const);
    expect(pins.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
    expect(pins.filter(([name, version]) => lock.packages[`node_modules/${name}`]?.version !== version)).toEqual([]);
  });

  test("names no host that packages come from", () => {
    expect(Object.entries<{ resolved?: string }>(lock.packages).filter(([, { resolved }]) => resolved)).toEqual([]);
  });
});

test("what measures is linted as the rest", async () => {
  const { code, stdout, stderr } = await execute(join(ROOT, "node_modules/.bin/biome"), ["check", "bench"], { cwd: ROOT });
  expect(`${stdout}${stderr}`).toMatch(/Checked [1-9]\d* files/);
  expect(code).toBe(0);
});
