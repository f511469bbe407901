import { spawn } from "node:child_process";

/** @typedef {{ readonly code: number | null, readonly signal: NodeJS.Signals | null, readonly stdout: string, readonly stderr: string }} Outcome */

/**
 * Runs a program to its end and keeps what it printed. Never rejects for an exit code.
 *
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ readonly cwd?: string, readonly env?: Record<string, string | undefined>, readonly input?: string }} [options] `env` is added to
 *   this process's own; `undefined` removes. `input` is what it reads.
 * @returns {Promise<Outcome>}
 */
export function execute(file, args, { cwd, env = {}, input = "" } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, env: { ...process.env, ...env }, stdio: ["pipe", "pipe", "pipe"] });
    // Who does not read it closes the pipe, which is no failure.
    child.stdin.on("error", () => {}).end(input);
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      stderr += text;
    });
    child.on("error", reject).on("close", (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}

/**
 * Runs a program that has to succeed.
 *
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ readonly cwd?: string, readonly env?: Record<string, string | undefined> }} [options]
 * @returns {Promise<string>} What it printed to stdout.
 * @throws {Error} with all it printed, when it fails.
 */
export async function succeed(file, args, options) {
  const { code, signal, stdout, stderr } = await execute(file, args, options);
  if (code !== 0) throw new Error(`${file} ${args.join(" ")} ended with ${code ?? signal}:\n${stdout}${stderr}`);
  return stdout;
}
