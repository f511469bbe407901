import { appendFile, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { copyRepository } from "./copy.js";
import { execute } from "./execute.js";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const KNIP = join(ROOT, "node_modules/knip/bin/knip.js");

// An entry of knip.json that nothing needs any more is an error as well.
const knip = (root: string) => execute(process.execPath, [KNIP, "--treat-config-hints-as-errors", "--no-progress"], { cwd: root });

test("no file, export or dependency is dead, and none is used that package.json does not name", async () => {
  const { code, stdout, stderr } = await knip(ROOT);
  expect(`${stdout}${stderr}`).toBe("");
  expect(code).toBe(0);
});

test("a dead file, export and dependency is found, and one that package.json does not name", async () => {
  const copy = await copyRepository(ROOT);
  try {
    await writeFile(join(copy, "tools/sandbox/src/nobody-imports-this.ts"), "export const thing = 1;\n");
    await appendFile(join(copy, "tools/sandbox/src/ids.ts"), '\nimport "zod";\nexport function nobodyCallsThis(): void {}\n');
    const manifest = join(copy, "tools/sandbox/package.json");
    await writeFile(manifest, (await readFile(manifest, "utf8")).replace('"dependencies": {', '"dependencies": { "commander": "14.0.3",'));
    const { code, stdout } = await knip(copy);
    expect(stdout).toMatch(/^tools\/sandbox\/src\/nobody-imports-this\.ts/m);
    expect(stdout).toMatch(/^nobodyCallsThis +function +tools\/sandbox\/src\/ids\.ts/m);
    expect(stdout).toMatch(/^commander +tools\/sandbox\/package\.json/m);
    expect(stdout).toMatch(/^zod +tools\/sandbox\/src\/ids\.ts/m);
    expect(code).toBe(1);
  } finally {
    await rm(copy, { recursive: true });
  }
});
