import { chmod, cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { execute } from "./execute.js";

const REPOSITORY = fileURLToPath(new URL("..", import.meta.url));

/** Stands where Turborepo would: writes down what it is asked for, and ends as it is told. */
const TURBO = `
  import { appendFileSync } from "node:fs";
  const { GATEHOUSE_BROWSER: browser, GATEHOUSE_BROWSER_PATH: path } = process.env;
  appendFileSync("asked", JSON.stringify({ args: process.argv.slice(2), browser, path }) + "\\n");
  process.exitCode = Number(process.env.TURBO_ENDS_WITH ?? 0);
`;

let root = "";
let browser = "";
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "run-"));
  for (const name of ["bin", "src"]) await cp(join(REPOSITORY, name), join(root, "tools/repository", name), { recursive: true });
  await writeFile(join(root, "tools/repository/test-floor.json"), '{ "tests": 0 }');
  await writeFile(join(root, "tools/repository/package.json"), '{ "name": "@gatehouse/repository", "type": "module" }');
  await writeFile(join(root, "package.json"), '{ "type": "module", "workspaces": ["tools/*"] }');
  await mkdir(join(root, "node_modules/turbo/bin"), { recursive: true });
  await writeFile(join(root, "node_modules/turbo/bin/package.json"), '{ "type": "module" }');
  await writeFile(join(root, "node_modules/turbo/bin/turbo"), TURBO);
  browser = join(root, "browser");
  await writeFile(browser, "#!/bin/sh\necho Browser 7.1\n");
  await chmod(browser, 0o755);
});
beforeEach(() => rm(join(root, "asked"), { force: true }));
afterAll(() => rm(root, { recursive: true }));

async function npmRun(args: readonly string[], env: Record<string, string | undefined>) {
  const outcome = await execute(process.execPath, ["tools/repository/bin/run.js", ...args], { cwd: root, env: { CI: undefined, ...env } });
  const asked = await readFile(join(root, "asked"), "utf8").catch(() => "");
  return {
    ...outcome,
    asked: asked
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line)),
  };
}

describe("npm test", () => {
  test("builds everything before the first test, and asks for the browser checks with the browser's version", async () => {
    const { code, asked, stdout } = await npmRun(["test"], { CHROME_PATH: browser });
    expect(asked.map(({ args }) => args.slice(1).filter((arg: string) => !/^--(output-logs|log-order|concurrency)/.test(arg)))).toEqual([
      ["build", "lint", "typecheck", "--filter=!@gatehouse/docs"],
      ["lint", "typecheck", "test", "test:browser"],
    ]);
    expect(asked[1]).toMatchObject({ browser: "Browser 7.1", path: browser });
    expect(stdout).toBe("0 passed, 0 failed, 0 skipped\n");
    expect(code).toBe(0);
  });

  test("without a browser does not ask for its checks, and says so", async () => {
    const { code, asked, stdout } = await npmRun(["test"], { CHROME_PATH: "/nowhere/browser" });
    expect(asked.flatMap(({ args }) => args)).not.toContain("test:browser");
    expect(stdout).toMatch(/^SKIPPED: all browser checks/);
    expect(code).toBe(0);
  });

  test("without a browser fails in CI, before anything else takes time", async () => {
    const { code, asked, stderr } = await npmRun(["test"], { CHROME_PATH: "/nowhere/browser", CI: "true" });
    expect(asked).toEqual([]);
    expect(stderr).toMatch(/^no browser found/);
    expect(code).toBe(1);
  });

  test("a browser that does not start is none", async () => {
    const { code } = await npmRun(["test"], { CHROME_PATH: join(root, "package.json"), CI: "true" });
    expect(code).toBe(1);
  });

  test("ends with Turborepo's failure, and does not go on to the checks of the repository", async () => {
    const { code, asked } = await npmRun(["test"], { CHROME_PATH: browser, TURBO_ENDS_WITH: "3" });
    expect(asked).toHaveLength(1);
    expect(code).toBe(3);
  });
});

describe.each([
  ["test:nightly", "nightly", ["bench/foreign", "bench/runtimes"]],
  ["bench", "bench", ["bench"]],
  ["runtimes", "runtimes", ["bench/runtimes"]],
])("npm run %s", (task, name, folders) => {
  const figures = { speed: { value: 3, unit: "×", target: { atMost: 4 } } };
  const takes = (content: unknown) =>
    `import { mkdirSync, writeFileSync } from "node:fs";
    const results = new URL("../.results/", import.meta.url);
    mkdirSync(results, { recursive: true });
    writeFileSync(new URL("figures.json", results), '${JSON.stringify(content)}');`;
  const measurement = async (script: string, env: Record<string, string> = {}) => {
    for (const folder of folders) {
      await mkdir(join(root, folder, "src"), { recursive: true });
      await mkdir(join(root, folder, "node_modules"), { recursive: true });
      for (const file of ["package-lock.json", "node_modules/.package-lock.json"]) await writeFile(join(root, folder, file), "{}");
      await writeFile(join(root, folder, "src/run.js"), script);
    }
    await execute("git", ["init", "--quiet"], { cwd: root });
    const git = ["-c", "user.name=a", "-c", "user.email=a@example.invalid", "commit", "--quiet", "--allow-empty", "--message", "Start"];
    await execute("git", git, { cwd: root });
    return npmRun([task], { CHROME_PATH: browser, ...env });
  };
  const report = async () => JSON.parse(await readFile(join(root, "reports", `${name}.json`), "utf8"));

  test("writes what was measured, with what workspaces left", async () => {
    await mkdir(join(root, "tools/repository/.results"), { recursive: true });
    await writeFile(join(root, `tools/repository/.results/${name}.json`), '{ "figures": { "seeds": { "value": 20, "unit": "seeds" } } }');
    const { code, asked } = await measurement(takes({ figures }));
    expect(await report()).toMatchObject({ name, command: `npm run ${task}`, figures: { ...figures, seeds: { value: 20 } } });
    expect(asked.length).toBeGreaterThan(0);
    expect(code).toBe(0);
  });

  test("fails when a target is missed, and says which", async () => {
    const missed = { speed: { value: 5, unit: "times", target: { atMost: 4 } } };
    const { code, stdout } = await measurement(takes({ figures: missed }));
    expect(stdout).toContain("missed: speed: 5 times – at most 4 is the target\n");
    expect(code).toBe(1);
  });

  test("fails with Turborepo; what the nightly run can measure even so is reported as of a failed run", async () => {
    await rm(join(root, "reports"), { recursive: true, force: true });
    expect((await measurement(takes({ figures }), { TURBO_ENDS_WITH: "3" })).code).toBe(3);
    const written = await report().catch(() => undefined);
    expect(written?.figures["failed runs of npm test"]?.value).toBe(name === "nightly" ? 1 : undefined);
  });

  test("is no success when nothing was measured: an earlier result does not stand in", async () => {
    const { code } = await measurement("process.exitCode = 3;");
    expect(code).toBe(2);
  });
});

test.each([[[]], [["no-such-task"]]])("%j is no task, and those there are are named", async (args) => {
  const { code, stderr, asked } = await npmRun(args, {});
  expect(stderr).toMatch(/^no task ".*" – one of: build, lint, typecheck, test, test:nightly, bench, runtimes, start, new-api, summary\n$/);
  expect([code, asked]).toEqual([2, []]);
});

test("before npm ci says so", async () => {
  await rename(join(root, "node_modules"), join(root, "elsewhere"));
  try {
    const { code, stdout, stderr } = await npmRun(["test"], { CHROME_PATH: browser });
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: "", stderr: "not installed yet: run `npm ci`\n" });
  } finally {
    await rename(join(root, "elsewhere"), join(root, "node_modules"));
  }
});
