import { appendFile, cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { copyRepository } from "./copy.js";
import { succeed } from "./execute.js";
import { changedTasks, taskHashes } from "./tasks.js";
import { packageKinds, workspaces } from "./workspaces.js";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const TASKS = ["build", "lint", "typecheck", "test", "test:browser"];
const groups: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  await Promise.all(["specs", "packages", "tools"].map(async (group) => [group, await readdir(join(ROOT, group))] as const)),
);
const APIS = groups["specs"]!;
const applications = new Set(packageKinds(ROOT).applications.map((name) => `packages/${name}`));

let copy = "";
let before: ReadonlyMap<string, string>;
beforeAll(async () => {
  copy = await copyRepository(ROOT);
  before = await taskHashes(copy, TASKS);
});
afterEach(async () => {
  await succeed("git", ["reset", "--quiet", "--hard"], { cwd: copy });
  await succeed("git", ["clean", "-fdq"], { cwd: copy });
});
afterAll(() => rm(copy, { recursive: true }));

const changed = async () => changedTasks(before, await taskHashes(copy, TASKS));
const builds = (tasks: readonly string[]) => tasks.filter((task) => task.endsWith("#build"));
const edit = async (file: string, from: string, to: string) => {
  const text = await readFile(join(copy, file), "utf8");
  expect(text).toContain(from);
  await writeFile(join(copy, file), text.replace(from, to));
};

describe.each(APIS)("touching the description of %s", (api) => {
  const users = workspaces(ROOT).filter(({ folder, package: one }) => applications.has(folder) && one.dependencies?.[`@gatehouse/${api}`]);
  const mine = [`@gatehouse/spec-${api}`, `@gatehouse/${api}`, ...users.map((one) => one.package.name), "@gatehouse/docs"];
  /** Their tests read every description; nobody builds upon that. */
  const readers = ["@gatehouse/repository#test", "@gatehouse/test-kit#test"];

  test("does the description, its client, applications that use it and the docs again, and nothing else", async () => {
    for (const file of ["openapi.yaml", "sources.yaml", "contract.yaml"]) await appendFile(join(copy, "specs", api, file), "\n# touched\n");
    const tasks = await changed();
    expect(builds(tasks)).toEqual(mine.map((name) => `${name}#build`).sort());
    expect(tasks.filter((task) => !mine.includes(task.split("#")[0] as string))).toEqual(readers);
  });

  // The test above has to fail when somebody ties a tool to a description.
  test("would be seen to do a tool again that depends on it", async () => {
    await edit("tools/contract/package.json", '"dependencies": {', `"dependencies": { "@gatehouse/spec-${api}": "0.0.0",`);
    const tied = await taskHashes(copy, ["build"]);
    await appendFile(join(copy, "specs", api, "openapi.yaml"), "\n# touched\n");
    expect(changedTasks(tied, await taskHashes(copy, ["build"]))).toContain("@gatehouse/contract#build");
  });
});

// They are compared with each other, word by word.
test.each(["specs", "tools/sandbox/src/products"])("touching the README of an API in %s compares it again", async (folder) => {
  const [api = ""] = APIS;
  await appendFile(join(copy, folder, api, "README.md"), "\nTouched.\n");
  expect(await changed()).toContain("@gatehouse/repository#test");
});

// Otherwise nothing would ever be done: each run would leave a reason for the next one.
test("what tasks leave behind is no reason to run any of them again", async () => {
  const places = ["specs", "packages", "tools"].flatMap((group) => groups[group]!.map((name) => `${group}/${name}`));
  for (const workspace of [...places, "docs"]) {
    for (const file of [".turbo/turbo-test.log", ".results/vitest.json", "dist/left.js"]) {
      await mkdir(join(copy, workspace, file, ".."), { recursive: true });
      await writeFile(join(copy, workspace, file), "left behind\n");
    }
  }
  expect(await changed()).toEqual([]);
  await succeed("git", ["clean", "-fdqX", "--exclude=!node_modules"], { cwd: copy });
});

test("a new description does the docs again, which nobody told its name", async () => {
  const [api = ""] = APIS;
  await cp(join(copy, "specs", api), join(copy, "specs/another"), { recursive: true });
  await edit("specs/another/package.json", `@gatehouse/spec-${api}`, "@gatehouse/spec-another");
  expect(builds(await changed())).toEqual(["@gatehouse/docs#build", "@gatehouse/spec-another#build"]);
});

describe("the checks in a browser", () => {
  // A run without a browser must not be kept as the result of one with it, nor that of another version; where it is installed is no matter.
  test("have a result per browser, and are all that depends on it", async () => {
    const first = await taskHashes(copy, TASKS, { GATEHOUSE_BROWSER: "Chromium 1", GATEHOUSE_BROWSER_PATH: "/here" });
    const second = await taskHashes(copy, TASKS, { GATEHOUSE_BROWSER: "Chromium 2", GATEHOUSE_BROWSER_PATH: "/here" });
    const elsewhere = await taskHashes(copy, TASKS, { GATEHOUSE_BROWSER: "Chromium 2", GATEHOUSE_BROWSER_PATH: "/there" });
    const browserTasks = [...before.keys()].filter((task) => task.endsWith("#test:browser")).sort();
    expect(browserTasks.length).toBeGreaterThan(0);
    expect(changedTasks(before, first)).toEqual(browserTasks);
    expect(changedTasks(before, second)).toEqual(browserTasks);
    expect(changedTasks(first, second)).toEqual(browserTasks);
    expect(changedTasks(second, elsewhere)).toEqual([]);
  });

  // The report of one task among the outputs of the other would come back from the cache as if it were new.
  test("keep their report apart from that of the other tests", async () => {
    const { tasks } = JSON.parse(await readFile(join(copy, "turbo.json"), "utf8"));
    expect(tasks["test:browser"].outputs).toEqual([".results/browser.json"]);
    for (const name of Object.keys(tasks).filter((task) => /(^|#)test$/.test(task)))
      expect(tasks[name].outputs).toEqual([".results/vitest.json"]);
  });
});
