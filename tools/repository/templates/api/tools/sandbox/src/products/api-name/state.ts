import type { Site } from "../../product.js";
import type { Collection } from "../../store.js";

/** A key that opens something; its id is the key itself. */
export interface KeyRecord {
  readonly id: string;
  /** Name of the account. */
  readonly account: string;
}

/** The collections of this product. */
export interface State {
  readonly keys: Collection<KeyRecord>;
}

export function stateOf(site: Site): State {
  return { keys: site.store.collection("keys") };
}
