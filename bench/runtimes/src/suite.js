// The same in every runtime: nothing is used here but the platform of the web, and the packages as an application installs them.
import { checks } from "./checks.js";
import { world } from "./world.js";

/** @typedef {import("./settings.js").Settings} Settings */
/** @typedef {{ readonly name: string, readonly wrong?: string }} Outcome A check, and what was wrong where it failed. */

/**
 * Runs every check against a sandbox over HTTP, one after the other, each in a fresh world.
 *
 * @param {Settings} settings
 * @returns {Promise<readonly Outcome[]>}
 */
export async function suite(settings) {
  const here = world(settings);
  /** @type {Outcome[]} */
  const outcomes = [];
  for (const { name, run } of checks(settings)) {
    try {
      await here.reset();
      await run(here);
      outcomes.push({ name });
    } catch (error) {
      outcomes.push({ name, wrong: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
    }
  }
  return outcomes;
}
