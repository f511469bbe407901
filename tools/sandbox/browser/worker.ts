import { createSandbox } from "../src/index.js";
import { serveSandbox } from "../src/worker/index.js";

// With a clock that stands still two worlds can be compared.
serveSandbox(location.search === "?virtual" ? { create: () => createSandbox() } : {});
