import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startServer } from "@gatehouse/sandbox/server";
import { afterAll, beforeAll, expect, test } from "vitest";

const CONTENT = fileURLToPath(new URL("../src/content/docs", import.meta.url));
const MODULES = fileURLToPath(new URL("../../node_modules", import.meta.url));

/** Scripts of hand-written pages: code blocks whose title is the name of a module. */
const scripts: { readonly name: string; readonly code: string }[] = [];
for (const file of (await readdir(CONTENT, { recursive: true })).filter((name) => /\.mdx?$/.test(name))) {
  const text = await readFile(join(CONTENT, file), "utf8");
  for (const [, title = "", code = ""] of text.matchAll(/^```js title="([\w-]+\.mjs)"\n([\s\S]*?)^```$/gm))
    scripts.push({ name: `${file} ${title}`, code });
}

let folder: string;
let server: Awaited<ReturnType<typeof startServer>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "guides-"));
  await symlink(MODULES, join(folder, "node_modules"));
  server = await startServer();
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

test("the guides have scripts", () =>
  expect(scripts.map(({ name }) => name).sort()).toEqual([
    "guides/client.md drift.mjs",
    "guides/client.md test.mjs",
    "guides/sandbox.mdx msw.mjs",
    "guides/sandbox.mdx sandbox.mjs",
    "start.md try.mjs",
  ]));

test.each(scripts)("the script of $name runs", async ({ name, code }) => {
  const file = join(folder, name.replace(/\W+/g, "-").replace(/-mjs$/, ".mjs"));
  await writeFile(file, code);
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [file], {
    cwd: folder,
    env: { ...process.env, ENTRUST_IDAAS_URL: `${server.url}/entrust-idaas` },
  });
  expect(stderr).toBe("");
  if (name.startsWith("start.md")) expect(stdout).toMatch(/\.trustedauth\.com\n[\s\S]*as expected: /);
  if (name.endsWith("drift.mjs")) {
    const [, shown = ""] = /^```json\n([\s\S]*?)^```$/m.exec(await readFile(join(CONTENT, "guides/client.md"), "utf8")) ?? [];
    expect(stdout).toBe(`${shown}PILOT\n`);
  }
  if (name.startsWith("guides/sandbox")) expect(stdout).toBe("200 1\n");
});
