import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { generate } from "@gatehouse/codegen";
import { compile } from "@gatehouse/codegen/compile";
import { checkDescription, checkExamples, evidenceTable, loadDescription } from "@gatehouse/description";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { copyRepository } from "../copy.js";
import { execute } from "../execute.js";
import { workspaces } from "../workspaces.js";
import { writeApi } from "./write.js";

const ROOT = fileURLToPath(new URL("../../../..", import.meta.url));

let place = "";
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), "new-api-"));
});
afterAll(() => rm(place, { recursive: true }));

/** Every file below a folder with its text. */
async function filesIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  return new Map(await Promise.all(paths.map(async (path) => [path, await readFile(join(folder, path), "utf8")] as const)));
}

describe.each(["acme-doors", "x2", "an-identity-service-with-a-very-long-name"])("an API called %s, from the templates", (name) => {
  let into = "";
  beforeAll(async () => {
    into = join(place, `any-${name}`);
    await writeApi({ root: ROOT, name, into });
  });

  test("has three folders of its name, and no trace of the templates'", async () => {
    const files = await filesIn(into);
    const folders = new Set([...files.keys()].map((path) => path.slice(0, path.indexOf(`/${name}/`))));
    expect([...folders].sort()).toEqual(["packages", "specs", "tools/sandbox/src/products"]);
    for (const [path, text] of files) expect(`${path}\n${text}`).not.toMatch(/api-name|ApiName|API_NAME|Api Name|\{\{/);
  });

  test("is formatted as the repository is", async () => {
    const biome = join(ROOT, "node_modules/@biomejs/biome/bin/biome");
    const args = [biome, "check", "--vcs-enabled=false", `--config-path=${ROOT}`, into];
    const { code, stdout, stderr } = await execute(process.execPath, args);
    expect(stdout).toMatch(/^Checked (2\d|3\d) files/);
    expect(code, stderr).toBe(0);
  });
});

describe("an API from the templates", () => {
  const name = "acme-doors";
  let into = "";
  let files: ReadonlyMap<string, string>;
  beforeAll(async () => {
    into = join(place, name);
    await writeApi({ root: ROOT, name, into });
    files = await filesIn(into);
  });
  const spec = () => join(into, "specs", name);

  test("is described without a finding", async () => {
    const description = await loadDescription(spec());
    expect(description.operations.map(({ id }) => id)).toEqual(["getStatus"]);
    expect(checkDescription(description)).toEqual([]);
    expect(await checkExamples(description)).toMatchObject({ findings: [], count: 2 });
    const { rows, total } = evidenceTable(description);
    for (const row of rows) {
      expect(files.get(`specs/${name}/README.md`)).toContain(
        `| ${row.level} | ${row.total} | ${Math.round((100 * row.total) / total)} % |\n`,
      );
    }
  });

  test("lints, with its workflow", async () => {
    const redocly = join(ROOT, "node_modules/@redocly/cli/bin/cli.js");
    const args = ["lint", "openapi.yaml", "workflows/check-status.arazzo.yaml", "--config", join(ROOT, "redocly.yaml")];
    const env = { REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
    const { code, stdout, stderr } = await execute(process.execPath, [redocly, ...args], { cwd: spec(), env });
    expect(code, `${stdout}${stderr}`).toBe(0);
  });

  test("has a client that compiles, and a script that its README shows", async () => {
    const generated = await generate(await loadDescription(spec()));
    const client = `packages/${name}`;
    const script = files.get(`${client}/test/user-script.ts`) ?? "";
    expect(files.get(`${client}/README.md`)).toContain(`\`\`\`ts\n${script}\`\`\`\n`);
    const sources = [
      ...[...generated].map(([file, text]) => [`src/generated/${file}`, text] as const),
      ...["index", "http"].map((file) => [`src/${file}.ts`, files.get(`${client}/src/${file}.ts`) ?? ""] as const),
      ["test/user-script.ts", script.replace(`"@gatehouse/${name}"`, '"../src/index.js"')] as const,
    ];
    expect(compile(sources, { folder: join(ROOT, "packages/virtual") }).errors).toEqual([]);
  });

  test("has an imitation that compiles where it will stand", () => {
    const product = `tools/sandbox/src/products/${name}/`;
    const sources = [...files].filter(([path]) => path.startsWith(product) && path.endsWith(".ts"));
    expect(sources.length).toBeGreaterThan(10);
    expect(compile(sources, { folder: ROOT, compiler: { types: ["node"], skipLibCheck: true } }).errors).toEqual([]);
  });

  test("asks for versions that the repository has already", () => {
    const known = new Map(
      workspaces(ROOT).flatMap(({ package: one }) => [
        [one.name, one.version ?? ""] as const,
        ...Object.entries({ ...one.dependencies, ...one.devDependencies }),
      ]),
    );
    const engines = JSON.parse(files.get(`specs/${name}/package.json`) ?? "{}").engines;
    expect(engines).toEqual(workspaces(ROOT)[0]?.package.engines);
    for (const folder of ["specs", "packages"]) {
      const { dependencies, devDependencies } = JSON.parse(files.get(`${folder}/${name}/package.json`) ?? "{}");
      for (const [dependency, version] of Object.entries({ ...dependencies, ...devDependencies })) {
        if (dependency !== `@gatehouse/spec-${name}`) expect([dependency, version]).toEqual([dependency, known.get(dependency)]);
      }
    }
  });
});

describe("npm run new-api", () => {
  let copy = "";
  beforeAll(async () => {
    copy = await copyRepository(ROOT);
  });
  afterAll(() => rm(copy, { recursive: true }));
  const newApi = (args: readonly string[], env = {}) =>
    execute(process.execPath, ["tools/repository/bin/run.js", "new-api", ...args], { cwd: copy, env });
  const status = async () => (await execute("git", ["status", "--porcelain"], { cwd: copy })).stdout;

  test.each<[string, readonly string[], string]>([
    ["no name", [], "one name is needed"],
    ["two names", ["acme", "doors"], "one name is needed"],
    ["an option", ["--help"], "one name is needed"],
    ["capitals", ["AcmeDoors"], "lower-case words and numbers joined by hyphens"],
    ["a path", ["../doors"], "lower-case words and numbers joined by hyphens"],
    ["an underscore", ["acme_doors"], "lower-case words and numbers joined by hyphens"],
    ["a number first", ["2fa"], "lower-case words and numbers joined by hyphens"],
    ["two hyphens", ["acme--doors"], "lower-case words and numbers joined by hyphens"],
    ["a long name", ["a".repeat(41)], "at most 40 characters, this one has 41"],
    [
      "an API that is there",
      ["entrust-idaas"],
      "specs/entrust-idaas and packages/entrust-idaas and tools/sandbox/src/products/entrust-idaas are there",
    ],
    ["a package that is there", ["runtime"], "packages/runtime is there already"],
    ["the name of a tool's package", ["sandbox"], "tools/sandbox is called @gatehouse/sandbox already"],
    ["the name of a description's package", ["spec-entrust-idaas"], "specs/entrust-idaas is called @gatehouse/spec-entrust-idaas already"],
    ["a name that every client exports", ["api-error"], "its client would be called ApiError"],
    ["an address of the portal", ["guides"], "the portal has pages under /guides"],
    ["a folder that git ignores", ["dist"], "git ignores folders of that name"],
  ])("refuses %s in one line, and writes nothing", async (_, args, message) => {
    const { code, stdout, stderr } = await newApi(args);
    expect({ code, stdout, lines: stderr.split("\n").length }).toEqual({ code: 2, stdout: "", lines: 2 });
    expect(stderr).toContain(message);
    expect(await status()).toBe("");
  });

  test("refuses while the lock file has changes of its own", async () => {
    const lock = join(copy, "package-lock.json");
    const before = await readFile(lock, "utf8");
    await writeFile(lock, `${before}\n`);
    const { code, stderr } = await newApi(["acme-doors"]);
    expect(stderr).toBe(
      'no API "acme-doors": package-lock.json has changes that are not committed – commit them or take them back first\n',
    );
    expect(code).toBe(2);
    await writeFile(lock, before);
    expect(await status()).toBe("");
  });

  test("puts everything back when npm fails", async () => {
    const bin = await mkdtemp(join(place, "bin-"));
    await writeFile(
      join(bin, "npm"),
      "#!/bin/sh\necho half-written > package-lock.json\nls -d specs/acme-doors packages/acme-doors\necho no >&2\nexit 7\n",
    );
    await chmod(join(bin, "npm"), 0o755);
    const { code, stderr } = await newApi(["acme-doors"], { PATH: `${bin}:${process.env["PATH"]}` });
    expect(stderr).toBe("packages/acme-doors\nspecs/acme-doors\nno\nnpm could not add it to package-lock.json; nothing has been changed\n");
    expect(code).toBe(1);
    expect(await status()).toBe("");
    expect(await readdir(join(copy, "tools/repository/.results"))).toEqual([]);
  });

  test("adds three folders and their workspaces to the lock file, nothing more", async () => {
    const { code, stdout, stderr } = await newApi(["acme-doors"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const folders = ["packages/acme-doors", "specs/acme-doors", "tools/sandbox/src/products/acme-doors"];
    for (const folder of folders) expect(stdout).toContain(`  ${folder}\n`);
    expect(await status()).toBe([" M package-lock.json", ...folders.map((folder) => `?? ${folder}/`), ""].join("\n"));
    const { stdout: diff } = await execute("git", ["diff", "--unified=0", "package-lock.json"], { cwd: copy });
    expect(diff).not.toMatch(/^-(?!--)/m);
    expect(diff).not.toMatch(/"resolved": "https?:/);
    expect((await stat(join(copy, "specs/acme-doors/openapi.yaml"))).isFile()).toBe(true);

    const again = await newApi(["acme-doors"]);
    expect(again.stderr).toContain("are there already");
    expect(again.code).toBe(2);
  });
});
