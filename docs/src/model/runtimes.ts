import type { Report } from "./report.js";

/** A place where the packed clients were tried. */
export interface RuntimeLine {
  readonly name: string;
  /** Empty where it could not be run. */
  readonly version: string;
  readonly passed: number;
  /** `of 87 checks`. */
  readonly of: string;
  /** Why it was not run, or what failed. */
  readonly wrong: readonly string[];
}

/** A compiler that checked the installed packages. */
export interface CompilerLine {
  readonly name: string;
  readonly errors: number;
}

const PASSED = "checks passed, ";
const ERRORS = "errors in the installed packages, ";

/** What the report of the runtimes says, if there is one. */
export function runtimesOf(
  reports: readonly Report[],
): { readonly report: Report; readonly runtimes: readonly RuntimeLine[]; readonly compilers: readonly CompilerLine[] } | undefined {
  const report = reports.find(({ name }) => name === "runtimes");
  if (!report) return undefined;
  const figures = (prefix: string) =>
    Object.entries(report.figures).flatMap(([name, figure]) =>
      name.startsWith(prefix) ? [{ name: name.slice(prefix.length), figure }] : [],
    );
  return {
    report,
    runtimes: figures(PASSED).map(({ name, figure: { value, unit, details = [] } }) => ({
      name,
      version: details[0]?.startsWith("version ") ? details[0].slice("version ".length) : "",
      passed: value,
      of: unit,
      wrong: details.filter((detail) => !detail.startsWith("version ")),
    })),
    compilers: figures(ERRORS).map(({ name, figure }) => ({ name, errors: figure.value })),
  };
}
