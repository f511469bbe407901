import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findBrowser } from "@gatehouse/repository/browser";
import { build } from "esbuild";
import { PROJECT } from "./project.js";
import { succeed } from "./succeed.js";

/**
 * A runtime that the suite is run in.
 *
 * @typedef {object} Runtime
 * @property {string} name
 * @property {() => Promise<string>} version Fails where it cannot run here.
 * @property {(address: string) => Promise<unknown>} run Ends when the suite has handed in its outcomes.
 * @property {() => Promise<Readonly<Record<string, string>>>} [serves] What it has to be served, by path.
 */

const MODULES = fileURLToPath(new URL("../node_modules/", import.meta.url));

/** @type {readonly Runtime[]} */
export const runtimes = [
  ...["20", "22", "24"].map((major) => command(`Node ${major}`, join(MODULES, `node${major}/bin/node`), [])),
  command("Bun", join(MODULES, "@oven/bun-linux-x64/bin/bun"), ["run"]),
  // The network of this machine and nothing else.
  command("Deno", join(MODULES, "@deno/linux-x64-glibc/deno"), ["run", "--quiet", "--no-prompt", "--allow-net=127.0.0.1"]),
  workerd(join(MODULES, "@cloudflare/workerd-linux-64/bin/workerd")),
  chromium(),
];

/** @param {string} name @param {string} file @param {readonly string[]} args @returns {Runtime} */
function command(name, file, args) {
  return {
    name,
    version: () => versionOf(file),
    run: (address) => succeed(file, [...args, "process.js", address], PROJECT),
  };
}

/** @param {string} file @returns {Runtime} */
function workerd(file) {
  return {
    name: "workerd",
    version: () => versionOf(file),
    async run(address) {
      await writeFile(join(PROJECT, "worker.bundle.js"), await bundled("worker.js"));
      await writeFile(
        join(PROJECT, "workerd.capnp"),
        `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (services = [
  (name = "suite", worker = (
    modules = [(name = "worker", esModule = embed "worker.bundle.js")],
    bindings = [(name = "ADDRESS", text = "${address}")],
    compatibilityDate = "2026-01-01",
    globalOutbound = "machine",
  )),
  (name = "machine", network = (allow = ["local"])),
]);
`,
      );
      return succeed(file, ["test", "workerd.capnp"], PROJECT);
    },
  };
}

/** @returns {Runtime} */
function chromium() {
  const found = findBrowser();
  // Of the portal's browser checks.
  const { chromium: launcher } = createRequire(new URL("../../../docs/package.json", import.meta.url))("playwright-core");
  return {
    name: "Chromium",
    async version() {
      if (!found) throw new Error("no browser found – install one (apt-get install -y chromium) or set CHROME_PATH");
      return found.version;
    },
    serves: async () => ({ "/": '<!doctype html><script type="module" src="/page.js"></script>', "/page.js": await bundled("page.js") }),
    async run(address) {
      // Pages are our own; the browser's sandbox needs rights that containers and root do not have.
      const browser = await launcher.launch({ executablePath: found?.path, args: ["--no-sandbox"] });
      try {
        const page = await browser.newPage();
        const handedIn = page.waitForResponse((/** @type {any} */ response) => response.url() === `${address}/outcomes`, {
          timeout: 180_000,
        });
        const broken = new Promise((_, reject) => page.once("pageerror", reject));
        await Promise.all([Promise.race([handedIn, broken]), page.goto(address)]);
      } finally {
        await browser.close();
      }
    },
  };
}

/** @param {string} file */
async function versionOf(file) {
  if (!existsSync(file)) throw new Error("its package has no binary for this machine");
  const [version = ""] = /\d[\w.-]*/.exec(await succeed(file, ["--version"], PROJECT)) ?? [];
  return version;
}

/** @param {string} entry */
async function bundled(entry) {
  const { outputFiles } = await build({
    entryPoints: [entry],
    absWorkingDir: PROJECT,
    bundle: true,
    format: "esm",
    target: "es2022",
    write: false,
  });
  return outputFiles[0]?.text ?? "";
}
