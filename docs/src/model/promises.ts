import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import type { Figure, Report } from "./report.js";

/** Something that whoever uses a client can rely on, and what holds it. */
export interface PromiseKept {
  /** One sentence, with code in backticks. */
  readonly promise: string;
  /** Files of the repository that fail when it is broken. */
  readonly tests: readonly string[];
  /** What prints the number. */
  readonly command: string | undefined;
  /** The number, as the command wrote it down. */
  readonly figure: { readonly name: string; readonly value: Figure; readonly report: Report } | undefined;
}

/**
 * Reads the list of promises.
 *
 * @throws {Error} where an entry is not whole, or quotes a figure that no report has: the page says nothing that nobody checks.
 */
export async function loadPromises(file: string, reports: readonly Report[]): Promise<readonly PromiseKept[]> {
  const entries: unknown = parse(await readFile(file, "utf8"));
  if (!Array.isArray(entries) || entries.length === 0) throw new Error(`no list of promises – ${file}`);
  const known = new Set<string>();
  return entries.map((entry: unknown, index) => {
    const at = `entry ${index + 1} of ${file}`;
    const { promise, tests, command, figure, ...rest } = (entry ?? {}) as Readonly<Record<string, unknown>>;
    if (!isText(promise) || !promise.endsWith(".")) throw new Error(`promise is not a sentence – ${at}`);
    if (known.has(promise)) throw new Error(`"${promise}" stands there twice – ${at}`);
    known.add(promise);
    if (!Array.isArray(tests) || tests.length === 0 || !tests.every(isText)) throw new Error(`tests is not a list of paths – ${at}`);
    if (command !== undefined && !isText(command)) throw new Error(`command is not a text – ${at}`);
    if (figure !== undefined && !isText(figure)) throw new Error(`figure is not a text – ${at}`);
    const unknown = Object.keys(rest);
    if (unknown.length > 0) throw new Error(`unknown key ${unknown[0]}: promise, tests, command and figure are known – ${at}`);
    const quoted = figure === undefined ? undefined : figureOf(figure, reports, at);
    return { promise, tests, command: command ?? quoted?.report.command, figure: quoted };
  });
}

function figureOf(name: string, reports: readonly Report[], at: string): PromiseKept["figure"] {
  const found = reports.flatMap((report) => {
    const value = report.figures[name];
    return value ? [{ name, value, report }] : [];
  });
  if (found.length !== 1) {
    throw new Error(`figure "${name}" stands in ${found.length === 0 ? "no" : "more than one"} file of reports/ – ${at}`);
  }
  return found[0];
}

const isText = (value: unknown): value is string => typeof value === "string" && value.trim() !== "";
