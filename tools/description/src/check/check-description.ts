import { contractFindings } from "../load-contract-config.js";
import { sourcesFindings } from "../load-sources.js";
import type { Description } from "../model.js";
import { assumedHasReason, sourceRefExists } from "./claims-are-backed.js";
import { contractFits } from "./contract-fits.js";
import { extensionsAreValid } from "./extensions-are-valid.js";
import type { Finding } from "./finding.js";
import { referencesExist } from "./references-exist.js";
import { sameAsVendorModel, vendorModelFindings } from "./same-as-vendor-model.js";

/**
 * Everything that `gatehouse-description check` finds: shapes of `x-` keys and of the files beside it, claims without a source or a
 * reason, names that lead nowhere, and differences from `vendor-model.yaml` that nothing explains. In the order of files and lines.
 */
export function checkDescription(description: Description): readonly Finding[] {
  const shapes = [
    ...extensionsAreValid(description),
    ...sourcesFindings(description.folder).map((finding) => ({ rule: "sources-are-valid", ...finding })),
    ...contractFindings(description.folder).map((finding) => ({ rule: "contract-is-valid", ...finding })),
    ...vendorModelFindings(description.folder),
  ];
  // What is no claim cannot be judged as one.
  const rest =
    shapes.length > 0
      ? []
      : [
          ...sourceRefExists(description),
          ...assumedHasReason(description),
          ...referencesExist(description),
          ...contractFits(description),
          ...sameAsVendorModel(description),
        ];
  return [...shapes, ...rest].sort(byPlace);
}

/** Order of files, then lines. */
export function byPlace(a: Finding, b: Finding): number {
  return compare(a.at.file, b.at.file) || a.at.line - b.at.line || a.at.column - b.at.column || compare(a.rule, b.rule);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
