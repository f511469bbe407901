import type { ClaimView } from "../model/claims.js";
import type { Field } from "../model/fields.js";

/** Fewer rows than this say it each for themselves. */
const ENOUGH_ROWS = 3;

/**
 * The claims that at least half of a table's rows share: said once above the table, so that the rows that rest on something else
 * stand out.
 */
export function commonClaims(fields: readonly Field[]): ClaimView[] {
  const counted = new Map<string, { claim: ClaimView; rows: number }>();
  for (const field of fields) {
    for (const claim of field.claims) {
      const key = keyOf(claim);
      const known = counted.get(key);
      if (known) known.rows++;
      else counted.set(key, { claim, rows: 1 });
    }
  }
  return [...counted.values()]
    .filter(({ claim, rows }) => rows >= ENOUGH_ROWS && rows * 2 >= fields.length && claim.level !== "assumed" && claim.level !== "sibling")
    .map(({ claim }) => claim);
}

/** Whether a claim is one of those said above the table. */
export function isCommon(claim: ClaimView, common: readonly ClaimView[]): boolean {
  return common.some((one) => keyOf(one) === keyOf(claim));
}

function keyOf(claim: ClaimView): string {
  return JSON.stringify([claim.level, claim.about, claim.note, claim.source?.key, claim.source?.place]);
}
