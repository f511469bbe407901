import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { APIS } from "./cases.js";
import { PROJECT } from "./project.js";
import { succeed } from "./succeed.js";

const at = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));

/** The oldest that we promise, the one that most have, the newest. */
const COMPILERS = {
  "TypeScript 5.4": at("../node_modules/typescript54/bin/tsc"),
  "TypeScript 5.9": at("../../../node_modules/typescript/bin/tsc"),
  "TypeScript 7": at("../../../node_modules/tsc7/bin/tsc"),
};

/** Everything is checked, the declarations of packages too: what is `any` or broken in them is found by who installs them. */
const STRICT = {
  target: "es2022",
  lib: ["es2022", "dom", "dom.iterable"],
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  noEmit: true,
};

/** How applications resolve packages: Node's way, and a bundler's. */
const RESOLUTIONS = { node: { module: "nodenext" }, bundler: { module: "esnext", moduleResolution: "bundler" } };

/**
 * Has each compiler check the installed packages and the script of each client's README over them.
 *
 * @returns {Promise<Readonly<Record<string, readonly string[]>>>} What each objects to.
 */
export async function compilerErrors() {
  const names = (await Promise.all(["runtime", ...APIS].map(entriesOf))).flat();
  const imports = names.map((name, index) => `import * as entry${index} from "${name}";\nexport { entry${index} };\n`);
  await writeFile(join(PROJECT, "entries.ts"), imports.join(""));
  for (const api of APIS) await cp(at(`../../../packages/${api}/test/user-script.ts`), join(PROJECT, `${api}.ts`));
  const files = ["entries.ts", ...APIS.map((api) => `${api}.ts`)];

  /** @type {Record<string, string[]>} */
  const errors = {};
  for (const [compiler, path] of Object.entries(COMPILERS)) {
    errors[compiler] = [];
    for (const [way, resolution] of Object.entries(RESOLUTIONS)) {
      await writeFile(join(PROJECT, "tsconfig.json"), JSON.stringify({ compilerOptions: { ...STRICT, ...resolution }, files }));
      const said = await succeed(process.execPath, [path, "-p", "tsconfig.json"], PROJECT).catch((error) => String(error.message));
      errors[compiler].push(
        ...said
          .split("\n")
          .filter((line) => line.trim() !== "")
          .map((line) => `${way}: ${line}`),
      );
    }
  }
  return errors;
}

/** @param {string} name @returns {Promise<readonly string[]>} Every module that a package offers. */
async function entriesOf(name) {
  const { exports } = JSON.parse(await readFile(join(PROJECT, "node_modules/@gatehouse", name, "package.json"), "utf8"));
  return Object.keys(exports).map((path) => `@gatehouse/${name}${path.slice(1)}`);
}
