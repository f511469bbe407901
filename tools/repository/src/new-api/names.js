import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { execute } from "../execute.js";
import { workspaces } from "../workspaces.js";
import { FOLDERS, TEMPLATES } from "./folders.js";

/** Longer ones make lines of code that nobody wants to read. */
const LONGEST = 40;

/** The placeholder of the templates, in each form that a name takes. */
const PLACEHOLDER = "api-name";

/**
 * A name in the forms that templates use.
 *
 * @param {string} name `acme-doors`
 * @returns {readonly string[]} `acme-doors`, `AcmeDoors`, `ACME_DOORS`, `Acme Doors`
 */
function formsOf(name) {
  const words = name.split("-").map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return [name, words.join(""), name.replaceAll("-", "_").toUpperCase(), words.join(" ")];
}

/**
 * Puts a name in the place of the templates' own.
 *
 * @param {string} text
 * @param {string} name
 */
export function named(text, name) {
  const forms = formsOf(name);
  return formsOf(PLACEHOLDER).reduce((so, placeholder, index) => so.replaceAll(placeholder, forms[index] ?? name), text);
}

/**
 * Why an API cannot be called so, or undefined.
 *
 * @param {string} root
 * @param {string} name
 * @returns {Promise<string | undefined>}
 */
export async function nameProblem(root, name) {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) return "a name is lower-case words and numbers joined by hyphens, such as acme-doors";
  if (name.length > LONGEST) return `a name has at most ${LONGEST} characters, this one has ${name.length}`;
  const there = FOLDERS.map((folder) => join(folder, name)).filter((folder) => existsSync(join(root, folder)));
  if (there.length > 0) return `${there.join(" and ")} ${there.length > 1 ? "are" : "is"} there already`;
  const packages = [`@gatehouse/${name}`, `@gatehouse/spec-${name}`];
  const other = workspaces(root).find((one) => packages.includes(one.package.name));
  if (other) return `${other.folder} is called ${other.package.name} already`;
  const [, type = ""] = formsOf(name);
  if (exportedNames().has(type)) return `its client would be called ${type}, as something that every client exports`;
  if (portalNames(root).has(name)) return `the portal has pages under /${name}, where the sandbox would answer`;
  // Folders that git is told to leave out, such as dist.
  const ignored = await execute("git", ["check-ignore", ...FOLDERS.map((folder) => join(folder, name, "a"))], { cwd: root });
  return ignored.code === 0 ? "git ignores folders of that name" : undefined;
}

/** Names that the entry of every client has beside its own. */
function exportedNames() {
  const entry = readFileSync(join(TEMPLATES, "packages", PLACEHOLDER, "src/index.ts"), "utf8");
  return new Set([...entry.matchAll(/^ {2}(?:type )?(\w+),$/gm)].map((match) => match[1] ?? ""));
}

/** @param {string} root First segments of the portal's own addresses. */
function portalNames(root) {
  const folders = ["docs/src/pages", "docs/src/content/docs", "docs/public"].map((folder) => join(root, folder));
  return new Set(folders.flatMap((folder) => (existsSync(folder) ? readdirSync(folder) : [])).map((entry) => entry.replace(/\..*$/, "")));
}
