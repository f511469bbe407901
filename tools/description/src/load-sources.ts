import { existsSync } from "node:fs";
import { join } from "node:path";
import { DescriptionError } from "./description-error.js";
import { readSourceFile } from "./source-file.js";
import type { Sources } from "./sources.js";

/** `sources.yaml` of a folder; nothing where there is none. Its shape is checked by `loadSources`, not here. */
export function readSources(folder: string, labelFolder: string): Sources {
  const path = join(folder, "sources.yaml");
  if (!existsSync(path)) return {};
  const { root, label } = readSourceFile(path, labelFolder);
  if (root === null || root === undefined) return {};
  if (typeof root !== "object" || Array.isArray(root)) {
    throw new DescriptionError({ what: "no map of sources", at: label, right: "KEY: { title, url, kind, read }" });
  }
  return root as Sources;
}
