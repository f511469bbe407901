import type { Description } from "./model.js";
import type { Visit } from "./walk.js";

/** What modules of this package see of a description beyond its public model. */
export interface DescriptionInternals {
  /** Every node that can be reached from the root, with its kind and the nodes around it, in the order of the document. */
  visits(): ReadonlyMap<object, Visit>;
}

const internals = new WeakMap<Description, DescriptionInternals>();

export function setInternals(description: Description, values: DescriptionInternals): void {
  internals.set(description, values);
}

/** @throws {TypeError} for a description that `loadDescription` did not make. */
export function internalsOf(description: Description): DescriptionInternals {
  const values = internals.get(description);
  if (!values) throw new TypeError("the description is a copy – pass what loadDescription gave");
  return values;
}
