import { groupBy } from "../group-by.js";
import type { Comparison } from "./compare-with-vendor.js";
import type { Difference } from "./ledger.js";

/** `differences.yaml`: where a description differs from the vendor's model on purpose. */
export interface Explanations {
  /** What the vendor's model has no way to say, a sentence each. */
  readonly notCompared?: { readonly null?: string };
  readonly differences?: readonly Explanation[];
}

/** One sentence for differences that have the same reason. */
export interface Explanation {
  /** Ids of differences: `TenantParms.domain pattern`. */
  readonly at: readonly string[];
  readonly because: string;
}

/** An explanation that explains nothing, and where it stands in `differences.yaml`. */
export interface StaleExplanation {
  readonly message: string;
  readonly path: readonly string[];
}

/** A comparison, sorted by what `differences.yaml` says of it. */
export interface ExplainedComparison extends Comparison {
  readonly release: string;
  readonly source: string;
  /** Facts that differ. */
  readonly different: number;
  /** In the order of `differences.yaml`. */
  readonly explained: readonly { readonly because: string; readonly differences: readonly Difference[] }[];
  readonly unexplained: readonly Difference[];
  readonly stale: readonly StaleExplanation[];
  /** Why null is not compared, where it is not. */
  readonly nullNotCompared: string | undefined;
}

/** Sorts the differences of a comparison by explanation. */
export function explain(
  comparison: Comparison,
  { source, release }: { readonly source: string; readonly release: string },
  explanations: Explanations,
): ExplainedComparison {
  const byId = groupBy(comparison.differences, ({ id }) => id);
  const stale: StaleExplanation[] = [];
  const taken = new Set<string>();
  const explained = (explanations.differences ?? []).map(({ at, because }, index) => {
    const differences = at.flatMap((id, position) => {
      const path = ["differences", String(index), "at", String(position)];
      if (taken.has(id)) stale.push({ message: `"${id}" is explained above`, path });
      else if (!byId.has(id)) stale.push({ message: `"${id}" is no difference (any more) – take it out`, path });
      else {
        taken.add(id);
        return byId.get(id) ?? [];
      }
      return [];
    });
    return { because, differences };
  });
  const nullNotCompared = explanations.notCompared?.null;
  if (nullNotCompared !== undefined && comparison.nulls === 0) {
    stale.push({ message: "nothing may be null in the description – take it out", path: ["notCompared", "null"] });
  }
  return {
    ...comparison,
    source,
    release,
    different: comparison.differences.reduce((sum, { facts }) => sum + facts, 0),
    explained,
    unexplained: comparison.differences.filter(({ id }) => !taken.has(id)),
    stale,
    nullNotCompared,
  };
}
