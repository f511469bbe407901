// Installs the packed clients as an application would, runs the same suite over them in every runtime and checks them with every compiler,
// and writes the figures to .results/figures.json. Exit codes: 0 – every target holds; 1 – one is missed.
import { writeFile } from "node:fs/promises";
import { setImmediate } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { figure, missed } from "@gatehouse/repository/report";
import { casesOf } from "./cases.js";
import { checks } from "./checks.js";
import { compilerErrors } from "./compilers.js";
import { host } from "./host.js";
import { makeProject } from "./project.js";
import { runtimes } from "./runtimes.js";

/** @typedef {import("@gatehouse/repository/report").Figure} Figure */

await makeProject();
const cases = await casesOf();
const all = checks({ sandbox: "", credentials: {}, cases }).length;

/** @type {Record<string, Figure>} */
const figures = {};
for (const runtime of runtimes) figures[`checks passed, ${runtime.name}`] = await figureOf(runtime);
const whole = Object.values(figures).filter(({ value }) => value === all).length;
figures["runtimes that pass every check"] = figure(whole, `of ${runtimes.length}`);
for (const [compiler, errors] of Object.entries(await compilerErrors()))
  figures[`errors in the installed packages, ${compiler}`] = figure(errors.length, "errors", { target: { atMost: 0 }, details: errors });

for (const [name, { value, unit, details = [] }] of Object.entries(figures))
  process.stdout.write(`${name}: ${value} ${unit}\n${details.map((detail) => `  ${detail}\n`).join("")}`);
await writeFile(fileURLToPath(new URL("../.results/figures.json", import.meta.url)), `${JSON.stringify({ figures }, null, 2)}\n`);
process.exitCode = missed(figures).length > 0 ? 1 : 0;

/** @param {import("./runtimes.js").Runtime} runtime @returns {Promise<Figure>} Its version, or why it cannot run here, then what failed. */
async function figureOf(runtime) {
  const unit = `of ${all} checks`;
  const version = await runtime.version().catch((error) => /** @type {Error} */ (error));
  if (version instanceof Error) return figure(0, unit, { details: [`not run: ${version.message}`] });
  const { address, outcomes, close } = await host(cases, await runtime.serves?.());
  try {
    await runtime.run(address);
    // It has handed in what it has to, or never will.
    const results = await Promise.race([outcomes, setImmediate(undefined)]);
    if (!results) throw new Error("nothing was handed in");
    const failed = results.flatMap(({ name, wrong }) => (wrong === undefined ? [] : [`${name} – ${wrong}`]));
    return figure(results.length - failed.length, unit, { target: { atLeast: all }, details: [`version ${version}`, ...failed] });
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    return figure(0, unit, { target: { atLeast: all }, details: [`version ${version}`, `it ended: ${message}`] });
  } finally {
    await close();
  }
}
