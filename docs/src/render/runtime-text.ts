import type { Report } from "../model/report.js";
import { runtimesOf } from "../model/runtimes.js";
import { oneLine } from "./markdown-parts.js";
import { reportOrigin } from "./report-rows.js";

export const RUNTIME_HEADINGS = ["runtime", "version", "passed"] as const;

/** A sentence and rows: where the packed clients were tried, the same in every form of the page. */
export function runtimeTexts(reports: readonly Report[]): {
  readonly rows: readonly (readonly string[])[];
  readonly sentences: readonly string[];
} {
  const found = runtimesOf(reports);
  if (!found) return { rows: [], sentences: ["Not measured yet."] };
  const compilers = found.compilers.map(({ name, errors }) => `${name}: ${errors === 0 ? "no error" : `${errors} errors`}`);
  return {
    rows: found.runtimes.map(({ name, version, passed, of, wrong }) => [
      name,
      version,
      [`${passed} ${of}`, ...wrong.slice(0, WRONG).map(oneLine)].join("; "),
    ]),
    sentences: [
      `The types of the installed packages, all declarations checked – ${compilers.join(", ")}.`,
      `${reportOrigin(found.report)} Again: \`${found.report.command}\`.`,
    ],
  };
}

/** As many as a row can bear; the report has them all. */
const WRONG = 3;

/** The table with its sentences. */
export function runtimesMarkdown(reports: readonly Report[]): string {
  const { rows, sentences } = runtimeTexts(reports);
  const lines = [RUNTIME_HEADINGS, RUNTIME_HEADINGS.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  return [...(rows.length > 0 ? [lines.join("\n")] : []), sentences.join(" ")].join("\n\n");
}
