import { execFile } from "node:child_process";
import { promisify } from "node:util";

/**
 * Runs a script with this Node, in a folder, without anything being sent anywhere.
 *
 * @param {readonly string[]} args
 * @param {string} folder
 */
export async function succeed(args, folder) {
  const quiet = { REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true", DO_NOT_TRACK: "1", NODE_NO_WARNINGS: "1" };
  await promisify(execFile)(process.execPath, args, { cwd: folder, env: { ...process.env, ...quiet } });
}
