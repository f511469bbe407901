import { formatLocation } from "../description-error.js";
import { groupBy } from "../group-by.js";
import type { ExplainedComparison } from "./explain.js";
import type { Difference } from "./ledger.js";
import { percent } from "./percent.js";

/** A comparison as text: a line per difference, and a last line that counts. */
export function formatComparison(comparison: ExplainedComparison): string {
  const { differences, unexplained } = comparison;
  const open = new Set(unexplained);
  const lines = differences.map((difference) => {
    const { id, vendor, ours, at } = difference;
    return `${formatLocation(at)}  ${id}: the vendor says ${vendor}, we say ${ours} (${open.has(difference) ? "not explained" : "explained"})`;
  });
  return [...lines, summaryOf(comparison)].join("\n");
}

function summaryOf({ release, facts, different, differences, unexplained, nulls, nullNotCompared }: ExplainedComparison): string {
  const explained = unexplained.length === 0 ? "all explained" : `${unexplained.length} of ${differences.length} differences not explained`;
  const counted = `release ${release}: ${facts} facts, ${different} different (${percent(different / facts)}), ${explained}`;
  return nullNotCompared === undefined ? counted : `${counted}; ${nulls} places may be null, not compared`;
}

/**
 * A comparison as the README of a description shows it: what was counted, each reason with its places, and what became of each operation.
 */
export function comparisonMarkdown(comparison: ExplainedComparison): string {
  const { source, release, facts, different, differences, operations, explained, nulls, nullNotCompared } = comparison;
  const reasonOf = new Map<Difference, number>();
  for (const [index, row] of explained.entries()) for (const difference of row.differences) reasonOf.set(difference, index + 1);
  const reasons = (of: readonly Difference[]): string => {
    const numbers = new Set(of.map((difference) => String(reasonOf.get(difference) ?? "not explained")));
    return `differs: ${[...numbers].sort((a, b) => Number(a) - Number(b)).join(", ")}`;
  };
  const same = operations.filter((operation) => operation.differences.length === 0).length;
  const counted =
    `Compared with the vendor's own model of release ${release} (\`${source}\`) fact by fact – names, types, required marks, values, bounds, ` +
    `permissions, statuses –: of ${thousands(facts)} facts ${different} differ (${percent(different / facts)}), in ${differences.length} ` +
    `places. ${same} of ${operations.length} operations are the same to the last fact.`;
  return [
    ...wrapped(counted),
    "",
    "| no. | differs | why |",
    "| --- | --- | --- |",
    ...explained.map(({ because, differences: rows }, index) => `| ${index + 1} | ${cell(placesOf(rows))} | ${cell(because)} |`),
    ...(nullNotCompared === undefined ? [] : [`| – | ${nulls} places that may be \`null\`, not compared | ${cell(nullNotCompared)} |`]),
    "",
    "| operation | beside the vendor's |",
    "| --- | --- |",
    ...operations.map(({ id, differences: of }) => `| \`${id}\` | ${of.length === 0 ? "same" : reasons(of)} |`),
  ].join("\n");
}

/** The places of a row, by operation or model and by what differs there: "`Tenant`: pattern of `.domain`, enum". */
function placesOf(differences: readonly Difference[]): string {
  const byOwner = groupBy(differences, ({ owner }) => owner);
  return [...byOwner]
    .map(([owner, rows]) => {
      const byWhat = [...groupBy(rows, ({ what }) => what)].map(([what, same]) => {
        const places = new Set(same.map(({ id }) => id.slice(owner.length, -what.length - 1)));
        if (places.size === 1 && places.has("")) return what;
        return `${what} of ${[...places].map((place) => (place === "" ? "itself" : `\`${place}\``)).join(", ")}`;
      });
      return `\`${owner}\`: ${byWhat.join("; ")}`;
    })
    .join("<br>");
}

/** Text inside a table's cell. */
const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");

const thousands = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ",");

/** Words in lines of up to 140 characters. */
function wrapped(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < 140) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
