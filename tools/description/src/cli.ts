import { readFileSync } from "node:fs";
import { createCommand, EXIT, plainText, runCommand } from "@gatehouse/command-line";
import { byPlace, checkDescription } from "./check/check-description.js";
import { checkExamples } from "./check/examples.js";
import type { Finding } from "./check/finding.js";
import { aboutTheComparison, vendorModelFindings } from "./check/same-as-vendor-model.js";
import { comparisonMarkdown, formatComparison } from "./compare/format-comparison.js";
import { compareWithVendorModel } from "./compare/load-comparison.js";
import { DescriptionError, formatLocation } from "./description-error.js";
import { placeDrift } from "./drift-places.js";
import { evidenceTable, formatEvidenceTable } from "./evidence-table.js";
import { loadDescription } from "./load-description.js";

const program = createCommand({
  name: "gatehouse-description",
  summary: "Checks a description: its x- keys, its examples, its evidence, and the vendor's own model beside it.",
  examples: [
    "gatehouse-description check specs/entrust-idaas",
    "gatehouse-description examples specs/entrust-idaas",
    "gatehouse-description evidence specs/entrust-idaas --json",
    "gatehouse-description compare specs/entrust-idaas",
    "gatehouse-description drift specs/entrust-idaas drift.jsonl",
  ],
  exitCodes: {
    0: "done, nothing found",
    1: "findings, one per line: file:line:column  message",
    2: "could not be told: no such folder, broken YAML, a reference that leads nowhere",
  },
  packageUrl: new URL("../package.json", import.meta.url),
});

const ALLOW_REFS = ["--allow-refs <folder>", "a further folder that $refs may lead to"] as const;

/** What all commands take. */
interface Options {
  readonly allowRefs?: string;
  readonly json?: boolean;
}

program
  .command("check")
  .description("check x- keys, the files beside it and what they refer to; compare it where there is a vendor-model.yaml")
  .argument("<entry>", "folder with openapi.yaml, or a description file")
  .option(...ALLOW_REFS)
  .option("--json", "print findings as JSON")
  .action(async (entry: string, options: Options) => {
    const description = await loadDescription(entry, options);
    if (!description.gatehouse) process.stderr.write(`${plainText(entry)} does not say x-gatehouse: 1; only its links are checked\n`);
    printFindings(checkDescription(description), options, `${description.operations.length} operations, nothing found`);
  });

program
  .command("examples")
  .description("validate every example with two independent validators")
  .argument("<entry>", "folder with openapi.yaml, or a description file")
  .option(...ALLOW_REFS)
  .option("--json", "print findings as JSON")
  .action(async (entry: string, options: Options) => {
    const description = await loadDescription(entry, options);
    const { findings, count } = await checkExamples(description);
    printFindings([...findings].sort(byPlace), options, `${count} examples, each valid for both validators`);
  });

program
  .command("evidence")
  .description("print claims per level and kind of source")
  .argument("<entry>", "folder with openapi.yaml, or a description file")
  .option(...ALLOW_REFS)
  .option("--json", "print the table as JSON")
  .action(async (entry: string, options: Options) => {
    const table = evidenceTable(await loadDescription(entry, options));
    process.stdout.write(`${options.json ? JSON.stringify(table, null, 2) : formatEvidenceTable(table)}\n`);
  });

program
  .command("compare")
  .description("compare with vendor-model.yaml, fact by fact; differences.yaml explains what differs on purpose")
  .argument("<entry>", "folder with openapi.yaml and vendor-model.yaml")
  .option(...ALLOW_REFS)
  .option("--json", "print the comparison as JSON")
  .option("--markdown", "print the comparison as a README shows it")
  .action(async (entry: string, options: Options & { readonly markdown?: boolean }) => {
    const description = await loadDescription(entry, options);
    const shapes = vendorModelFindings(description.folder);
    if (shapes.length > 0) return printFindings(shapes, {}, "");
    const comparison = compareWithVendorModel(description);
    const wrong = aboutTheComparison(description, comparison);
    if (options.json) process.stdout.write(`${JSON.stringify(comparison, null, 2)}\n`);
    else process.stdout.write(`${options.markdown ? comparisonMarkdown(comparison) : plainText(formatComparison(comparison))}\n`);
    for (const { at, message } of wrong) process.stderr.write(`${plainText(`${formatLocation(at)}  ${message}`)}\n`);
    process.exitCode = comparison.unexplained.length + wrong.length > 0 ? EXIT.findings : EXIT.ok;
  });

function printFindings(findings: readonly Finding[], { json }: Options, nothing: string): void {
  if (json) process.stdout.write(`${JSON.stringify(findings, null, 2)}\n`);
  else if (findings.length === 0) process.stdout.write(`${nothing}\n`);
  else for (const { at, message, rule } of findings) process.stdout.write(`${plainText(`${formatLocation(at)}  ${message} [${rule}]`)}\n`);
  process.exitCode = findings.length > 0 ? EXIT.findings : EXIT.ok;
}

program
  .command("drift")
  .description("say which lines clients found to be no longer true, from the records of their validation")
  .argument("<entry>", "folder with openapi.yaml, or a description file")
  .argument("<records>", "file with one record per line, as JSON")
  .option(...ALLOW_REFS)
  .option("--json", "print them as JSON")
  .action(async (entry: string, records: string, options: Options) => {
    const placed = placeDrift(await loadDescription(entry, options), readRecords(records), records);
    const lines = placed.map(({ at, message, count }) => {
      const times = count > 1 ? ` (${count} times)` : "";
      return `${at ? formatLocation(at) : "nowhere in this description"}  ${message}${times}`;
    });
    if (options.json) process.stdout.write(`${JSON.stringify(placed, null, 2)}\n`);
    else process.stdout.write(`${plainText(lines.join("\n")) || "no drift"}\n`);
    process.exitCode = placed.length > 0 ? EXIT.findings : EXIT.ok;
  });

await runCommand(program);

function readRecords(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new DescriptionError({ what: `cannot be read (${code})`, at: path, right: "a file with one record per line", cause });
  }
}
