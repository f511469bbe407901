import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

/**
 * Builds the portal into `dist` and its server into `server/dist`.
 * `--base /docs/` (or GATEHOUSE_DOCS_BASE) builds it for a sub-path; the host does not matter.
 */
const { values } = parseArgs({ options: { base: { type: "string" } } });

// No tool that takes part reports to its maker; the variables have to stand before it is loaded.
process.env["ASTRO_TELEMETRY_DISABLED"] = "1";
process.env["REDOCLY_TELEMETRY"] = "off";
process.env["DO_NOT_TRACK"] = "1";
if (values.base) process.env["GATEHOUSE_DOCS_BASE"] = values.base;

const here = fileURLToPath(new URL(".", import.meta.url));
const compiled = spawnSync(process.execPath, ["../node_modules/tsc7/bin/tsc", "-p", "tsconfig.build.json"], {
  cwd: here,
  stdio: "inherit",
});
if (compiled.status !== 0) process.exit(compiled.status ?? 1);

const { build } = await import("astro");
// A content cache that outlives a change of its files warns of duplicates that are none.
await build({ root: here, logLevel: "warn", force: true });
