import type { Description } from "@gatehouse/description";
import type { Case } from "../case.js";

/** What cases need from `contract.yaml` and the environment. */
export interface Required {
  /** Names of accounts. */
  readonly accounts: readonly string[];
  /** Keys of values. */
  readonly values: readonly string[];
}

/** The accounts and values that cases need, each once, in order of their names. */
export function requiredBy(cases: readonly Case[], description: Description): Required {
  const accounts = new Set<string>();
  const values = new Set<string>();
  for (const one of cases) {
    for (const { operation, request } of one.steps) {
      const { credential = "account" } = request;
      const logsIn = holes(request, "$login").length > 0;
      if (description.operation(operation).security.length === 0 && !logsIn) continue;
      if (credential === "account") accounts.add(one.account);
      else if (typeof credential === "object" && "account" in credential) accounts.add(credential.account);
    }
    for (const key of holes(one.steps, "$value")) values.add(key);
  }
  return { accounts: [...accounts].sort(), values: [...values].sort() };
}

/** What holes of one kind name. */
function holes(value: unknown, kind: "$value" | "$login"): string[] {
  if (typeof value !== "object" || value === null) return [];
  const own = (value as { readonly [key: string]: unknown })[kind];
  return [...(typeof own === "string" ? [own] : []), ...Object.values(value).flatMap((child) => holes(child, kind))];
}
