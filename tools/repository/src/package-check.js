import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import ts from "typescript";
import { execute, succeed } from "./execute.js";

/**
 * @typedef {object} Packed
 * @property {string} source Folder it was packed from.
 * @property {string} tarball
 * @property {string} unpacked Folder of what is in it.
 * @property {readonly string[]} files The same, relative to that folder.
 */

/**
 * Packs a package as npm would for publishing, and looks at what an application would get.
 *
 * @param {string} source
 * @param {{ readonly license: string, readonly node?: RegExp }} wants Text of the licence it has to carry, and which of its files may import
 *   what only Node has: by default its commands.
 * @returns {Promise<readonly string[]>} What is wrong with it, a line each.
 */
export async function checkPackage(source, { license, node = /^bin\// }) {
  const folder = await mkdtemp(join(tmpdir(), "packed-"));
  try {
    const packed = await pack(source, folder);
    const found = await Promise.all([
      contents(packed, license),
      imports(packed, node),
      leaks(packed),
      entryPoints(packed),
      typeResolution(packed),
    ]);
    return found.flat();
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * @param {string} source
 * @param {string} folder For the tarball, and a folder `package` of what is in it.
 * @returns {Promise<Packed>}
 */
export async function pack(source, folder) {
  const printed = await succeed("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], { cwd: source });
  const [{ filename }] = /** @type {[{ filename: string }]} */ (JSON.parse(printed));
  await succeed("tar", ["-xzf", filename], { cwd: folder });
  const unpacked = join(folder, "package");
  const files = readdirSync(unpacked, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(unpacked.length + 1));
  return { source, tarball: join(folder, filename), unpacked, files: files.sort() };
}

/**
 * Only what was built from the package's own sources, and what says what it is.
 *
 * @param {Packed} packed
 * @param {string} license
 */
function contents({ source, unpacked, files }, license) {
  const found = [];
  const { bin = {} } = JSON.parse(readFileSync(join(unpacked, "package.json"), "utf8"));
  for (const file of files) {
    if (["package.json", "README.md", "CHANGELOG.md", "LICENSE", ...Object.values(bin)].includes(file)) continue;
    const stem = /^dist\/(.+?)(\.d\.ts|\.js)$/.exec(file)?.[1];
    if (!stem || /\.(test|test-d|spec|bench)$/.test(stem))
      found.push(`${file} – does not belong into a package: built code and its types only`);
    else if (!existsSync(join(source, "src", `${stem}.ts`)))
      found.push(`${file} – has no src/${stem}.ts: left over from an earlier build, or somebody else's – delete dist and build again`);
  }
  for (const file of ["README.md", "LICENSE"]) if (!files.includes(file)) found.push(`${file} – is missing`);
  if (files.includes("LICENSE") && readFileSync(join(unpacked, "LICENSE"), "utf8") !== license)
    found.push("LICENSE – differs from that of the repository");
  return found;
}

/**
 * Code and types import files that are there, and packages that an application has because package.json names them.
 *
 * @param {Packed} packed
 * @param {RegExp} node
 */
function imports({ unpacked, files }, node) {
  const manifest = JSON.parse(readFileSync(join(unpacked, "package.json"), "utf8"));
  const known = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies, [manifest.name]: "" });
  const found = [];
  for (const file of files.filter((name) => /\.(js|ts)$/.test(name))) {
    const { importedFiles, referencedFiles, typeReferenceDirectives } = ts.preProcessFile(readFileSync(join(unpacked, file), "utf8"));
    for (const { fileName: to } of [...importedFiles, ...referencedFiles, ...typeReferenceDirectives]) {
      const fine = to.startsWith(".")
        ? files.includes(join(dirname(file), file.endsWith(".d.ts") ? to.replace(/\.js$/, ".d.ts") : to))
        : known.some((name) => to === name || to.startsWith(`${name}/`)) || (to.startsWith("node:") && node.test(file));
      if (!fine) found.push(`${file} – imports "${to}", which an application does not have`);
    }
  }
  return found;
}

/**
 * @param {Packed} packed
 * @returns {string[]} Each `any` that our types would bring into an application.
 */
function leaks({ unpacked, files }) {
  /** @type {string[]} */
  const found = [];
  for (const file of files.filter((name) => name.endsWith(".d.ts"))) {
    const source = ts.createSourceFile(file, readFileSync(join(unpacked, file), "utf8"), ts.ScriptTarget.Latest);
    /** @param {ts.Node} node */
    const visit = (node) => {
      if (node.kind === ts.SyntaxKind.AnyKeyword) {
        const { line, character } = source.getLineAndCharacterOfPosition(node.getStart(source));
        found.push(`${file}:${line + 1}:${character + 1} – any, which switches off the application's type checks`);
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return found;
}

/** @param {Packed} packed */
async function entryPoints({ unpacked }) {
  const { messages, pkg } = await publint({ pkgDir: unpacked, pack: false, strict: true });
  return messages.map((message) => `package.json – ${formatMessage(message, pkg, { color: false }) ?? message.code} (publint)`);
}

const ATTW = createRequire(import.meta.url).resolve("@arethetypeswrong/cli/package.json");

/** @param {Packed} packed */
async function typeResolution({ tarball }) {
  // Without --no-definitely-typed it would ask the registry.
  const options = ["--profile", "esm-only", "--no-definitely-typed", "--format", "ascii", "--no-emoji", "--no-color"];
  const { code, stdout, stderr } = await execute(process.execPath, [join(dirname(ATTW), "dist/index.js"), tarball, ...options]);
  return code === 0 ? [] : [`types – ${`${stdout}${stderr}`.trim()} (attw)`];
}
