import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

/**
 * Builds the portal into `dist` and its server into `server/dist`.
 *
 * `--base /docs/` (or GATEHOUSE_DOCS_BASE) builds it for a sub-path; the host does not matter. `--specs FOLDER` takes the descriptions from
 * elsewhere, `--out FOLDER` writes the pages elsewhere; with either the server is left as it is.
 */
const { values } = parseArgs({ options: { base: { type: "string" }, specs: { type: "string" }, out: { type: "string" } } });

// No tool that takes part reports to its maker; the variables have to stand before it is loaded.
process.env["ASTRO_TELEMETRY_DISABLED"] = "1";
process.env["REDOCLY_TELEMETRY"] = "off";
process.env["DO_NOT_TRACK"] = "1";
// Vite lets these, which may be somebody's own, stand for what the configuration says.
for (const name of ["BASE_URL", "SITE", "ASSETS_PREFIX", "MODE", "PROD", "DEV", "SSR"]) delete process.env[name];
if (values.base) process.env["GATEHOUSE_DOCS_BASE"] = values.base;
if (values.specs) process.env["GATEHOUSE_DOCS_SPECS"] = resolve(values.specs);

const here = fileURLToPath(new URL(".", import.meta.url));
if (!values.specs && !values.out) {
  const compiled = spawnSync(process.execPath, ["../node_modules/tsc7/bin/tsc", "-p", "tsconfig.build.json"], {
    cwd: here,
    stdio: "inherit",
  });
  if (compiled.status !== 0) process.exit(compiled.status ?? 1);
}

const { build } = await import("astro");
const elsewhere = values.out ? { outDir: resolve(values.out), cacheDir: join(resolve(values.out), "../cache") } : {};
// A content cache that outlives a change of its files warns of duplicates that are none.
await build({ root: here, logLevel: "error", force: true, ...elsewhere });
