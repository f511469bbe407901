import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { succeed } from "../execute.js";
import { workspaces } from "../workspaces.js";
import { TEMPLATES } from "./folders.js";
import { named } from "./names.js";

/**
 * Writes the three folders of a new API below another folder, as the repository would have them: `specs/<name>`, `packages/<name>` and
 * `tools/sandbox/src/products/<name>`.
 *
 * @param {object} options
 * @param {string} options.root The repository: its formatter and the versions of its workspaces are taken.
 * @param {string} options.name
 * @param {string} options.into
 * @returns {Promise<void>}
 */
export async function writeApi({ root, name, into }) {
  const entries = (await readdir(TEMPLATES, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const versions = new Map(workspaces(root).map((one) => [one.package.name, one.package.version]));
  const written = await Promise.all(
    entries.map(async (entry) => {
      const template = join(entry.parentPath, entry.name);
      const path = join(into, named(template.slice(TEMPLATES.length + 1), name));
      const text = named(await readFile(template, "utf8"), name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, entry.name === "package.json" ? withVersions(text, versions) : text);
      return path;
    }),
  );
  // A name of another length makes other lines. What git ignores is formatted too: a temporary folder may be.
  const biome = join(root, "node_modules/@biomejs/biome/bin/biome");
  await succeed(process.execPath, [biome, "check", "--write", "--vcs-enabled=false", `--config-path=${root}`, into]);
  for (const path of written) if (path.endsWith(".md")) await showFiles(path);
}

/**
 * A package.json that asks for the versions of other workspaces that are there.
 *
 * @param {string} text
 * @param {ReadonlyMap<string, string | undefined>} versions
 */
function withVersions(text, versions) {
  return text.replace(/"(@gatehouse\/[\w-]+)": "[\d.]+"/g, (same, dependency) => {
    const version = versions.get(dependency);
    return version === undefined ? same : `"${dependency}": "${version}"`;
  });
}

/**
 * Puts files into a README that shows them as they stand: a line `{{test/user-script.ts}}` becomes the file beside it.
 *
 * @param {string} readme
 */
async function showFiles(readme) {
  const text = await readFile(readme, "utf8");
  const names = [...text.matchAll(/^\{\{(.+)\}\}\n/gm)].map(([line, name = ""]) => ({ line, name }));
  if (names.length === 0) return;
  let shown = text;
  for (const { line, name } of names) {
    const file = await readFile(join(dirname(readme), name), "utf8");
    shown = shown.replace(line, () => file);
  }
  await writeFile(readme, shown);
}
