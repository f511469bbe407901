import { claimsOn, sourceOf, usesOf } from "./evidence.js";
import type { Claim } from "./extensions.js";
import { internalsOf } from "./internals.js";
import type { Description, Location, Node } from "./model.js";
import type { NodeKind } from "./shape.js";
import type { Source } from "./sources.js";

/** A claim as it is written, and where. */
export interface LocatedClaim {
  readonly claim: Claim;
  /** Behind `claim.ref`; undefined for `assumed`, and where `sources.yaml` does not have it. */
  readonly source: Source | undefined;
  /** The node that has the `x-source` or `x-source-uses`. */
  readonly node: Node;
  readonly kind: NodeKind;
  /** For a claim of `x-source-uses`: the place of the reference that it speaks of. */
  readonly use: string | undefined;
  readonly at: Location;
}

/** Every claim of a description, in the order of the document; none in a description that is not Gatehouse's. */
export function claimsOf(description: Description): readonly LocatedClaim[] {
  if (!description.gatehouse) return [];
  const claims: LocatedClaim[] = [];
  for (const [, { node, kind }] of internalsOf(description).visits()) {
    const place = { node: node as Node, kind };
    const add = (claim: Claim, use: string | undefined, at: Location) =>
      claims.push({ ...place, claim, source: claim.ref === undefined ? undefined : sourceOf(claim.ref, description.sources), use, at });
    for (const [claim, at] of located(description, place.node, "x-source", claimsOn(place.node))) add(claim, undefined, at);
    if (kind !== "operation") continue;
    const uses = usesOf(place.node);
    for (const use of Object.keys(uses)) {
      const value = uses[use]!;
      const list = Array.isArray(value) ? (value as readonly Claim[]) : [value as Claim];
      for (const [claim, at] of located(description, uses, use, list)) add(claim, use, at);
    }
  }
  return claims;
}

/** Each claim with its own line, where they are a list. */
function located(description: Description, holder: object, key: string, claims: readonly Claim[]): [Claim, Location][] {
  const value = (holder as Record<string, unknown>)[key];
  return claims.map((claim, index) => [
    claim,
    Array.isArray(value) ? description.locate(value, String(index)) : description.locate(holder, key),
  ]);
}
