import { join } from "node:path";
import { succeed } from "./execute.js";
import { workspaces } from "./workspaces.js";

/**
 * @typedef {object} Bin
 * @property {string} name
 * @property {string} folder Of its workspace, relative to the root.
 * @property {string} file Of the committed script, relative to its workspace.
 * @property {string} version
 */

/**
 * @typedef {object} Help What a command says of itself, which its users build upon.
 * @property {string} text
 * @property {readonly string[]} subcommands
 * @property {readonly string[]} options Such as `--port`.
 * @property {boolean} reads Whether it takes an argument.
 * @property {readonly number[]} exitCodes
 */

/**
 * Every command of every workspace.
 *
 * @param {string} root
 * @returns {readonly Bin[]}
 */
export function bins(root) {
  return workspaces(root).flatMap(({ folder, package: { bin = {}, version = "" } }) =>
    Object.entries(bin).map(([name, file]) => ({ name, folder, file, version })),
  );
}

/**
 * @param {string} root
 * @param {string} name
 * @returns {string} The command as npm linked it.
 */
export function linked(root, name) {
  return join(root, "node_modules/.bin", name);
}

/**
 * Reads `--help`.
 *
 * @param {string} root
 * @param {string} name
 * @param {readonly string[]} subcommand
 * @returns {Promise<Help>}
 */
export async function helpOf(root, name, subcommand = []) {
  const text = await succeed(linked(root, name), [...subcommand, "--help"]);
  /** @param {string} title */
  const entries = (title) => {
    const section = text.split(/\n(?=\S)/).find((part) => part.startsWith(`${title}:\n`)) ?? "";
    return [...section.matchAll(/^ {2}(\S+)/gm)].map((match) => match[1] ?? "");
  };
  return {
    text,
    subcommands: entries("Commands").filter((one) => one !== "help"),
    options: [...text.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map((match) => match[1] ?? ""),
    reads: entries("Arguments").length > 0,
    exitCodes: entries("Exit codes").map(Number),
  };
}
