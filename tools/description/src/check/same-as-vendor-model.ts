import { existsSync } from "node:fs";
import { join } from "node:path";
import type { ExplainedComparison } from "../compare/explain.js";
import {
  compareWithVendorModel,
  DIFFERENCES_FILE,
  DIFFERENCES_SCHEMA,
  hasVendorModel,
  VENDOR_MODEL_FILE,
  VENDOR_MODEL_SCHEMA,
} from "../compare/load-comparison.js";
import { percent } from "../compare/percent.js";
import type { VendorModel } from "../compare/vendor-model.js";
import { locateInFile, readNamedFile, shapeFindings } from "../load-yaml-file.js";
import type { Description } from "../model.js";
import type { SourceFile } from "../source-file.js";
import { isObject } from "../walk.js";
import type { Finding } from "./finding.js";

const rule = "same-as-vendor-model";

/** Of a description that differs in more than this share of the vendor's facts nobody would say that it describes the vendor's model. */
const MOST_DIFFERENT = 0.02;

/** What is wrong with the shapes of `vendor-model.yaml` and `differences.yaml`; nothing where they are not there. */
export function vendorModelFindings(folder: string): Finding[] {
  const has = (name: string): boolean => existsSync(join(folder, name));
  const found = (id: string, name: string, schema: typeof VENDOR_MODEL_SCHEMA): Finding[] =>
    has(name) ? shapeFindings(readNamedFile(folder, name), schema).map((finding) => ({ rule: id, ...finding })) : [];
  const shapes = [
    ...found("vendor-model-is-valid", VENDOR_MODEL_FILE, VENDOR_MODEL_SCHEMA),
    ...found("differences-are-valid", DIFFERENCES_FILE, DIFFERENCES_SCHEMA),
  ];
  if (!has(DIFFERENCES_FILE) || has(VENDOR_MODEL_FILE)) return shapes;
  const at = locateInFile(readNamedFile(folder, DIFFERENCES_FILE), []);
  return [...shapes, { rule, message: `there is no ${VENDOR_MODEL_FILE} that this could explain differences from`, at }];
}

/**
 * The description says what the vendor's own model says, or `differences.yaml` explains why not; nothing is explained that is no
 * difference. The shapes of both files are right already.
 */
export function sameAsVendorModel(description: Description): Finding[] {
  if (!hasVendorModel(description)) return [];
  const comparison = compareWithVendorModel(description);
  const unexplained = comparison.unexplained.map(
    ({ id, vendor, ours, at }): Finding => ({
      rule,
      message: `${id}: the vendor says ${vendor}, we say ${ours} – explain it in ${DIFFERENCES_FILE}`,
      at,
    }),
  );
  return [...unexplained, ...aboutTheComparison(description, comparison)];
}

/** What is wrong with a comparison beyond differences that nothing explains. */
export function aboutTheComparison(description: Description, { facts, different, stale }: ExplainedComparison): Finding[] {
  const model = readNamedFile(description.folder, VENDOR_MODEL_FILE);
  const findings = modelFindings(description, model);
  for (const { message, path } of stale) {
    findings.push({ rule, message, at: locateInFile(readNamedFile(description.folder, DIFFERENCES_FILE), path) });
  }
  if (different > facts * MOST_DIFFERENT) {
    const message = `${different} of ${facts} facts differ, ${percent(different / facts)}: more than ${percent(MOST_DIFFERENT)} is another model`;
    findings.push({ rule, message, at: locateInFile(model, []) });
  }
  return findings;
}

/** Whether the vendor's model is the one that the description speaks of, and names only what it has. */
function modelFindings(description: Description, file: SourceFile): Finding[] {
  const vendor = file.root as VendorModel;
  const findings: Finding[] = [];
  const report = (path: readonly string[], message: string): void => {
    findings.push({ rule, message, at: locateInFile(file, path) });
  };
  const source = Object.hasOwn(description.sources, vendor.source) ? description.sources[vendor.source] : undefined;
  if (source?.kind !== "vendor-openapi") report(["source"], `sources.yaml has no model of the vendor's under "${vendor.source}"`);
  if (vendor.release !== description.vendorRelease) {
    report(["release"], `release ${vendor.release} is not the ${description.vendorRelease} that is described`);
  }
  const visit = (value: unknown, path: readonly string[]): void => {
    if (Array.isArray(value)) for (const [index, item] of value.entries()) visit(item, [...path, String(index)]);
    if (!isObject(value)) return;
    const { model } = value;
    if (typeof model === "string" && !Object.hasOwn(vendor.models, model)) report([...path, "model"], `there is no model "${model}"`);
    for (const [key, child] of Object.entries(value)) visit(child, [...path, key]);
  };
  visit(vendor.operations, ["operations"]);
  visit(vendor.models, ["models"]);
  return findings;
}
