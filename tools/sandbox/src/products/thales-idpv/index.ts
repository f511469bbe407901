import { empty } from "../../answer.js";
import type { Product } from "../../product.js";
import { accounts, type ThalesCredentials } from "./accounts.js";
import { checklist } from "./checklist.js";
import { hooks } from "./hooks.js";
import { problem } from "./problem.js";
import { notImitated, operations } from "./routes.js";
import { rules } from "./rules.js";
import { seed } from "./seed.js";
import type { ThalesSettings } from "./state.js";
import { wellKnownTenants } from "./well-known.js";

/** Thales SafeNet IDPrime Virtual server: the tenants, the statistics of their users, and API keys. */
export const product: Product<ThalesCredentials, ThalesSettings> = {
  name: "thales-idpv",
  title: "Thales SafeNet IDPrime Virtual",
  release: "3.1.0",
  accounts,
  wellKnown: { systemTenantId: wellKnownTenants.system, tenantId: wellKnownTenants.linden, otherTenantId: wellKnownTenants.rowan },
  settings: { apiKeyExpiryInDays: 30, notLoggedInDays: 30, sessionMinutes: 480 },
  checklist,
  rules,
  operations,
  notImitated,
  hooks,
  // The three files stand among them because nobody knows all that can be in them.
  secrets: ["idpClientSecret", "apiKey", "authorization", "idpConfigFilePath", "tokenPolicies", "swsConfigFilePath"],
  bodyLimit: 1_048_576,
  seed,
  settle() {},
  refuse: problem,
  options: (_call, allow) => empty(204, { allow }),
};
