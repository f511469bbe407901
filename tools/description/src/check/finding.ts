import type { Location } from "../model.js";

/** Something that is wrong with a description. */
export interface Finding {
  /** Id of the rule that found it, the same in lint and in `gatehouse-description check`. */
  readonly rule: string;
  /** What is wrong and what would be right. */
  readonly message: string;
  readonly at: Location;
}
