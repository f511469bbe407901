import { needsEvidence } from "./check/evidence-on-every-node.js";
import { claimsOf } from "./claims.js";
import { claimsOn, useClaims } from "./evidence.js";
import { LEVELS, type Level } from "./extensions.js";
import { internalsOf } from "./internals.js";
import type { Description, Node } from "./model.js";
import type { SourceKind } from "./sources.js";

/** Claims of a level, by kind of source; `none` where a level has no source. */
export interface EvidenceRow {
  readonly level: Level;
  readonly total: number;
  readonly kinds: Readonly<Partial<Record<SourceKind | "none", number>>>;
}

/** How well a description is backed. */
export interface EvidenceTable {
  /** Claims as they are written, best level first. */
  readonly rows: readonly EvidenceRow[];
  /** All claims. */
  readonly total: number;
  /** Nodes that need evidence, by where theirs comes from. */
  readonly nodes: {
    readonly own: number;
    readonly inherited: number;
    readonly none: number;
  };
}

/** Counts a description's claims per level and kind of source. */
export function evidenceTable(description: Description): EvidenceTable {
  const claims = claimsOf(description);
  const rows = LEVELS.map((level): EvidenceRow => {
    const kinds: Partial<Record<SourceKind | "none", number>> = {};
    const ofLevel = claims.filter(({ claim }) => claim.level === level);
    for (const { source } of ofLevel) {
      const kind = source?.kind ?? "none";
      kinds[kind] = (kinds[kind] ?? 0) + 1;
    }
    return { level, total: ofLevel.length, kinds };
  });
  return { rows, total: claims.length, nodes: nodeCounts(description) };
}

/** The table as text, one level per line. */
export function formatEvidenceTable({ rows, total, nodes }: EvidenceTable): string {
  const share = (count: number) => (total === 0 ? "0 %" : `${Math.round((100 * count) / total)} %`);
  const lines = rows.map((row) => {
    const kinds = Object.entries(row.kinds).map(([kind, count]) => `${kind} ${count}`);
    return [row.level.padEnd(10), String(row.total).padStart(6), share(row.total).padStart(6), `  ${kinds.join(", ")}`].join(" ").trimEnd();
  });
  return [
    `${"level".padEnd(10)} ${"claims".padStart(6)} ${"share".padStart(6)}   sources`,
    ...lines,
    `${"all".padEnd(10)} ${String(total).padStart(6)}`,
    "",
    `nodes with claims of their own ${nodes.own}, inherited ${nodes.inherited}, without evidence ${nodes.none}`,
  ].join("\n");
}

function nodeCounts(description: Description): EvidenceTable["nodes"] {
  const counts = { own: 0, inherited: 0, none: 0 };
  if (!description.gatehouse) return counts;
  for (const [, visit] of internalsOf(description).visits()) {
    if (!needsEvidence(visit)) continue;
    const own = claimsOn(visit.node as Node).length > 0 || useClaims(visit, description.resolve).claims.length > 0;
    counts[own ? "own" : description.evidence(visit.node) ? "inherited" : "none"] += 1;
  }
  return counts;
}
