import { existsSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { command, ROOT } from "./processes.js";
import { missed, writeReport } from "./report.js";
import { workspaces } from "./workspaces.js";

/** @typedef {import("./report.js").Figures} Figures */

/**
 * Installs what a measurement needs, takes it, and writes `reports/<name>.json`: the given figures, those that workspaces left in
 * `.results/<name>.json`, and those of each installed folder.
 *
 * @param {object} measurement
 * @param {string} measurement.name
 * @param {string} measurement.command
 * @param {readonly string[]} measurement.installs Folders with a lock file of their own and `src/run.js`, which writes `.results/figures.json`.
 * @param {Figures} [measurement.figures]
 * @returns {Promise<number>} 0; 1 where a target is missed; 2 where something could not be measured.
 */
export async function measure({ name, command: line, installs, figures = {} }) {
  /** @type {Figures} */
  let all = { ...figures };
  for (const { folder } of workspaces(ROOT)) all = { ...all, ...read(join(ROOT, folder, ".results", `${name}.json`)) };
  for (const folder of installs) {
    if ((await install(folder)) !== 0) return 2;
    const file = join(ROOT, folder, ".results/figures.json");
    rmSync(file, { force: true });
    await command(process.execPath, [join(folder, "src/run.js")]);
    if (!existsSync(file)) return 2;
    all = { ...all, ...read(file) };
  }
  writeReport(ROOT, { name, command: line, figures: all });
  const misses = missed(all);
  process.stdout.write(
    [...misses.map((miss) => `missed: ${miss}`), `reports/${name}.json: ${Object.keys(all).length} figures`, ""].join("\n"),
  );
  return misses.length > 0 ? 1 : 0;
}

/** @param {string} file @returns {Figures} */
function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).figures : {};
}

/** @param {string} folder @returns {Promise<number>} */
async function install(folder) {
  const lock = join(ROOT, folder, "package-lock.json");
  const installed = join(ROOT, folder, "node_modules/.package-lock.json");
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return 0;
  return command("npm", ["ci", "--prefix", folder]);
}
