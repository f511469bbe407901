import type { Location } from "./model.js";

/** What a `DescriptionError` is made of: its message reads `what – file:line:column – what would be right`. */
export interface DescriptionErrorParts {
  readonly what: string;
  /** Where; a file alone when no line is known. */
  readonly at: Location | string;
  /** What would be right. */
  readonly right?: string;
  readonly cause?: unknown;
}

/**
 * A description, `sources.yaml` or `contract.yaml` that cannot be read, or a name that it does not have.
 *
 * @example
 * try { await loadDescription("specs/entrust-idaas"); }
 * catch (error) { if (isDescriptionError(error)) console.error(error.file, error.line, error.message); }
 */
export class DescriptionError extends Error {
  override readonly name = "DescriptionError";
  readonly code = "description_error";
  /** As in `Location.file`: relative to the description's folder where the file lies below it. */
  readonly file: string;
  /** From 1; undefined where the file itself is the trouble. */
  readonly line: number | undefined;
  readonly column: number | undefined;
  readonly pointer: string | undefined;

  constructor({ what, at, right, cause }: DescriptionErrorParts) {
    const place = typeof at === "string" ? at : formatLocation(at);
    super([what, place, right].filter(Boolean).join(" – "), cause === undefined ? undefined : { cause });
    this.file = typeof at === "string" ? at : at.file;
    this.line = typeof at === "string" ? undefined : at.line;
    this.column = typeof at === "string" ? undefined : at.column;
    this.pointer = typeof at === "string" ? undefined : at.pointer;
  }
}

/** True for a `DescriptionError`, of whichever copy of this package. */
export function isDescriptionError(error: unknown): error is DescriptionError {
  return error instanceof Error && (error as { code?: unknown }).code === "description_error";
}

/** `file:line:column`, as editors and terminals link it. */
export function formatLocation(location: Location): string {
  return `${location.file}:${location.line}:${location.column}`;
}
