import type { Product } from "../../product.js";

/**
 * What a sandbox of this product owes its users, in numbers that rules and checks refer to. `d`: the vendor documents it; `o`: a client that
 * works with the real product counts on it; `a`: we chose it; `d/a` and `o/a`: the rule is the vendor's, the status is our choice.
 */
export const checklist: Product["checklist"] = {
  1: ["a", "The status is UP, with the time."],
  2: ["a", "Without a key, or with one that nobody has, a call is 401."],
};
