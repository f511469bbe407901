import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { DescriptionError } from "./description-error.js";
import type { JsonObject } from "./json.js";
import { formatPointer } from "./json-pointer.js";
import type { Location } from "./model.js";
import { positionOf } from "./positions.js";
import { checkShape } from "./shape-check.js";
import { readSourceFile, type SourceFile } from "./source-file.js";

/** Something that is wrong, and where. */
export interface Finding {
  readonly message: string;
  readonly at: Location;
}

/** Reads `name` in a folder, or the file itself. @throws {DescriptionError} where it is missing or not YAML. */
export function readNamedFile(folderOrFile: string, name: string): SourceFile {
  const path = resolve(folderOrFile);
  const isFolder = existsSync(path) && statSync(path).isDirectory();
  return isFolder ? readSourceFile(join(path, name), path) : readSourceFile(path, dirname(path));
}

/** What is wrong with a file's shape. */
export function shapeFindings(file: SourceFile, schema: JsonObject): Finding[] {
  return checkShape(schema, file.root).map(({ message, path }) => ({ message, at: locateInFile(file, path) }));
}

/** The file's value, if its shape is right. @throws {DescriptionError} with the first thing that is wrong. */
export function shaped<T>(file: SourceFile, schema: JsonObject, right: string): T {
  const [first] = shapeFindings(file, schema);
  if (first) throw new DescriptionError({ what: first.message, at: first.at, right });
  return file.root as T;
}

/** Where something stands in a file that is no description. */
export function locateInFile(file: SourceFile, path: readonly string[]): Location {
  return { file: file.label, ...positionOf(file.source, path), pointer: formatPointer(path) };
}

/** One of the committed schemas. */
export function committedSchema(name: "sources" | "contract" | "vendor-model" | "differences"): JsonObject {
  return JSON.parse(readFileSync(new URL(`../schemas/${name}.schema.json`, import.meta.url), "utf8")) as JsonObject;
}
