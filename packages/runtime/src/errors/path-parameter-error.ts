import { type At, GatehouseError, hasCode } from "./gatehouse-error.js";

/**
 * A path value that would not stay one segment and so would reach another resource: empty, `.`, `..`, `%2e%2e`, `undefined`, an object.
 * Thrown before anything is sent. The message draws the place.
 */
export class PathParameterError extends GatehouseError {
  override readonly name = "PathParameterError";
  readonly code = "path_parameter";
  /** Its key in the input. */
  declare readonly parameter: string;

  /** @param shown What to draw in the place of the parameter; its name where the value has no text. */
  constructor(
    { path, wire, ...at }: At & { readonly parameter: string; readonly path: string; readonly wire: string },
    why: string,
    shown = `{${wire}}`,
  ) {
    const [before, after] = path.split(`{${wire}}`) as [string, string];
    const drawn = `  ${before}${shown}${after}\n  ${" ".repeat(before.length)}${"^".repeat(shown.length || 1)}`;
    super(`${at.operation}: path parameter "${at.parameter}" ${why}\n${drawn}\n  right would be a text or number that names one thing`, at);
  }
}

/** True for a `PathParameterError` of any client. */
export function isPathParameterError(error: unknown): error is PathParameterError {
  return hasCode(error, "path_parameter");
}
