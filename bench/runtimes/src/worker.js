// The entry in workerd.
import { errand } from "./errand.js";

/** What workerd calls a test is run once, and then it ends. */
export default {
  /** @param {unknown} _ @param {{ readonly ADDRESS: string }} environment */
  test: (_, { ADDRESS }) => errand(ADDRESS),
};
