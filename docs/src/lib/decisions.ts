import type { CollectionEntry } from "astro:content";

/** The heading of a decision record. */
export function decisionTitle(entry: CollectionEntry<"decisions">): string {
  return /^#\s+(.+)$/m.exec(entry.body ?? "")?.[1] ?? entry.id;
}
