import { existsSync } from "node:fs";
import { join } from "node:path";
import { findBrowser } from "./browser.js";
import { measure } from "./measure.js";
import { newApi } from "./new-api/index.js";
import { command, ROOT, turbo } from "./processes.js";
import { summarize } from "./summary.js";

/**
 * What each npm script of the root does.
 *
 * @type {Record<string, (args: readonly string[]) => Promise<number>>}
 */
const TASKS = {
  build: () => turbo(["build"]),
  lint: () => turbo(["lint"]),
  typecheck: () => turbo(["typecheck"]),
  test: () => test(),
  "test:nightly": nightly,
  bench,
  runtimes,
  start,
  "new-api": (args) => newApi(ROOT, args),
  summary: async () => report([]),
};

/**
 * Runs a task of the whole repository.
 *
 * @param {readonly string[]} args Name of the task, then its own arguments.
 * @returns {Promise<number>} The exit code.
 */
export async function run([task = "", ...args]) {
  const known = Object.keys(TASKS);
  if (!known.includes(task)) {
    process.stderr.write(`no task "${task}" – one of: ${known.join(", ")}\n`);
    return 2;
  }
  if (!existsSync(join(ROOT, "node_modules/turbo"))) {
    process.stderr.write("not installed yet: run `npm ci`\n");
    return 2;
  }
  return /** @type {(args: readonly string[]) => Promise<number>} */ (TASKS[task])(args);
}

/** @param {readonly string[]} more Tasks beside those that guard every change. */
async function test(more = []) {
  const browser = findBrowser();
  const notes = [];
  if (!browser && process.env["CI"]) {
    process.stderr.write("no browser found, and in CI its checks may not be left out – install one: apt-get install -y chromium\n");
    return 1;
  }
  if (!browser)
    notes.push("SKIPPED: all browser checks, because no browser was found – install one (apt-get install -y chromium) or set CHROME_PATH");
  const env = browser ? { GATEHOUSE_BROWSER: browser.version, GATEHOUSE_BROWSER_PATH: browser.path } : {};
  // All is built before the first test: some look at all of it, and all is no list that a package.json could depend on. The portal takes
  // longest and leaves half of the machine idle: its build goes along with tests, and those that need it wait.
  let code = await turbo(["build", "lint", "typecheck", "--filter=!@gatehouse/docs"]);
  if (code === 0) code = await turbo(["lint", "typecheck", "test", ...(browser ? ["test:browser"] : []), ...more], env);
  return Math.max(code, await report(notes, browser !== undefined));
}

/**
 * @param {readonly string[]} notes Lines that go before the counts.
 * @param {boolean} browser Whether the browser checks ran.
 */
async function report(notes, browser = true) {
  const { lines, ok } = await summarize(ROOT, { browser });
  process.stdout.write(`${[...notes, ...lines].join("\n")}\n`);
  return ok ? 0 : 1;
}

async function nightly() {
  const code = await test(["test:nightly"]);
  const { passed, failed, skipped } = await summarize(ROOT, { browser: findBrowser() !== undefined });
  const figures = {
    "failed runs of npm test": { value: code === 0 ? 0 : 1, unit: "runs", target: { atMost: 0 } },
    "tests passed": { value: passed, unit: "tests" },
    "tests failed": { value: failed, unit: "tests", target: { atMost: 0 } },
    "tests skipped": { value: skipped, unit: "tests" },
  };
  const measured = await measure({ name: "nightly", command: "npm run test:nightly", installs: ["bench/foreign"], figures });
  return Math.max(code, measured, await runtimes());
}

async function bench() {
  const code = await turbo(["build"], {}, "errors-only");
  return code || measure({ name: "bench", command: "npm run bench", installs: ["bench"] });
}

async function runtimes() {
  const code = await turbo(["build"], {}, "errors-only");
  return code || measure({ name: "runtimes", command: "npm run runtimes", installs: ["bench/runtimes"] });
}

/** @param {readonly string[]} args */
async function start(args) {
  const began = Date.now();
  if (process.stdout.isTTY) process.stdout.write("Building what has changed (the first time takes a minute or two) …\n");
  const code = await turbo(["build"], {}, "errors-only");
  if (code !== 0) return code;
  if (process.stdout.isTTY) process.stdout.write(`Built in ${((Date.now() - began) / 1000).toFixed(1)} s.\n`);
  return command(process.execPath, ["docs/bin/gatehouse-portal.js", ...args]);
}
