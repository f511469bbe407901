import { execFileSync } from "node:child_process";
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import { join } from "node:path";

/**
 * A measured value.
 *
 * @typedef {object} Figure
 * @property {number} value
 * @property {string} unit `ms`, `%`, `operations`; a ratio is `×`.
 * @property {{ readonly atMost: number } | { readonly atLeast: number }} [target] What it must hold; without one it is told only.
 * @property {Readonly<Record<string, number>>} [peers] The same of others, measured in the same run.
 * @property {readonly string[]} [details] What was counted, one line each.
 */

/** @typedef {Readonly<Record<string, Figure>>} Figures By name: `github: operations in the client`. */

/**
 * A figure of three significant digits where it is small, and none after the point where it is large.
 *
 * @param {number} value
 * @param {string} unit
 * @param {Omit<Figure, "value" | "unit">} [more]
 * @returns {Figure}
 */
export function figure(value, unit, { target, peers, details = [] } = {}) {
  return {
    value: rounded(value),
    unit,
    ...(target && { target }),
    ...(peers && { peers: Object.fromEntries(Object.entries(peers).map(([name, each]) => [name, rounded(each)])) }),
    ...(details.length > 0 && { details }),
  };
}

/** @param {number} value */
function rounded(value) {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}

/**
 * Writes `reports/<name>.json`: what docs and README quote.
 *
 * @param {string} root
 * @param {{ readonly name: string, readonly command: string, readonly figures: Figures, readonly now?: Date }} report
 * @returns {readonly string[]} One line per target that was missed.
 */
export function writeReport(root, { name, command, figures, now = new Date() }) {
  const [processor] = cpus();
  const report = {
    name,
    command,
    commit: commitOf(root),
    date: now.toISOString().slice(0, 10),
    machine: { cpus: availableParallelism(), model: processor?.model.trim() ?? "unknown" },
    figures,
  };
  const file = join(root, "reports", `${name}.json`);
  mkdirSync(join(root, "reports"), { recursive: true });
  writeFileSync(`${file}.new`, `${JSON.stringify(report, null, 2)}\n`);
  renameSync(`${file}.new`, file);
  return missed(figures);
}

/**
 * @param {Figures} figures
 * @returns {readonly string[]} One line per target that was missed.
 */
export function missed(figures) {
  return Object.entries(figures).flatMap(([name, { value, unit, target }]) => {
    if (!target || holds(value, target)) return [];
    const bound = "atMost" in target ? `at most ${target.atMost}` : `at least ${target.atLeast}`;
    return [`${name}: ${value} ${unit} – ${bound} is the target`];
  });
}

/** @param {number} value @param {NonNullable<Figure["target"]>} target A value that is no number holds nothing. */
function holds(value, target) {
  return "atMost" in target ? value <= target.atMost : value >= target.atLeast;
}

/** @param {string} root @returns {string} What was measured; says so where it is not what was committed. */
function commitOf(root) {
  /** @param {readonly string[]} args */
  const git = (...args) => execFileSync("git", args, { cwd: root, encoding: "utf8" }).trim();
  const changed = git("status", "--porcelain", "--", ":!reports");
  return `${git("rev-parse", "HEAD")}${changed ? " with uncommitted changes" : ""}`;
}
