import type { Site } from "../../product.js";
import { accounts } from "./accounts.js";
import { stateOf } from "./state.js";

/** A fresh world: the keys of the well-known accounts. */
export function seed(site: Site): void {
  const { keys } = stateOf(site);
  for (const { name, credentials } of accounts) keys.insert({ id: credentials.apiKey, account: name });
}
