import { type Event, type JsonReport, jsonReport, run } from "@gatehouse/contract";
import { loadContractConfig, loadDescription } from "@gatehouse/description";
import { expect, test } from "vitest";
import { writeNightlyFigures } from "./nightly-figures.js";
import { sandboxTarget } from "./sandbox-target.js";
import { specFolder } from "./spec-folder.js";

const SEEDS = 20;
/** Share of a seed's random request bodies that any other seed may have as well. */
const SHARED = 0.1;

/**
 * Registers the long form of the contract tests: twenty seeds, none of which may find anything, and whose random requests differ. What was
 * counted is left for the nightly report.
 *
 * @example
 * seeds("entrust-idaas");
 */
export function seeds(api: string): void {
  test(`${SEEDS} seeds find nothing, and each asks something else`, { timeout: 900_000 }, async () => {
    const description = await loadDescription(specFolder(api));
    const config = await loadContractConfig(specFolder(api));
    const bodies: ReadonlySet<string>[] = [];
    let cases: readonly string[] = [];
    for (let seed = 1; seed <= SEEDS; seed++) {
      const events: Event[] = [];
      const target = sandboxTarget(api);
      const reporters = [{ on: (event: Event) => void events.push(event), close: async () => {} }];
      const { exit, findings } = await run({ description, config, target, seed, reporters });
      await target.close();
      expect({ seed, exit, findings }).toEqual({ seed, exit: 0, findings: [] });
      const report = jsonReport(events);
      bodies.push(randomBodies(report));
      cases = report.cases.map(({ case: id }) => id);
    }
    const shared = largestShare(bodies);
    writeNightlyFigures({
      [`${api}: seeds without a finding`]: { value: SEEDS, unit: "seeds", target: { atLeast: 20 } },
      [`${api}: cases of a seed`]: {
        value: cases.length,
        unit: "cases",
        details: description.operations.map(({ id }) => `${id}: ${cases.filter((each) => each.startsWith(`${id}/`)).length} cases`),
      },
      [`${api}: random request bodies of a seed`]: { value: Math.min(...bodies.map(({ size }) => size)), unit: "bodies, at least" },
      [`${api}: bodies that two seeds share`]: {
        value: Math.round(shared * 1000) / 10,
        unit: "%, at most",
        target: { atMost: 100 * SHARED },
      },
    });
    expect(shared).toBeLessThanOrEqual(SHARED);
  });
}

/** The bodies of the requests that the seed made up, by operation. */
function randomBodies({ cases }: JsonReport): ReadonlySet<string> {
  return new Set(
    cases
      .filter(({ case: id }) => id.includes("/random/"))
      .map(({ case: id, steps }) => `${id.split("/")[0]} ${JSON.stringify(steps.at(-1)!.request.body)}`),
  );
}

function largestShare(all: readonly ReadonlySet<string>[]): number {
  let largest = 0;
  for (const one of all) {
    expect(one.size).toBeGreaterThan(0);
    for (const other of all) {
      if (one !== other) largest = Math.max(largest, [...one].filter((body) => other.has(body)).length / one.size);
    }
  }
  return largest;
}
