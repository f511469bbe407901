import { dequal } from "@redocly/openapi-core";
import type { Location } from "../model.js";

/** Where a fact stands in the vendor's model. */
export interface Place {
  /** The operation, model or security scheme that it belongs to. */
  readonly owner: string;
  /** `TenantParms.domain`, `TenantsPage.results[]`, `getTenantUsingGET.404`. */
  readonly text: string;
}

/** A fact on which the description and the vendor's model are not of one mind. */
export interface Difference {
  /** Place and what differs there: `TenantParms.domain pattern`. Explanations name it. */
  readonly id: string;
  readonly owner: string;
  /** `pattern`, `enum`, `required`, `field`, `status` … */
  readonly what: string;
  readonly vendor: string;
  readonly ours: string;
  /** In the description. */
  readonly at: Location;
  /** How many facts are different: of what is missing, all that the vendor says about it. */
  readonly facts: number;
}

/** What a fact is compared under, and where the description says it. */
export interface Entry {
  readonly place: Place;
  readonly what: string;
  readonly at: () => Location;
}

/** Counts facts and keeps the differences. */
export class Ledger {
  facts = 0;
  readonly differences: Difference[] = [];

  /** Facts that agree. */
  agree(count = 1): void {
    this.facts += count;
  }

  /** Compares one value; `undefined` on both sides is no fact. With `onlyDifferent`, what agrees is not counted either. */
  compare(entry: Entry, vendor: unknown, ours: unknown, onlyDifferent = false): void {
    if (vendor === undefined && ours === undefined) return;
    if (!dequal(vendor, ours)) this.differ(entry, vendor, ours);
    else if (!onlyDifferent) this.agree();
  }

  /** Compares two sets: every member of either is a fact. */
  compareSets(entry: Entry, vendor: readonly unknown[] | undefined, ours: readonly unknown[] | undefined, onlyDifferent = false): void {
    const [theirs, own] = [new Set(vendor), new Set(ours)];
    const common = [...theirs].filter((value) => own.has(value)).length;
    const different = theirs.size + own.size - 2 * common;
    if (!onlyDifferent) this.agree(common);
    if (different > 0) this.differ(entry, vendor, ours, different);
  }

  differ({ place, what, at }: Entry, vendor: unknown, ours: unknown, facts = 1): void {
    this.facts += facts;
    this.differences.push({
      id: `${place.text} ${what}`,
      owner: place.owner,
      what,
      vendor: words(vendor),
      ours: words(ours),
      at: at(),
      facts,
    });
  }
}

function words(value: unknown): string {
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return value.length === 0 ? "nothing" : value.map(words).join(", ");
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "string" ? value : JSON.stringify(value);
}
