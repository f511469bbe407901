import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./run-node.js";

/** @typedef {{ readonly errors: readonly string[], readonly seconds: number, readonly megabytes: number }} Check */

/** The repository's own, by path: both packages call their command `tsc`, and the newer exports it to nobody. */
const installed = (/** @type {string} */ name) => fileURLToPath(new URL(`../../../node_modules/${name}/bin/tsc`, import.meta.url));

/** The compilers by what figures call them. */
export const compilers = { "TypeScript 5.9": installed("typescript"), "TypeScript 7": installed("tsc7") };

const STRICT = {
  target: "es2022",
  lib: ["es2023", "dom", "dom.iterable", "dom.asynciterable"],
  module: "nodenext",
  moduleResolution: "nodenext",
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  // Declarations of the runtime are checked; those of the language are TypeScript's business.
  skipLibCheck: false,
  skipDefaultLibCheck: true,
  noEmit: true,
  declaration: true,
  types: [],
};

/**
 * Checks files in a folder as strictly as a careful user would.
 *
 * @param {string} compiler Absolute path of a `tsc`.
 * @param {string} folder
 * @param {readonly string[]} include
 * @returns {Promise<Check>}
 */
export async function typecheck(compiler, folder, include) {
  const project = join(folder, "tsconfig.json");
  await writeFile(project, JSON.stringify({ compilerOptions: STRICT, include }));
  const { stdout } = await run([compiler, "-p", project, "--pretty", "false", "--extendedDiagnostics"]);
  const measured = (/** @type {RegExp} */ pattern) => Number(pattern.exec(stdout)?.[1] ?? Number.NaN);
  if (Number.isNaN(measured(/^Files: +(\d+)/m))) throw new Error(`${compiler} did not check ${folder}:\n${stdout}`);
  return {
    errors: stdout.split("\n").filter((line) => /error TS\d+/.test(line)),
    seconds: measured(/^Total time: +([\d.]+)s/m),
    megabytes: measured(/^Memory used: +(\d+)K/m) / 1024,
  };
}
