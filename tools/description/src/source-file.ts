import { lstatSync, readFileSync } from "node:fs";
import { relative, sep } from "node:path";
import { parseYaml, Source } from "@redocly/openapi-core";
import { DescriptionError } from "./description-error.js";
import { refuseAliasBombs } from "./yaml-aliases.js";

/** A YAML or JSON file of a description, parsed. */
export interface SourceFile {
  /** Absolute path, as first referred to. */
  readonly path: string;
  /** All paths that were found to lead here: symbolic links give a file several. */
  readonly paths: string[];
  /** Path as locations and messages show it: relative to the description's folder where it lies below. */
  readonly label: string;
  readonly source: Source;
  readonly root: unknown;
}

/**
 * Reads and parses one file. Values are YAML 1.2 core, as lint and bundle read them: a date stays a string.
 *
 * @throws {DescriptionError} where it cannot be read or parsed, or where its aliases multiply without bound.
 */
export function readSourceFile(path: string, folder: string): SourceFile {
  const label = labelOf(path, folder);
  const text = readText(path, label);
  // JSON.parse is the authority for JSON: it takes tabs, which YAML does not.
  const root = (path.endsWith(".json") ? parseJson(text) : undefined) ?? parse(text, label);
  refuseAliasBombs(root, text, label);
  return { path, paths: [path], label, source: new Source(path, text), root };
}

/** How a path is shown. */
export function labelOf(path: string, folder: string): string {
  const inside = relative(folder, path);
  return (inside.startsWith("..") || inside === "" ? path : inside).split(sep).join("/");
}

function readText(path: string, label: string): string {
  try {
    if (lstatSync(path).isDirectory()) {
      throw new DescriptionError({ what: "is a folder", at: label, right: "name a YAML or JSON file" });
    }
    // A byte-order mark is no part of the text; line ends must not move columns.
    return readFileSync(path, "utf8")
      .replace(/^\uFEFF/, "")
      .replaceAll("\r\n", "\n");
  } catch (error) {
    if (error instanceof DescriptionError) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    const what = code === "ENOENT" || code === "ENOTDIR" ? "no such file" : `cannot be read (${code ?? String(error)})`;
    throw new DescriptionError({ what, at: label, right: "name a file that exists and may be read", cause: error });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function parse(text: string, label: string): unknown {
  try {
    return parseYaml(text);
  } catch (error) {
    const { reason, mark } = error as { reason?: string; mark?: { line: number; column: number } };
    throw new DescriptionError({
      what: `not YAML: ${reason ?? String(error)}`,
      at: mark ? { file: label, line: mark.line + 1, column: mark.column + 1, pointer: "" } : label,
      right: "one YAML 1.2 or JSON document, each key once, nested at most 100 deep",
      cause: error,
    });
  }
}
