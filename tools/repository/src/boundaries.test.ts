import { cp, mkdir, mkdtemp, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { checkStreet } from "./boundaries.js";
import { street } from "./street.js";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

test("nothing in the repository goes against the one-way street", async () => {
  const { modules, violations } = await checkStreet(ROOT);
  expect(violations).toEqual([]);
  expect(modules).toBeGreaterThan(50);
});

/** One import per rule that breaks it. */
const seeds: Readonly<Record<string, readonly [file: string, imports: string]>> = {
  "sandbox-reads-no-description": ["tools/sandbox/src/seeded.ts", "@gatehouse/description"],
  "contract-knows-no-vendor": ["tools/contract/src/seeded.ts", "@gatehouse/sandbox"],
  "runtime-knows-no-api": ["packages/runtime/src/seeded.ts", "node:fs"],
  "clients-stand-alone": ["packages/entrust-idaas/src/seeded.ts", "@gatehouse/codegen"],
  "applications-use-clients": ["packages/onboarding/src/seeded.ts", "@gatehouse/sandbox"],
  "nobody-imports-applications": ["tools/command-line/src/seeded.ts", "@gatehouse/onboarding"],
  "description-knows-no-reader": ["tools/description/src/seeded.ts", "../../contract/src/seeded-target.js"],
  "codegen-knows-no-target": ["tools/codegen/src/seeded.ts", "@gatehouse/sandbox"],
  "nobody-imports-docs": ["tools/command-line/src/seeded.ts", "../../../docs/seeded-target.js"],
  "sandbox-runs-anywhere": ["tools/sandbox/src/products/seeded.ts", "node:crypto"],
  "one-reader-of-generated-schema": ["packages/entrust-idaas/src/seeded.ts", "./generated/schema.js"],
};

describe("a seeded violation is caught", () => {
  test("every rule has one", () => expect(Object.keys(seeds).sort()).toEqual(street.map((rule) => rule.name).sort()));

  test.each(Object.entries(seeds))("%s", async (rule, [file, specifier]) => {
    const root = await skeleton();
    const target = specifier.startsWith(".") ? join(root, dirname(file), specifier.replace(/\.js$/, ".ts")) : undefined;
    if (target) {
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, "export type Seeded = string;\n");
    }
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), `import type { Seeded } from "${specifier}";\nexport type Again = Seeded;\n`);
    const { violations } = await checkStreet(root);
    expect(violations.map((one) => one.rule)).toContain(rule);
    expect(violations.every((one) => one.from === file)).toBe(true);
  });

  test("a dependency in a package.json", async () => {
    const root = await skeleton();
    await writeFile(
      join(root, "tools/sandbox/package.json"),
      JSON.stringify({ name: "@gatehouse/sandbox", dependencies: { "@gatehouse/description": "0.0.0" } }),
    );
    expect((await checkStreet(root)).violations.map((one) => one.rule)).toContain("sandbox-reads-no-description");
  });
});

/** The repository's folders and package.json files without its code. */
async function skeleton(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "street-"));
  for (const file of ["package.json", "tsconfig.base.json"]) await cp(join(ROOT, file), join(root, file));
  for (const group of ["specs", "packages", "tools"])
    for (const name of await readdir(join(ROOT, group))) await manifest(root, `${group}/${name}`);
  await manifest(root, "docs");
  return root;
}

async function manifest(root: string, folder: string): Promise<void> {
  await mkdir(join(root, folder, "src"), { recursive: true });
  await cp(join(ROOT, folder, "package.json"), join(root, folder, "package.json"));
  await writeFile(join(root, folder, "src/clean.ts"), "export const clean = true;\n");
}
