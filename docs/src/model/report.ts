import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** A measured value with what it must hold and what others reach in the same run. */
export interface Figure {
  readonly value: number;
  readonly unit: string;
  readonly target?: { readonly atMost: number } | { readonly atLeast: number };
  readonly peers?: Readonly<Record<string, number>>;
  readonly details?: readonly string[];
}

/** One committed file of `reports/`: what a command measured, and of which commit. */
export interface Report {
  readonly name: string;
  readonly command: string;
  readonly commit: string;
  /** ISO date, `2026-11-22`. */
  readonly date: string;
  readonly machine: { readonly cpus: number; readonly model: string };
  readonly figures: Readonly<Record<string, Figure>>;
}

/**
 * Reads all reports of a folder, by name.
 *
 * @throws {Error} where there is none: pages quote measured figures or do not exist.
 */
export async function loadReports(folder: string): Promise<readonly Report[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".json")).sort();
  if (names.length === 0) throw new Error(`no report – ${folder} – npm run test:nightly and npm run bench write them`);
  return Promise.all(names.map(async (name) => checked(name, JSON.parse(await readFile(join(folder, name), "utf8")))));
}

function checked(file: string, report: Report): Report {
  const whole = report.command && report.commit && report.date && report.machine && Object.keys(report.figures ?? {}).length > 0;
  if (!whole) throw new Error(`no figures, or not said what measured them – reports/${file} – run the command that writes it again`);
  return report;
}

/** Whether a figure holds its target; undefined where it has none. */
export function holds({ value, target }: Figure): boolean | undefined {
  if (!target) return undefined;
  return "atMost" in target ? value <= target.atMost : value >= target.atLeast;
}
