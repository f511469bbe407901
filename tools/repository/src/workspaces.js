import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * @typedef {object} Workspace
 * @property {string} folder Relative to the root: `tools/contract`.
 * @property {{ name: string, private?: boolean, version?: string, scripts?: Record<string, string>, dependencies?: Record<string, string>, devDependencies?: Record<string, string>, engines?: { node?: string }, bin?: Record<string, string> }} package
 */

/**
 * What the folders of `packages` are beside the runtime: a client has a description of the same name, an application has none and uses clients.
 *
 * @param {string} root
 * @returns {{ readonly clients: readonly string[], readonly applications: readonly string[] }} Names of folders.
 */
export function packageKinds(root) {
  const names = readdirSync(join(root, "packages")).filter((name) => name !== "runtime");
  const isClient = (/** @type {string} */ name) => existsSync(join(root, "specs", name));
  return { clients: names.filter(isClient), applications: names.filter((name) => !isClient(name)) };
}

/**
 * Every workspace of the repository, read from the root's `workspaces`.
 *
 * @param {string} root
 * @returns {Workspace[]}
 */
export function workspaces(root) {
  const patterns = /** @type {string[]} */ (JSON.parse(readFileSync(join(root, "package.json"), "utf8")).workspaces);
  const folders = patterns.flatMap((pattern) =>
    pattern.endsWith("/*") ? readdirSync(join(root, pattern.slice(0, -2))).map((name) => `${pattern.slice(0, -1)}${name}`) : [pattern],
  );
  return folders
    .filter((folder) => existsSync(join(root, folder, "package.json")))
    .map((folder) => ({ folder, package: JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")) }));
}
