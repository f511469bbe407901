import { json } from "../../answer.js";
import type { Product } from "../../product.js";
import { accounts, type EntrustCredentials } from "./accounts.js";
import { checklist } from "./checklist.js";
import { settleCreations } from "./jobs.js";
import { notImitated, operations } from "./routes.js";
import { rules } from "./rules.js";
import { seed } from "./seed.js";
import type { EntrustSettings } from "./state.js";
import { probe } from "./tokens.js";
import { wellKnownOperations, wellKnownTenants } from "./well-known.js";

/** Entrust Identity as a Service, administration API: the tenants of a service provider. */
export const product: Product<EntrustCredentials, EntrustSettings> = {
  name: "entrust-idaas",
  title: "Entrust Identity as a Service",
  release: "5.36",
  accounts,
  wellKnown: { ...wellKnownTenants, ...wellKnownOperations },
  settings: { scheduledMs: 500, processingMs: 1500, sharedSecretHeader: false },
  checklist,
  rules,
  operations,
  notImitated,
  secrets: ["sharedSecret", "authToken"],
  bodyLimit: 1_048_576,
  seed,
  settle: settleCreations,
  refuse: ({ info, message }) => json(info.status, { errorCode: info.errorCode, errorMessage: message, parameters: [] }),
  options: probe,
};
