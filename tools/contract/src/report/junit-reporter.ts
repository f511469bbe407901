import type { Event, Reporter } from "../event.js";
import type { Finding } from "../finding.js";
import { groupBy } from "./group-by.js";
import type { ReportFile } from "./report-file.js";

type CaseEnd = Extract<Event, { type: "case.end" }>;
type Skipped = Extract<Event, { type: "skipped" }>;

/**
 * JUnit XML, one suite per operation: a finding is a failure of the case that showed it first, what could not be told is an error, what was
 * left out is skipped with its reason.
 */
export function junitReporter(file: ReportFile): Reporter {
  const events: Event[] = [];
  return {
    on: (event) => void events.push(event),
    close: () => file.write(junitReport(events)),
  };
}

/** The JUnit XML of these events. */
export function junitReport(events: readonly Event[]): string {
  const start = events.find((event) => event.type === "run.start");
  const findings = events.flatMap((event) => (event.type === "finding" && event.finding.severity !== "note" ? [event] : []));
  const cases = events.filter((event): event is CaseEnd | Skipped => event.type === "case.end" || event.type === "skipped");
  const suites = groupBy(cases, ({ case: id }) => id.split("/")[0]!);
  const rendered = [...suites].map(([name, all]) => suite(name, all, findings));
  const sum = (key: "failures" | "errors" | "skipped" | "tests"): number => rendered.reduce((total, one) => total + one[key], 0);
  const api = start?.type === "run.start" ? start.api : "";
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${xml(api)}" tests="${sum("tests")}" failures="${sum("failures")}" errors="${sum("errors")}" skipped="${sum("skipped")}">`,
    ...rendered.map(({ text }) => text),
    "</testsuites>",
    "",
  ].join("\n");
}

interface Suite {
  readonly text: string;
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
}

function suite(name: string, all: readonly (CaseEnd | Skipped)[], findings: readonly Extract<Event, { type: "finding" }>[]): Suite {
  let failures = 0;
  let errors = 0;
  let skipped = 0;
  const lines = all.map((event) => {
    const open = `    <testcase classname="${xml(name)}" name="${xml(event.case)}"`;
    if (event.type === "skipped") {
      skipped += 1;
      return `${open}><skipped message="${xml(`${event.reason}: ${event.note}`)}"/></testcase>`;
    }
    const own = findings.filter(({ finding }) => finding.case === event.case);
    const confirmed = own.filter((one) => one.confirmed);
    if (confirmed.length > 0) {
      failures += 1;
      return `${open}>${confirmed.map(({ finding }) => failure(finding)).join("")}</testcase>`;
    }
    if (own.length > 0) {
      errors += 1;
      return `${open}><error type="not-confirmed" message="${xml(own[0]!.finding.message)}"/></testcase>`;
    }
    // Not this target's business, or not this transport's.
    if (event.outcome === "not-implemented" || event.outcome === "not-expressible") {
      skipped += 1;
      return `${open}><skipped message="${xml(event.why ?? event.outcome)}"/></testcase>`;
    }
    if (event.outcome === "answered") return `${open}/>`;
    errors += 1;
    return `${open}><error type="${event.outcome}" message="${xml(event.why ?? event.outcome)}"/></testcase>`;
  });
  const counts = `tests="${all.length}" failures="${failures}" errors="${errors}" skipped="${skipped}"`;
  const text = [`  <testsuite name="${xml(name)}" ${counts}>`, ...lines, "  </testsuite>"].join("\n");
  return { text, tests: all.length, failures, errors, skipped };
}

function failure({ check, message, at, fingerprint, script }: Finding): string {
  const place = `${at.file}:${at.line}:${at.column}`;
  return `<failure type="${xml(check)}" message="${xml(message)}">${xml(`${place}\nfingerprint ${fingerprint}\n\n${script}`)}</failure>`;
}

/** Text in XML 1.0: what the standard does not allow at all is replaced. */
function xml(text: string): string {
  return text
    .replace(CONTROL, "\ufffd")
    .replace(LONE_SURROGATE, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replace(/[\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: naming them is the point
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
