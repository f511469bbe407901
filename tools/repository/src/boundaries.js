import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { cruise } from "dependency-cruiser";
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";
import { street } from "./street.js";
import { packageKinds, workspaces } from "./workspaces.js";

/** @typedef {{ readonly rule: string, readonly from: string, readonly to: string }} Violation */

/**
 * Looks at every import of every workspace, type imports too, and at what each package.json asks for.
 *
 * @param {string} root
 * @returns {Promise<{ readonly modules: number, readonly violations: readonly Violation[] }>} `modules` is how many files were read: zero means nothing was checked.
 */
export async function checkStreet(root) {
  const all = workspaces(root);
  const folders = new Map(all.map((one) => [one.package.name, one.folder]));
  /** @param {string} to */
  const byFolder = (to) => {
    const name = to.split("/").slice(0, 2).join("/");
    const folder = folders.get(name);
    return folder ? `${folder}/${to.slice(name.length + 1)}` : to;
  };
  /** @type {Violation[]} */
  const violations = [];
  // A pattern that nothing matches where there is none.
  const application = `(?:${packageKinds(root).applications.join("|") || "(?!)"})`;
  const rules = street.map((rule) => {
    const filled = (/** @type {string} */ pattern) => pattern.replaceAll("{application}", application);
    return { ...rule, from: filled(rule.from), to: filled(rule.to) };
  });
  /**
   * @param {string} from
   * @param {string} to
   */
  const judge = (from, to) => {
    for (const rule of rules) {
      const match = new RegExp(rule.from).exec(from);
      if (match && new RegExp(rule.to.replaceAll("$1", match[1] ?? "$")).test(to)) violations.push({ rule: rule.name, from, to });
    }
  };

  const sources = all.map((one) => one.folder).filter((folder) => existsSync(join(root, folder)));
  const { output } = await cruise(
    sources,
    {
      baseDir: resolve(root),
      doNotFollow: { path: "node_modules" },
      exclude: { path: "(^|/)(node_modules|dist|\\.astro|\\.results)/" },
      tsPreCompilationDeps: true,
      combinedDependencies: true,
    },
    { extensions: [".ts", ".mts", ".js", ".mjs"] },
    { tsConfig: extractTSConfig(join(root, "tsconfig.base.json")) },
  );
  if (typeof output === "string") throw new Error("dependency-cruiser answered text where its result was expected");
  let modules = 0;
  for (const module of output.modules) {
    if (!/\.[cm]?[jt]s$/.test(module.source) || module.coreModule || module.couldNotResolve) continue;
    modules += 1;
    for (const dependency of module.dependencies) {
      // A workspace resolves to its dist folder, or to nothing before the first build: its name says enough.
      const to = dependency.module.startsWith(".") ? dependency.resolved : byFolder(dependency.module);
      const core = dependency.coreModule && !to.startsWith("node:") ? `node:${to}` : to;
      judge(module.source, core);
    }
  }
  for (const { folder, package: manifest } of all)
    for (const name of Object.keys(manifest.dependencies ?? {})) if (folders.has(name)) judge(`${folder}/src/`, `${folders.get(name)}/`);
  return { modules, violations };
}
