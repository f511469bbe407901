import { execFile } from "node:child_process";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const SEEDED = join(ROOT, ".results/portable");
afterAll(() => rm(SEEDED, { recursive: true, force: true }));

/** The compiler that the build runs. */
function tsc(...args: readonly string[]): Promise<string> {
  const compiler = join(ROOT, "../../node_modules/tsc7/bin/tsc");
  return new Promise((resolve) => {
    execFile(process.execPath, [compiler, ...args], { cwd: ROOT, maxBuffer: 1e8 }, (_, stdout) => resolve(stdout));
  });
}

test("all sources but the server and the command are compiled without Node's types", async () => {
  const files = (await tsc("-p", "tsconfig.json", "--listFilesOnly")).trim().split("\n");
  const sources = (await readdir(join(ROOT, "src"), { recursive: true })).filter((file) => file.endsWith(".ts"));
  const portable = sources.filter((file) => !/^server\/|^cli\.ts$|\.test\.ts$|^products\/[^/]+\/test\//.test(file));
  expect(files.filter((file) => file.startsWith(join(ROOT, "src/"))).sort()).toEqual(
    portable.map((file) => join(ROOT, "src", file)).sort(),
  );
  expect(portable.length).toBeGreaterThan(40);
  expect(files.filter((file) => file.includes("node_modules/@types/"))).toEqual([]);
});

/** What works in Node and nowhere else, and what the compiler says of it. */
const SEEDS: Readonly<Record<string, readonly [code: string, error: string]>> = {
  "an import": ['import { randomUUID } from "node:crypto";\nexport const one = randomUUID();', "node:crypto"],
  "an import without its scheme": ['import { readFileSync } from "fs";\nexport const one = readFileSync;', "fs"],
  "a global object": ["export const one = process.env;", "process"],
  "a global class": ['export const one = Buffer.from("x");', "Buffer"],
  "a global function": ["export const one = setImmediate(() => {});", "setImmediate"],
  "a type": ["export let one: NodeJS.Timeout;", "NodeJS"],
  "a timer's method": ["export const one = setTimeout(() => {}, 1).unref();", "unref"],
};

test("whatever needs Node does not compile: each of these does not", async () => {
  await mkdir(SEEDED, { recursive: true });
  const seeds = Object.entries(SEEDS).map(([name, [code, error]], index) => ({ name, file: `seed${index}.ts`, code, error }));
  for (const { file, code } of seeds) await writeFile(join(SEEDED, file), `${code}\n`);
  await writeFile(
    join(SEEDED, "fine.ts"),
    'export const one = [crypto.randomUUID(), new TextEncoder().encode("x"), structuredClone([])];\n',
  );
  const config = { extends: "../../tsconfig.json", compilerOptions: { rootDir: ".", noEmit: true }, include: ["."], exclude: [] };
  await writeFile(join(SEEDED, "tsconfig.json"), JSON.stringify(config));
  const lines = (await tsc("-p", join(SEEDED, "tsconfig.json"), "--pretty", "false"))
    .split("\n")
    .filter((line) => line.includes("error TS"));
  for (const { name, file, error } of seeds)
    expect(
      lines.find((line) => line.includes(file)),
      name,
    ).toContain(`'${error}'`);
  expect(lines.filter((line) => !seeds.some(({ file }) => line.includes(file)))).toEqual([]);
});

async function bundle(contents: string): Promise<string> {
  const stdin = { contents, resolveDir: join(ROOT, "src"), loader: "ts" } as const;
  const { outputFiles } = await build({
    stdin,
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    write: false,
  });
  return outputFiles[0]!.text;
}

test("a page that opens a sandbox in a worker loads no product", async () => {
  const page = await bundle('export { openSandbox } from "./worker/index.js";');
  const worker = await bundle('import { serveSandbox } from "./worker/index.js"; serveSandbox();');
  expect(worker).toContain("/api/web/v4/tenantspaged");
  expect(page).not.toContain("/api/web");
  expect(page.length).toBeLessThan(4_000);
});
