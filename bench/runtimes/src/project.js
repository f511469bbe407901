import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { pack } from "@gatehouse/repository/package-check";
import { APIS } from "./cases.js";
import { succeed } from "./succeed.js";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** What an application has: the packages as npm would install them, and the suite beside them. */
export const PROJECT = fileURLToPath(new URL("../.results/project/", import.meta.url));

/** Packs runtime and clients, and installs them in a project of their own. */
export async function makeProject() {
  await rm(PROJECT, { recursive: true, force: true });
  await mkdir(PROJECT, { recursive: true });
  const tarballs = [];
  for (const name of ["runtime", ...APIS]) {
    const folder = join(PROJECT, "packed", name);
    await mkdir(folder, { recursive: true });
    tarballs.push((await pack(join(ROOT, "packages", name), folder)).tarball);
  }
  await writeFile(join(PROJECT, "package.json"), '{ "name": "application", "private": true, "type": "module" }');
  await succeed("npm", ["install", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund", ...tarballs], PROJECT);
  for (const name of ["suite", "checks", "world", "values", "errand", "process", "page", "worker"])
    await cp(fileURLToPath(new URL(`${name}.js`, import.meta.url)), join(PROJECT, `${name}.js`));
}
