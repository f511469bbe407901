import type { Account } from "../../product.js";
import type { Permission } from "./state.js";
import type { WellKnownTenant } from "./well-known.js";

/** What a client of IDPrime Virtual sends with each request. */
export type ThalesCredentials = {
  readonly apiKey: string;
};

/** An account and what its key opens. */
export interface ThalesAccount extends Account<ThalesCredentials> {
  readonly permission: Permission;
  /** The tenant under which the key was made. */
  readonly tenant: WellKnownTenant;
}

const EXPIRED_KEY = "sandbox-expired-key-000000000000000000000000";

/** The well-known accounts. Their keys are public and open nothing but a sandbox. */
export const accounts: readonly ThalesAccount[] = [
  {
    name: "full",
    summary: "A System Admin API key: creates, changes and lists tenants.",
    credentials: { apiKey: "sandbox-system-admin-key-00000000000000000000" },
    permission: "system-administrator",
    tenant: "system",
  },
  {
    name: "tenant-administrator",
    summary: "A key of the tenant Linden Works: sees the statistics of its users.",
    credentials: { apiKey: "sandbox-linden-key-000000000000000000000000" },
    permission: "tenant-administrator",
    tenant: "linden",
  },
  {
    name: "foreign",
    summary: "A key of another tenant, Rowan Health.",
    credentials: { apiKey: "sandbox-rowan-key-0000000000000000000000000" },
    permission: "tenant-administrator",
    tenant: "rowan",
  },
  {
    name: "provisioning",
    summary: "No API key but an access token of the identity provider, whose holder may generate API keys.",
    credentials: { apiKey: "sandbox-provisioning-token-00000000000000000" },
    permission: "provisioning-administrator",
    tenant: "system",
  },
  {
    name: "expired",
    summary: "A System Admin API key that is older than keys get.",
    credentials: { apiKey: EXPIRED_KEY },
    token: EXPIRED_KEY,
    permission: "system-administrator",
    tenant: "system",
  },
];
