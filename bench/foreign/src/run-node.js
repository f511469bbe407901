import { execFile } from "node:child_process";

/**
 * Runs a script with this Node.
 *
 * @param {readonly string[]} args
 * @returns {Promise<{ readonly code: number, readonly stdout: string, readonly stderr: string }>}
 */
export function run(args) {
  return new Promise((resolve) => {
    execFile(process.execPath, args, { maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      resolve({ code: error ? (typeof error.code === "number" ? error.code : 1) : 0, stdout, stderr });
    });
  });
}

/**
 * Runs a script that prints one JSON value.
 *
 * @param {readonly string[]} args
 * @returns {Promise<any>}
 */
export async function json(args) {
  const { code, stdout, stderr } = await run(args);
  if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}:\n${stderr}`);
  return JSON.parse(stdout);
}
