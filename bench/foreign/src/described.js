import { readFile } from "node:fs/promises";
import { parse } from "yaml";

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/**
 * The operations of a file as `GET /path`, read without any of our own tools, so that what these overlook is noticed.
 *
 * @param {string} file
 * @returns {Promise<readonly string[]>}
 */
export async function describedOperations(file) {
  const text = await readFile(file, "utf8");
  const document = file.endsWith(".json") ? JSON.parse(text) : parse(text, { maxAliasCount: -1 });
  /** @param {any} item A path item; one with a `$ref` is refused, because none of the files has any. */
  const methodsOf = (item) => {
    if (item.$ref) throw new Error(`a path item with $ref in ${file}: resolve it here`);
    return METHODS.filter((method) => item[method]);
  };
  return Object.entries(document.paths).flatMap(([path, item]) => methodsOf(item).map((method) => `${method.toUpperCase()} ${path}`));
}
