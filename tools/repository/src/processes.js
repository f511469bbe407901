import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";

/** The repository's folder. */
export const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/**
 * Runs tasks of all workspaces.
 *
 * @param {readonly string[]} tasks Names of tasks, and further arguments.
 * @param {Record<string, string>} [env]
 * @param {string} [logs] Turborepo's --output-logs.
 */
export function turbo(tasks, env = {}, logs = "new-only") {
  // Test runners take every processor themselves: more tasks at a time than processors only make each of them wait.
  const concurrency = `--concurrency=${availableParallelism() + 1}`;
  const args = ["node_modules/turbo/bin/turbo", "run", ...tasks, concurrency, `--output-logs=${logs}`, "--log-order=grouped"];
  return command(process.execPath, args, {
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
 * Runs a command in the repository's folder, in front of the user.
 *
 * @param {string} file
 * @param {readonly string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Promise<number>} The exit code; 128 and the signal's number where a signal ended it, as a shell has it.
 */
export function command(file, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { cwd: ROOT, stdio: "inherit", env: { ...process.env, ...env } });
    /** @param {NodeJS.Signals} signal */
    const pass = (signal) => void child.kill(signal);
    // A terminal sends Ctrl-C to the child as well: it ends in its own time, and this process after it. Nobody else does.
    const interrupted = process.stdin.isTTY ? () => {} : pass;
    process.on("SIGTERM", pass).on("SIGINT", interrupted);
    child.on("error", (error) => {
      process.stderr.write(`cannot run ${args[0]}: ${error.message}\n`);
      resolve(2);
    });
    child.on("exit", (code, signal) => {
      process.off("SIGTERM", pass).off("SIGINT", interrupted);
      resolve(code ?? (signal === "SIGINT" ? 130 : 143));
    });
  });
}
