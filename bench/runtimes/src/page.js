// The entry in a browser.
import { errand } from "./errand.js";

await errand(location.origin);
