import { createRequire } from "node:module";
import { dirname } from "node:path";

/**
 * The folder of an API's description.
 *
 * @param api The API's name: `entrust-idaas`.
 * @throws {Error} when no workspace has that description.
 */
export function specFolder(api: string): string {
  return dirname(createRequire(import.meta.url).resolve(`@gatehouse/spec-${api}/package.json`));
}
