import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { samplesOf } from "@gatehouse/codegen";
import { loadDescription } from "@gatehouse/description";
import { type ApiPage, apiPage } from "./api-page.js";
import { operationPage } from "./operation-page.js";

/** All pages that follow from descriptions. */
export interface Portal {
  /** In the order of their titles. */
  readonly apis: readonly ApiPage[];
}

/**
 * Reads every description of a folder: each sub-folder with an `openapi.yaml` is an API.
 *
 * @throws {DescriptionError} when one cannot be read: a portal without it would look complete.
 */
export async function loadPortal(specs: string): Promise<Portal> {
  const folders = readdirSync(specs, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(specs, entry.name, "openapi.yaml")))
    .map((entry) => join(specs, entry.name));
  const apis = await Promise.all(folders.map(loadApi));
  return { apis: apis.sort((a, b) => a.title.localeCompare(b.title, "en")) };
}

/** What else stands beside the pages of operations. */
const RESERVED = ["models", "overview", "reference", "sandbox"];

async function loadApi(folder: string): Promise<ApiPage> {
  const description = await loadDescription(folder);
  for (const { id } of description.operations) {
    if (RESERVED.includes(id))
      throw new RangeError(`${description.id} has an operation "${id}", whose page would stand where another stands`);
  }
  const samples = await samplesOf(description);
  return apiPage(
    description,
    description.operations.map((operation) => operationPage(description, operation, samples(operation))),
  );
}
