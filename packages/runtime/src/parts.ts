import type { forms } from "./form.js";
import type { jobs } from "./job.js";
import type { pages } from "./paging.js";

/**
 * What only some operations need of the runtime. A descriptor refers to its parts, so that a bundler drops those to which no operation of a
 * client refers. They are given to descriptors only; nobody calls them.
 */
export interface Parts {
  /** Needed with `pagination`. */
  readonly pages?: typeof pages;
  /** Needed with `job`. */
  readonly jobs?: typeof jobs;
  /** Needed where a form is sent. */
  readonly forms?: typeof forms;
}
