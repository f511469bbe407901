import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { findBrowser } from "./browser.js";
import { summarize } from "./summary.js";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const ITSELF = "@gatehouse/repository";

/** What each npm script of the root does. */
const TASKS = {
  build: () => turbo(["build"]),
  lint: () => turbo(["lint"]),
  typecheck: () => turbo(["typecheck"]),
  test,
  start,
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
  return TASKS[/** @type {keyof typeof TASKS} */ (task)](args);
}

async function test() {
  const browser = findBrowser();
  const notes = [];
  const tasks = ["lint", "typecheck", "test"];
  if (browser) tasks.push("test:browser");
  else if (process.env["CI"]) {
    process.stderr.write("no browser found, and in CI its checks may not be left out – install one: apt-get install -y chromium\n");
    return 1;
  } else
    notes.push("SKIPPED: all browser checks, because no browser was found – install one (apt-get install -y chromium) or set CHROME_PATH");
  const env = browser ? { GATEHOUSE_BROWSER: browser.version, GATEHOUSE_BROWSER_PATH: browser.path } : {};
  // The checks of the repository look at everything as built, and everything is no list that a package.json could depend on.
  let code = await turbo([...tasks, `--filter=!${ITSELF}`], env);
  if (code === 0) code = await turbo(["lint", "typecheck", "test", `--filter=${ITSELF}`]);
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

/** @param {readonly string[]} args */
async function start(args) {
  const began = Date.now();
  if (process.stdout.isTTY) process.stdout.write("Building what has changed (the first time takes a minute or two) …\n");
  const code = await turbo(["build"], {}, "errors-only");
  if (code !== 0) return code;
  if (process.stdout.isTTY) process.stdout.write(`Built in ${((Date.now() - began) / 1000).toFixed(1)} s.\n`);
  return command(process.execPath, ["docs/bin/gatehouse-portal.js", ...args]);
}

/**
 * @param {readonly string[]} tasks Names of tasks, and further arguments.
 * @param {Record<string, string>} [env]
 * @param {string} [logs] Turborepo's --output-logs.
 */
function turbo(tasks, env = {}, logs = "new-only") {
  return command(process.execPath, ["node_modules/turbo/bin/turbo", "run", ...tasks, `--output-logs=${logs}`, "--log-order=grouped"], {
    TURBO_TELEMETRY_DISABLED: "1",
    TURBO_NO_UPDATE_NOTIFIER: "1",
    DO_NOT_TRACK: "1",
    REDOCLY_TELEMETRY: "off",
    REDOCLY_SUPPRESS_UPDATE_NOTICE: "true",
    ASTRO_TELEMETRY_DISABLED: "1",
    // @redocly/cli prints a notice about Node 20 to stderr with every command.
    NODE_NO_WARNINGS: "1",
    ...env,
  });
}

/**
 * @param {string} file
 * @param {readonly string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Promise<number>} The exit code; 128 and the signal's number where a signal ended it, as a shell has it.
 */
function command(file, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { cwd: ROOT, stdio: "inherit", env: { ...process.env, ...env } });
    // A terminal sends Ctrl-C to the child as well: it ends in its own time, and this process after it.
    /** @param {NodeJS.Signals} signal */
    const pass = (signal) => void child.kill(signal);
    const wait = () => {};
    process.on("SIGTERM", pass).on("SIGINT", wait);
    child.on("error", (error) => {
      process.stderr.write(`cannot run ${args[0]}: ${error.message} – run npm ci first\n`);
      resolve(2);
    });
    child.on("exit", (code, signal) => {
      process.off("SIGTERM", pass).off("SIGINT", wait);
      resolve(code ?? (signal === "SIGINT" ? 130 : 143));
    });
  });
}
