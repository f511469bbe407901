import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { loadDescription } from "@gatehouse/description";
import { typeCost } from "../../src/type-cost.js";

/** As many call sites as a large application has. */
const SITES = 300;

/**
 * What a call costs in type instantiations where the API is large.
 *
 * @param {string} file Of the description.
 * @param {string} folder Of the generated client.
 */
export async function callCost(file, folder) {
  const description = await loadDescription(file);
  const [, type = ""] = /^export (?:interface|type) (\w+)Credentials\b/m.exec(await readFile(join(folder, "client.ts"), "utf8")) ?? [];
  // Every way to call them has the same arguments: those in the path and the body; and each declares an error to handle.
  const callable = description.operations.filter(
    ({ parameters, responses }) =>
      parameters.every((parameter) => parameter.in === "path" || !parameter.required) &&
      responses.some(({ status }) => Number(status) >= 400),
  );
  const step = Math.max(1, Math.floor(callable.length / SITES));
  const sites = callable.filter((_, index) => index % step === 0).slice(0, SITES);
  return typeCost(sites, description, { folder, gatehouse: { module: "./client.js", type }, paths: "./schema.js" });
}
