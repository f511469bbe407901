import { BaseResolver, bundle, createConfig, type Document, ResolveError, Source } from "@redocly/openapi-core";
import { DescriptionError } from "./description-error.js";
import type { Json } from "./json.js";
import type { SourceFile } from "./source-file.js";

/**
 * One self-contained document, by Redocly's bundler, from the texts that were loaded: the same value for the same texts, whatever has
 * become of the files since. `x-` keys are kept.
 *
 * @throws {DescriptionError} where the bundler cannot go on.
 */
export async function bundleDescription(entry: string, files: readonly SourceFile[]): Promise<Json> {
  const config = await createConfig({ telemetry: "off" });
  const externalRefResolver = new LoadedFiles(files);
  const { bundle: document, problems } = await bundle({ ref: entry, config, externalRefResolver });
  // All references were resolved when the description was loaded. What the bundler still cannot resolve is none: an example's
  // `externalValue`, a `$ref` inside data. It leaves those as they are.
  const problem = problems.find((p) => p.severity === "error" && !p.message.startsWith("Can't resolve $ref"));
  if (problem) throw new DescriptionError({ what: problem.message, at: files[0]!.label, right: "a description that bundles" });
  // A copy without the sharing and the prototypes of what the bundler put together.
  return JSON.parse(JSON.stringify(document.parsed)) as Json;
}

/** Gives the bundler what was read, and nothing else: no disk, no network. */
class LoadedFiles extends BaseResolver {
  readonly #files: ReadonlyMap<string, SourceFile>;

  constructor(files: readonly SourceFile[]) {
    super();
    this.#files = new Map(files.flatMap((file) => file.paths.map((path) => [path, file])));
  }

  override async loadExternalRef(absoluteRef: string): Promise<Source> {
    const file = this.#files.get(absoluteRef) ?? this.#files.get(decodeURI(absoluteRef));
    if (!file) throw new ResolveError(new Error(`${absoluteRef} was not loaded`));
    return new Source(absoluteRef, file.source.body);
  }

  override parseDocument(source: Source, isRoot?: boolean): Document {
    // The bundler changes what it is given: each bundle parses anew.
    return source.absoluteRef.endsWith(".json") ? { source, parsed: JSON.parse(source.body) } : super.parseDocument(source, isRoot);
  }
}
