import { execFile } from "node:child_process";

/** The longest that anything here may take. */
const PATIENCE = 180_000;

/**
 * Runs a command to its end.
 *
 * @param {string} file
 * @param {readonly string[]} args
 * @param {string} cwd
 * @returns {Promise<string>} What it printed.
 * @throws {Error} with the end of what it printed, where it fails.
 */
export function succeed(file, args, cwd) {
  return new Promise((resolve, reject) => {
    execFile(
      file,
      args,
      { cwd, timeout: PATIENCE, maxBuffer: 1 << 26, env: { ...process.env, NO_COLOR: "1" } },
      (error, stdout, stderr) => {
        if (error) reject(new Error(`${file} ${args.join(" ")}: ${`${stdout}${stderr}`.trim().slice(-500) || error.message}`));
        else resolve(stdout);
      },
    );
  });
}
