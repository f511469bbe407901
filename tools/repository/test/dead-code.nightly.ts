import { appendFile, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { copyRepository } from "../src/copy.js";
import { knip } from "../src/knip.js";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

test("a dead file, export and dependency is found, and one that package.json does not name", async () => {
  const copy = await copyRepository(ROOT);
  try {
    await writeFile(join(copy, "tools/sandbox/src/nobody-imports-this.ts"), "export const thing = 1;\n");
    await appendFile(join(copy, "tools/sandbox/src/ids.ts"), '\nimport "zod";\nexport function nobodyCallsThis(): void {}\n');
    const manifest = join(copy, "tools/sandbox/package.json");
    await writeFile(manifest, (await readFile(manifest, "utf8")).replace('"dependencies": {', '"dependencies": { "commander": "14.0.3",'));
    const { code, stdout } = await knip(ROOT, copy);
    expect(stdout).toMatch(/^tools\/sandbox\/src\/nobody-imports-this\.ts/m);
    expect(stdout).toMatch(/^nobodyCallsThis +function +tools\/sandbox\/src\/ids\.ts/m);
    expect(stdout).toMatch(/^commander +tools\/sandbox\/package\.json/m);
    expect(stdout).toMatch(/^zod +tools\/sandbox\/src\/ids\.ts/m);
    expect(code).toBe(1);
  } finally {
    await rm(copy, { recursive: true });
  }
});
