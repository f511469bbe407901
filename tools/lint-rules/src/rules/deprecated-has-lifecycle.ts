import { walkDescription } from "@gatehouse/description";
import { gatehouseRule, type LintFinding } from "../gatehouse-rule.js";

/** What is deprecated says since which release, and where that is written. */
export const deprecatedHasLifecycle = gatehouseRule((description) => {
  const findings: LintFinding[] = [];
  for (const { node } of walkDescription(description)) {
    if (node["deprecated"] !== true) continue;
    const lifecycle = node["x-lifecycle"];
    if (lifecycle?.deprecated !== undefined || lifecycle?.removed !== undefined) continue;
    const message = "deprecated, but since when is not said – add x-lifecycle: { deprecated: <release>, ref: <source> }";
    findings.push({ message, at: description.locate(node, "deprecated") });
  }
  return findings;
});
