import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { sandboxProducts } from "@gatehouse/sandbox";
import { afterAll, beforeAll, expect, test } from "vitest";

const GUIDE = new URL("../src/content/docs/guides/testing.md", import.meta.url);
const MODULES = fileURLToPath(new URL("../../node_modules", import.meta.url));

let folder: string;
let text: string;

beforeAll(async () => {
  text = await readFile(GUIDE, "utf8");
  folder = await mkdtemp(join(tmpdir(), "testing-guide-"));
  await symlink(MODULES, join(folder, "node_modules"));
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  for (const [, title = "", code = ""] of text.matchAll(/^```js title="([\w.-]+)"\n([\s\S]*?)^```$/gm))
    await writeFile(join(folder, title), code);
});
afterAll(() => rm(folder, { recursive: true }));

/** What a command says that must succeed. */
async function run(...args: string[]): Promise<string> {
  const env: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: "1" };
  for (const name of Object.keys(env)) if (/^(VITEST|NODE_TEST|NODE_OPTIONS|TEST$)/.test(name)) delete env[name];
  return (await promisify(execFile)(process.execPath, args, { cwd: folder, env })).stdout;
}

test("its tests pass with Vitest as they stand", async () => {
  const runner = join(MODULES, "vitest/vitest.mjs");
  expect(await run(runner, "run", "--root", ".", "tenants.test.js")).toMatch(/Tests\s+6 passed \(6\)/);
});

test("its tests pass with node:test as they stand", async () => {
  const output = await run("--test", "--test-reporter=tap", "tenants.node.test.js");
  expect(output).toMatch(/^# pass 2$/m);
  expect(output).toMatch(/^# fail 0$/m);
});

// Not one for every API: an API is added without an edit here, and its README has its line.
test("the one lines that it shows are those of APIs that there are", () => {
  const shown = [...text.matchAll(/`create\w+\(sandbox\.connect\("([^"]+)"\)\)`/g)].map(([, name]) => name);
  expect(shown.length).toBeGreaterThan(3);
  const products = sandboxProducts.map(({ name }) => name);
  for (const name of shown) expect(products).toContain(name);
});
