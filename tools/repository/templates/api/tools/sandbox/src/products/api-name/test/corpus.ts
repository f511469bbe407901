import type { Corpus } from "../../../../test/fuzz/corpus.js";

/** One good request for each operation. */
export const corpus: Corpus = {
  signIn: async (sandbox, account) => ({ "x-api-key": sandbox.account("api-name", account).credentials["apiKey"]! }),
  requests: [{ method: "GET", path: "/status" }],
};
