import { existsSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject } from "../json.js";
import { committedSchema, readNamedFile, shaped } from "../load-yaml-file.js";
import type { Description } from "../model.js";
import { compareWithVendor } from "./compare-with-vendor.js";
import { type ExplainedComparison, type Explanations, explain } from "./explain.js";
import type { VendorModel } from "./vendor-model.js";

/** The JSON Schema of `vendor-model.yaml`, as committed in `schemas/vendor-model.schema.json`. */
export const VENDOR_MODEL_SCHEMA: JsonObject = committedSchema("vendor-model");

/** The JSON Schema of `differences.yaml`, as committed in `schemas/differences.schema.json`. */
export const DIFFERENCES_SCHEMA: JsonObject = committedSchema("differences");

/** The files that a comparison is made from, beside `openapi.yaml`. */
export const VENDOR_MODEL_FILE = "vendor-model.yaml";
export const DIFFERENCES_FILE = "differences.yaml";

/** True where a description has a vendor's model beside it. */
export function hasVendorModel(description: Description): boolean {
  return existsSync(join(description.folder, VENDOR_MODEL_FILE));
}

/**
 * Compares a description with the `vendor-model.yaml` beside it, and explains the differences by `differences.yaml`, where there is one.
 *
 * @throws {DescriptionError} with file, line and column, where the model is missing or one of the two is of another shape.
 *
 * @example
 * const { facts, different, unexplained } = compareWithVendorModel(await loadDescription("specs/entrust-idaas"));
 */
export function compareWithVendorModel(description: Description): ExplainedComparison {
  const { folder } = description;
  const modelFile = readNamedFile(folder, VENDOR_MODEL_FILE);
  const vendor = shaped<VendorModel>(modelFile, VENDOR_MODEL_SCHEMA, "see schemas/vendor-model.schema.json");
  const explanations = existsSync(join(folder, DIFFERENCES_FILE))
    ? shaped<Explanations>(readNamedFile(folder, DIFFERENCES_FILE), DIFFERENCES_SCHEMA, "see schemas/differences.schema.json")
    : {};
  const nullIsStated = explanations.notCompared?.null === undefined;
  return explain(compareWithVendor(description, vendor, { nullIsStated }), vendor, explanations);
}
