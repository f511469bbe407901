import type { Report } from "../model/report.js";
import { figureRows, reportOrigin } from "./report-rows.js";

/** Reports as Markdown tables, each below a heading with its command. */
export function reportsMarkdown(reports: readonly Report[]): string {
  return reports
    .map((report) => {
      const rows = figureRows(report).map(({ name, measured, target, peers }) => `| ${name} | ${measured} | ${target} | ${peers} |`);
      return [
        `## \`${report.command}\``,
        reportOrigin(report),
        ["| figure | measured | target | others, same run |", "| --- | --- | --- | --- |", ...rows].join("\n"),
      ].join("\n\n");
    })
    .join("\n\n");
}
