import type { Rules, RuleTable } from "../../rule.js";
import type { KeyRecord } from "./state.js";

export interface KeyFacts {
  /** What the header said; empty when it is missing. */
  readonly presented: string;
  readonly key: KeyRecord | undefined;
}

/** Who is calling. */
export const keyRules: Rules<KeyFacts> = {
  "key-present": {
    checklist: [2],
    status: 401,
    errorCode: "missing_key",
    basis: "ours",
    refuses: ({ presented }) => (presented === "" ? "The header X-API-Key is missing" : undefined),
  },
  "key-known": {
    checklist: [2],
    status: 401,
    errorCode: "unknown_key",
    basis: "ours",
    refuses: ({ presented, key }) => (key || presented === "" ? undefined : "The key is not known"),
  },
};

/** Every refusal of this product, by name. */
export const rules: RuleTable = { ...keyRules };
