import { existsSync } from "node:fs";
import { join } from "node:path";
import { isDescriptionError } from "./description-error.js";
import type { JsonObject } from "./json.js";
import { committedSchema, type Finding, readNamedFile, shaped, shapeFindings } from "./load-yaml-file.js";
import type { Sources } from "./sources.js";

/** The JSON Schema of `sources.yaml`, as committed in `schemas/sources.schema.json`. */
export const SOURCES_SCHEMA: JsonObject = committedSchema("sources");

/**
 * Loads `sources.yaml`.
 *
 * @param entry The file, or its folder.
 * @throws {DescriptionError} with file, line and column, where it is missing or of another shape.
 */
export async function loadSources(entry: string): Promise<Sources> {
  return shaped<Sources>(readNamedFile(entry, "sources.yaml"), SOURCES_SCHEMA, "see schemas/sources.schema.json");
}

/** What is wrong with the `sources.yaml` of a folder; nothing where there is none. */
export function sourcesFindings(folder: string): Finding[] {
  return existsSync(join(folder, "sources.yaml")) ? shapeFindings(readNamedFile(folder, "sources.yaml"), SOURCES_SCHEMA) : [];
}

/** The `sources.yaml` of a folder as far as it is a map; the rest is for `sourcesFindings` to tell. */
export function readSources(folder: string): Sources {
  try {
    const { root } = readNamedFile(folder, "sources.yaml");
    return typeof root === "object" && root !== null && !Array.isArray(root) ? (root as Sources) : {};
  } catch (error) {
    if (isDescriptionError(error) && !existsSync(join(folder, "sources.yaml"))) return {};
    throw error;
  }
}
