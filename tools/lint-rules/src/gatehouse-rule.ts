import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { type Description, DescriptionError, isDescriptionError, type Location, loadDescriptionSync } from "@gatehouse/description";
import { type LocationObject, type Oas3Rule, Source, type UserContext } from "@redocly/openapi-core";

/** What a rule finds. */
export interface LintFinding {
  readonly message: string;
  readonly at: Location;
}

/** A rule as a function of the whole description. */
export type DescriptionCheck = (description: Description) => readonly LintFinding[];

/**
 * A Redocly rule that judges the description as a whole, so that lint and `gatehouse-description` share every judgement. It is silent in
 * documents without `x-gatehouse: 1`. The files are read once for all rules of a run.
 */
export function gatehouseRule(check: DescriptionCheck): Oas3Rule {
  return () => ({
    Root: {
      leave(root, context: UserContext) {
        if ((root as { readonly "x-gatehouse"?: unknown })["x-gatehouse"] !== 1) return;
        const loaded = load(context.location.source);
        if (loaded instanceof DescriptionError) return reportOnce(loaded, context);
        const sources = new Map<string, Source>();
        for (const { message, at } of check(loaded)) {
          context.report({
            message,
            location: { source: sourceOf(loaded, at.file, sources), pointer: `#${at.pointer}`, reportOnKey: true },
          });
        }
      },
    },
  });
}

/** A run of lint has one `Source` for the root, and a new run a new one. */
const descriptions = new WeakMap<Source, Description | DescriptionError>();

function load(root: Source): Description | DescriptionError {
  let loaded = descriptions.get(root);
  if (!loaded) {
    try {
      loaded = loadDescriptionSync(root.absoluteRef);
    } catch (error) {
      if (!isDescriptionError(error)) throw error;
      loaded = error;
    }
    descriptions.set(root, loaded);
  }
  return loaded;
}

const reported = new WeakSet<DescriptionError>();

/** What keeps the description from being loaded is said by the first rule that asks, not by each. */
function reportOnce(error: DescriptionError, context: UserContext): void {
  if (reported.has(error)) return;
  reported.add(error);
  context.report({ message: error.message, location: locationOf(error, context.location.source) });
}

function locationOf({ file, line, column }: DescriptionError, root: Source): LocationObject {
  const path = resolve(dirname(root.absoluteRef), file);
  if (line === undefined || column === undefined || !existsSync(path)) return { source: root, pointer: "#/" };
  const start = { line, col: column };
  return { source: new Source(path, readFileSync(path, "utf8")), pointer: undefined, start, end: start };
}

function sourceOf(description: Description, file: string, sources: Map<string, Source>): Source {
  let source = sources.get(file);
  if (!source) {
    source = new Source(resolve(description.folder, file), description.text(file));
    sources.set(file, source);
  }
  return source;
}
