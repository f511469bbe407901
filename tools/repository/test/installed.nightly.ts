import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createSandbox } from "@gatehouse/sandbox";
import { startServer } from "@gatehouse/sandbox/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { succeed } from "../src/execute.js";
import { pack } from "../src/package-check.js";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const APIS = await readdir(join(ROOT, "specs"));

/** Calls a client's user script with what the command line names. Written here, because an application's program is not the client's. */
const PROGRAM = `
  import { tryOut } from "./user-script.js";
  const [, , baseUrl = "", credentials = ""] = process.argv;
  console.log(JSON.stringify(await tryOut({ baseUrl, credentials: JSON.parse(credentials) })));
`;

const COMPILER_OPTIONS = {
  target: "es2022",
  module: "nodenext",
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
};

describe.each(APIS)("%s, installed from tarballs in a project of its own", (api) => {
  let project = "";
  beforeAll(async () => {
    project = await mkdtemp(join(tmpdir(), "installed-"));
    const tarballs = await Promise.all(["runtime", api].map((name) => tarball(name, join(project, "packed", name))));
    await writeFile(join(project, "package.json"), '{ "name": "application", "private": true, "type": "module" }');
    await succeed("npm", ["install", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund", ...tarballs], { cwd: project });

    await cp(join(ROOT, "packages", api, "test/user-script.ts"), join(project, "user-script.ts"));
    await writeFile(join(project, "program.ts"), PROGRAM);
    const { exports } = JSON.parse(await readFile(join(project, "node_modules/@gatehouse", api, "package.json"), "utf8"));
    const names = Object.keys(exports).map((path) => `@gatehouse/${api}${path.slice(1)}`);
    const all = names.map((name, index) => `import * as entry${index} from "${name}";\nexport { entry${index} };\n`);
    await writeFile(join(project, "entries.ts"), all.join(""));
    await writeFile(join(project, "entries.cjs"), names.map((name) => `console.log(Object.keys(require("${name}")).length);\n`).join(""));
  });
  afterAll(() => rm(project, { recursive: true }));

  test.concurrent("compiles strictly beside Node's types, and its user script runs with plain Node against a server, in real time", async () => {
    await compile(project, { lib: ["es2022"], types: ["node"], typeRoots: [join(ROOT, "node_modules/@types")] }, [
      "user-script.ts",
      "entries.ts",
      "program.ts",
    ]);
    const server = await startServer();
    try {
      const { credentials } = server.sandbox.connect(api);
      const printed = await succeed(process.execPath, ["program.js", `${server.url}/${api}`, JSON.stringify(credentials)], {
        cwd: project,
      });
      expect(JSON.parse(printed).length).toBeGreaterThan(1);
      expect(server.sandbox.requests.length).toBeGreaterThan(1);
    } finally {
      await server.close();
    }
  });

  test.concurrent("compiles strictly for a bundler, beside a browser's types", async () => {
    const bundled = { lib: ["es2022", "dom", "dom.iterable"], types: [], module: "esnext", moduleResolution: "bundler", noEmit: true };
    await compile(project, bundled, ["user-script.ts", "entries.ts"]);
  });

  test.concurrent("holds nothing that was on the machine that packed it: no secret, no canary of a test, no place of a file", async () => {
    const { credentials } = createSandbox().connect(api as never) as { readonly credentials: Readonly<Record<string, string>> };
    const folders = ["runtime", api].map((name) => join(project, "node_modules/@gatehouse", name));
    const passwords = Object.entries(credentials).flatMap(([name, value]) =>
      /secret|password|key/i.test(name) && value.length > 12 ? [value] : [],
    );
    const files = (await Promise.all(folders.map((folder) => filesBelow(folder)))).flat();
    expect(files.length).toBeGreaterThan(50);
    const found: string[] = [];
    for (const file of files) {
      const text = await readFile(file, "utf8");
      const secrets = [...passwords, "cnryzq", "s3cret-Value", ROOT];
      const patterns = [/-----BEGIN [A-Z ]*PRIVATE KEY/, /\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]+/, /\b(npm_|ghp_|AKIA)\w{16,}/];
      if (secrets.some((secret) => text.includes(secret)) || patterns.some((pattern) => pattern.test(text)) || /\.(test|env)\b/.test(file))
        found.push(file.slice(project.length));
    }
    expect(found).toEqual([]);
  });

  test.concurrent("can be required", async () => {
    const names = (await succeed(process.execPath, ["entries.cjs"], { cwd: project })).trim().split("\n");
    expect(names.map(Number).every((count) => count > 0)).toBe(true);
  });
});

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.flatMap((entry) =>
    entry.isFile() && !entry.parentPath.includes("node_modules/openapi") ? [join(entry.parentPath, entry.name)] : [],
  );
}

async function tarball(name: string, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  return (await pack(join(ROOT, "packages", name), folder)).tarball;
}

let compilations = 0;

/** As an application would: all types of all dependencies checked, with the compiler that most have. */
async function compile(project: string, options: object, files: readonly string[]): Promise<void> {
  const name = `tsconfig.${compilations++}.json`;
  await writeFile(join(project, name), JSON.stringify({ compilerOptions: { ...COMPILER_OPTIONS, ...options }, files }));
  await succeed(process.execPath, [join(ROOT, "node_modules/typescript/bin/tsc"), "-p", name], { cwd: project });
}
