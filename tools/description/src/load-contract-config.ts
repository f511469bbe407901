import { existsSync } from "node:fs";
import { join } from "node:path";
import type { ContractConfig } from "./contract-config.js";
import type { JsonObject } from "./json.js";
import { committedSchema, type Finding, readNamedFile, shaped, shapeFindings } from "./load-yaml-file.js";

/** The JSON Schema of `contract.yaml`, as committed in `schemas/contract.schema.json`. */
export const CONTRACT_SCHEMA: JsonObject = committedSchema("contract");

/**
 * Loads `contract.yaml`.
 *
 * @param entry The file, or its folder.
 * @throws {DescriptionError} with file, line and column, where it is missing or of another shape.
 */
export async function loadContractConfig(entry: string): Promise<ContractConfig> {
  return shaped<ContractConfig>(readNamedFile(entry, "contract.yaml"), CONTRACT_SCHEMA, "see schemas/contract.schema.json");
}

/** What is wrong with the `contract.yaml` of a folder; nothing where there is none. */
export function contractFindings(folder: string): Finding[] {
  return existsSync(join(folder, "contract.yaml")) ? shapeFindings(readNamedFile(folder, "contract.yaml"), CONTRACT_SCHEMA) : [];
}
