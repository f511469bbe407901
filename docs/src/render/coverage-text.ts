import { type ApiCoverage, type CoverageRow, isComplete } from "../model/coverage.js";

/** `16 operations, 15 of them core; behind all stands everything.` */
export function coverageSummary(all: readonly ApiCoverage[]): string {
  const rows = all.flatMap((api) => api.rows);
  const core = rows.filter(({ scope }) => scope === "core").length;
  const missing = rows.filter((row) => !isComplete(row)).length;
  const behind = missing === 0 ? "behind each stands everything below" : `${missing} of them lack something below`;
  return `${rows.length} operations, ${core} of them core and ${rows.length - core} there for their sake; ${behind}.`;
}

/** The cells of a row after its operation: the same in every form of the page. */
export function coverageCells({ scope, claims, typed, imitated, cases }: CoverageRow): readonly string[] {
  return [
    scope,
    claims === 0 ? "missing" : `${claims} claims`,
    said(typed),
    said(imitated),
    cases === undefined ? "not yet run" : `${cases} cases`,
  ];
}

export const COVERAGE_HEADINGS = ["operation", "scope", "described", "typed", "imitated", "checked"] as const;

/** One table for each API, below the sentence that sums them up. */
export function coverageMarkdown(all: readonly ApiCoverage[], urlOf: (api: string, operation: string) => string): string {
  const tables = all.map(({ api, title, rows }) => {
    const lines = rows.map((row) => `| [${row.operation}](${urlOf(api, row.operation)}) | ${coverageCells(row).join(" | ")} |`);
    return [
      `## ${title}`,
      [`| ${COVERAGE_HEADINGS.join(" | ")} |`, `| ${COVERAGE_HEADINGS.map(() => "---").join(" | ")} |`, ...lines].join("\n"),
    ].join("\n\n");
  });
  return [coverageSummary(all), ...tables].join("\n\n");
}

const said = (is: boolean): string => (is ? "yes" : "missing");
