import { claimsOf, type LocatedClaim } from "../claims.js";
import type { Level } from "../extensions.js";
import type { Description } from "../model.js";
import { nearest } from "../nearest.js";
import type { SourceKind } from "../sources.js";
import type { Finding } from "./finding.js";

/** Which kinds of source can carry which level. `assumed` has none: it is ours. */
export const SOURCE_KINDS_OF: Readonly<Record<Exclude<Level, "assumed">, readonly SourceKind[]>> = {
  documented: ["vendor-docs", "vendor-openapi"],
  example: ["vendor-docs", "vendor-openapi", "vendor-client"],
  observed: ["vendor-client", "third-party-client"],
  sibling: ["sibling-docs"],
};

/** Every `ref` of a claim is a key of `sources.yaml`; so is that of every `x-lifecycle`. */
export function sourceRefExists(description: Description): Finding[] {
  const keys = Object.keys(description.sources);
  return claimsOf(description).flatMap(({ claim, source, at }): Finding[] => {
    if (claim.ref === undefined || source) return [];
    const key = claim.ref.split(" ", 1)[0]!;
    return [{ rule: "source-ref-exists", message: missingSource(key, keys), at }];
  });
}

/** What to say of a source that is not listed. */
export function missingSource(key: string, keys: readonly string[]): string {
  const near = nearest(key, keys);
  return `sources.yaml has no "${key}" – ${near ? `did you mean "${near}"?` : "add it there, with title, url, kind and date"}`;
}

/**
 * Level, source and note fit together: `assumed` has a reason in a sentence and no source; every other level has a source of a kind that
 * can carry it. No two claims of a node speak of the same.
 */
export function assumedHasReason(description: Description): Finding[] {
  const claims = claimsOf(description);
  return [...claims.flatMap(ownFindings), ...repeated(claims)];
}

const rule = "assumed-has-reason";

function ownFindings({ claim, source, at }: LocatedClaim): Finding[] {
  const { level, ref, note } = claim;
  if (level === "assumed") {
    if (ref !== undefined) {
      return [{ rule, message: `"assumed" names the source "${ref}" – drop the ref, or say the level that the source carries`, at }];
    }
    return isSentence(note) ? [] : [{ rule, message: `"assumed" without a reason – add a note of at least one sentence`, at }];
  }
  if (ref === undefined) return [{ rule, message: `"${level}" without a source – add ref: a key of sources.yaml`, at }];
  const kinds = Object.hasOwn(SOURCE_KINDS_OF, level) ? SOURCE_KINDS_OF[level] : undefined;
  if (!source || !kinds || kinds.includes(source.kind)) return [];
  return [{ rule, message: `"${level}" cannot rest on ${source.kind} ("${ref}") – it needs ${kinds.join(" or ")}`, at }];
}

/** A few words that end as a sentence does. */
function isSentence(note: string | undefined): boolean {
  return note !== undefined && note.trim().split(/\s+/).length >= 3 && /[.!?…)]["”’`]?$/.test(note.trim());
}

function repeated(claims: readonly LocatedClaim[]): Finding[] {
  const seen = new Map<unknown, Map<string, true>>();
  return claims.flatMap(({ claim, node, use, at }) => {
    const known = seen.get(node) ?? new Map<string, true>();
    seen.set(node, known);
    return (claim.about ?? ["everything else"]).flatMap((about): Finding[] => {
      const id = `${use ?? ""} ${about}`;
      if (known.has(id)) return [{ rule, message: `two claims about ${about} on one node – keep one, or say different aspects`, at }];
      known.set(id, true);
      return [];
    });
  });
}
