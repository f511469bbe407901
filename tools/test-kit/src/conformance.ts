import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CHECKS, type Event, type Finding, run, type Verdict } from "@gatehouse/contract";
import {
  compareWithVendorModel,
  comparisonMarkdown,
  evidenceTable,
  hasVendorModel,
  loadContractConfig,
  loadDescription,
} from "@gatehouse/description";
import { describe, expect, test } from "vitest";
import { sandboxTarget } from "./sandbox-target.js";
import { specFolder } from "./spec-folder.js";

/**
 * Registers the contract tests of an API: its description against its sandbox, one test per operation and check that had something to say.
 * A check that could never tell is a failure, and so is an operation without a case.
 *
 * @example
 * await conformance("entrust-idaas");
 */
export async function conformance(api: string): Promise<void> {
  const folder = specFolder(api);
  const description = await loadDescription(folder);
  const config = await loadContractConfig(folder);
  const events: Event[] = [];
  const target = sandboxTarget(api);
  const result = await run({ description, config, target, reporters: [{ on: (event) => void events.push(event), close: async () => {} }] });
  await target.close();
  const verdicts = verdictsByOperation(events);

  describe(`${api} ${description.vendorRelease} against its sandbox`, () => {
    test("the run is clean", () => expect({ exit: result.exit, why: result.why }).toEqual({ exit: 0, why: undefined }));

    test("every operation is tried", () => {
      expect(description.operations.map((operation) => operation.id).filter((id) => !verdicts.has(id))).toEqual([]);
    });

    test("every declared status is reached, or says why not", () => {
      expect(events.filter((event) => event.type === "coverage" && event.state === "unexplained")).toEqual([]);
    });

    test("its README counts the claims as they are", () => {
      const { rows, total } = evidenceTable(description);
      const lines = rows.map((row) => `| ${row.level} | ${row.total} | ${Math.round((100 * row.total) / total)} % |`);
      expect(readFileSync(join(folder, "README.md"), "utf8")).toContain(`${lines.join("\n")}\n`);
    });

    if (hasVendorModel(description)) {
      test("its README says how it compares with the vendor's own model", () => {
        expect(readFileSync(join(folder, "README.md"), "utf8")).toContain(comparisonMarkdown(compareWithVendorModel(description)));
      });
    }

    for (const { id: operation } of description.operations) {
      describe(operation, () => {
        for (const check of CHECKS) {
          const said = verdicts.get(operation)?.get(check.id);
          if (!said) continue;
          test(check.id, () => {
            expect(texts(result.findings, operation, check.id)).toEqual([]);
            expect(said.pass, "cases in which this check could tell").toBeGreaterThan(0);
          });
        }
      });
    }
  });
}

type Said = Record<Exclude<Verdict["kind"], "not-applicable">, number>;

function verdictsByOperation(events: readonly Event[]): ReadonlyMap<string, ReadonlyMap<string, Said>> {
  const all = new Map<string, Map<string, Said>>();
  for (const event of events) {
    if (event.type !== "case.end") continue;
    const operation = event.case.slice(0, event.case.indexOf("/"));
    const checks = all.get(operation) ?? new Map<string, Said>();
    all.set(operation, checks);
    for (const [check, kind] of Object.entries(event.verdicts)) {
      if (kind === "not-applicable") continue;
      const said = checks.get(check) ?? { pass: 0, finding: 0, untold: 0 };
      checks.set(check, { ...said, [kind]: said[kind] + 1 });
    }
  }
  return all;
}

const texts = (findings: readonly Finding[], operation: string, check: string): readonly string[] =>
  findings
    .filter((finding) => finding.operation === operation && finding.check === check && finding.severity !== "note")
    .map(({ at, message, case: id }) => `${at.file}:${at.line}:${at.column} ${message} (${id})`);
