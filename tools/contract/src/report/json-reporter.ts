import type { Event, Reporter } from "../event.js";
import type { ReportFile } from "./report-file.js";

/** The events of a run as one JSON document, sorted into what they are about. The same run gives the same bytes. */
export function jsonReporter(file: ReportFile): Reporter {
  const events: Event[] = [];
  return {
    on: (event) => void events.push(event),
    close: () => file.write(`${JSON.stringify(jsonReport(events), undefined, 1)}\n`),
  };
}

/** What a JSON report holds. */
export interface JsonReport {
  readonly format: "gatehouse-contract/1";
  readonly run: Extract<Event, { type: "run.start" }> | undefined;
  readonly result: Extract<Event, { type: "run.end" }> | undefined;
  readonly findings: readonly Extract<Event, { type: "finding" }>[];
  readonly coverage: readonly Extract<Event, { type: "coverage" }>[];
  readonly skipped: readonly Extract<Event, { type: "skipped" }>[];
  readonly cases: readonly Extract<Event, { type: "case.end" }>[];
}

/** A JSON report of these events. */
export function jsonReport(events: readonly Event[]): JsonReport {
  const of = <T extends Event["type"]>(type: T): Extract<Event, { type: T }>[] =>
    events.filter((event): event is Extract<Event, { type: T }> => event.type === type);
  return {
    format: "gatehouse-contract/1",
    run: of("run.start")[0],
    result: of("run.end")[0],
    findings: of("finding"),
    coverage: of("coverage"),
    skipped: of("skipped"),
    cases: of("case.end"),
  };
}
