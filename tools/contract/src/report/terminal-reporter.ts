import { plainText } from "@gatehouse/command-line";
import { formatLocation } from "@gatehouse/description";
import type { Event, Reporter } from "../event.js";
import type { Finding } from "../finding.js";
import { groupBy } from "./group-by.js";

/** Where and how a terminal report is written. */
export interface TerminalOptions {
  readonly write: (text: string) => void;
  /** How the target is called. Default: its name in the events, which has no port. */
  readonly target?: string;
  /** True: a line that shows how far the run is, rewritten in place. Only for terminals. */
  readonly progress?: boolean;
  /** True: colours. */
  readonly colour?: boolean;
  /** Folder that is put before file names, so that a terminal can open them. */
  readonly folder?: string;
  /** Findings that are shown in full. Default 10; the rest is counted. */
  readonly limit?: number;
}

/** A summary that a person can read: findings first, each with the line that it contradicts and a script; then what was reached and what not. */
export function terminalReporter({ write, target, progress = false, colour = false, folder = "", limit = 10 }: TerminalOptions): Reporter {
  const events: Event[] = [];
  let planned = 0;
  let ended = 0;
  const paint = (code: string, text: string): string => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
  return {
    on: (event) => {
      events.push(event);
      if (event.type === "run.start") planned = event.planned;
      if (!progress || event.type !== "case.end") return;
      ended += 1;
      write(`\r\u001b[K${ended}/${planned} ${plainText(event.case)}`.slice(0, 100));
    },
    close: async () => {
      if (progress) write("\r\u001b[K");
      const name = events.find((event) => event.type === "run.start")?.target;
      const named = (text: string): string => (name === undefined || target === undefined ? text : text.replaceAll(name, target));
      write(`${summary(events, { paint, named, folder, limit }).join("\n")}\n`);
    },
  };
}

interface Style {
  readonly paint: (code: string, text: string) => string;
  /** A text with the target called as a person would type it. */
  readonly named: (text: string) => string;
  readonly folder: string;
  readonly limit: number;
}

function summary(events: readonly Event[], style: Style): string[] {
  const start = events.find((event) => event.type === "run.start");
  const end = events.find((event) => event.type === "run.end");
  if (start?.type !== "run.start") return [];
  const head = plainText(`${start.api} ${start.vendorRelease} against ${style.named(start.target)}, seed ${start.seed}`);
  // Nothing was asked: a table of what was not reached would bury the reason.
  if (end?.type === "run.end" && end.counts.requests === 0 && end.exit === 2) return [style.paint("1", head), ...endLines(end, style)];
  return [
    style.paint("1", head),
    "",
    ...findingLines(events, style),
    ...coverageLines(events, style),
    ...troubleLines(events),
    ...(end?.type === "run.end" ? endLines(end, style) : []),
  ];
}

function findingLines(events: readonly Event[], style: Style): string[] {
  const found = events.flatMap((event) => (event.type === "finding" && event.confirmed ? [event.finding] : []));
  const faults = found.filter(({ severity }) => severity !== "note");
  const notes = found.filter(({ severity }) => severity === "note");
  const lines = faults
    .slice(0, style.limit)
    .flatMap((finding) => [...findingLine(finding, style), answerLine(finding), ...indented(finding.script), ""]);
  if (faults.length > style.limit) lines.push(`… and ${faults.length - style.limit} more findings: see --report json=FILE`, "");
  const shown = notes.slice(0, style.limit).flatMap((finding) => findingLine(finding, style));
  if (notes.length > style.limit) shown.push(`… and ${notes.length - style.limit} more notes`);
  return [...lines, ...shown, ...(shown.length > 0 ? [""] : [])];
}

function findingLine({ severity, check, operation, message, at, case: id, fingerprint }: Finding, { paint, folder }: Style): string[] {
  const place = formatLocation({ ...at, file: folder === "" ? at.file : `${folder}/${at.file}` });
  return [
    `${paint(severity === "note" ? "36" : "31", severity)} ${plainText(`${operation} ${message}`)}`,
    `  ${plainText(place)}`,
    `  ${check}, case ${plainText(id)}, fingerprint ${fingerprint}`,
  ];
}

/** What came, as much of it as a line holds. */
function answerLine({ exchanges }: Finding): string {
  const response = exchanges.at(-1)?.response;
  const body = response && ("text" in response.body ? response.body.text : "‹bytes›");
  const line = body === "" ? "no body" : (body ?? "nothing");
  return plainText(`  it answered ${response?.status ?? "nothing"}: ${line.length > 300 ? `${line.slice(0, 300)}…` : line}`).replaceAll(
    "\n",
    " ",
  );
}

function indented(text: string): string[] {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => `    ${plainText(line)}`);
}

/** One line per operation: the statuses that were reached, and the reasons for the others. */
function coverageLines(events: readonly Event[], { paint }: Style): string[] {
  const cells = events.flatMap((event) => (event.type === "coverage" ? [event] : []));
  if (cells.length === 0) return [];
  const byOperation = groupBy(cells, ({ cell }) => cell.operation);
  const width = Math.max(...[...byOperation.keys()].map((name) => name.length));
  const reached = cells.filter(({ state }) => state === "reached").length;
  return [
    `${reached} of ${cells.length} declared statuses reached`,
    ...[...byOperation].map(([operation, all]) => {
      const seen = all.filter(({ state }) => state === "reached").map(({ cell }) => paint("32", String(cell.status)));
      const rest = all.filter(({ state }) => state !== "reached").map(({ cell, state }) => `${cell.status} ${state}`);
      return `  ${plainText(operation).padEnd(width)}  ${[...seen, ...rest].join(", ")}`;
    }),
    "",
  ];
}

function troubleLines(events: readonly Event[]): string[] {
  const open = events.flatMap((event) =>
    event.type === "case.end" && event.outcome !== "answered"
      ? [`  ${event.case}: ${event.outcome}${event.why === undefined ? "" : `, ${event.why}`}`]
      : [],
  );
  const unconfirmed = events.flatMap((event) =>
    event.type === "finding" && !event.confirmed ? [`  ${event.finding.case}: not-confirmed, ${event.finding.message}`] : [],
  );
  const skipped = events.flatMap((event) => (event.type === "skipped" ? [`  ${event.case}: ${event.reason}, ${event.note}`] : []));
  return [...section("could not be told", [...open, ...unconfirmed]), ...section("left out", skipped)];
}

function section(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const more = lines.length > 20 ? [`  … and ${lines.length - 20} more`] : [];
  return [`${title}:`, ...lines.slice(0, 20).map(plainText), ...more, ""];
}

function endLines({ counts, exit, why }: Extract<Event, { type: "run.end" }>, { paint, named }: Style): string[] {
  const numbers = `${counts.cases} cases, ${counts.requests} requests: ${counts.passed} passed, ${counts.findings} findings, ${counts.untold} untold, ${counts.skipped} left out`;
  const verdict = exit === 0 ? paint("32", "clean") : exit === 1 ? paint("31", "findings") : paint("33", "could not tell");
  return [numbers, `${verdict}${why === undefined ? "" : `: ${plainText(named(why))}`}`];
}
