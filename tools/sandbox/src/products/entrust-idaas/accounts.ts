import type { Account } from "../../product.js";
import type { WellKnownTenant } from "./well-known.js";

/** What an Entrust client logs in with. */
export type EntrustCredentials = {
  readonly applicationId: string;
  readonly sharedSecret: string;
};

/** An account and what it may do. */
export interface EntrustAccount extends Account<EntrustCredentials> {
  /** Permissions of the service provider role; null for an application without one. */
  readonly permissions: readonly string[] | null;
  /** The account its application belongs to. */
  readonly tenant: WellKnownTenant;
}

/** The well-known accounts. Their secrets are public and open nothing but a sandbox. */
export const accounts: readonly EntrustAccount[] = [
  {
    name: "full",
    summary: "All permissions, in the root service provider.",
    credentials: { applicationId: "a0000000-0000-4000-8000-000000000001", sharedSecret: "sandbox-full-000000000000000000000000000000" },
    permissions: ["TENANTS:ALL", "SPENTITLEMENTS:ALL", "SPIDENTITYPROVIDERS:ALL"],
    tenant: "root",
  },
  {
    name: "view-only",
    summary: "May look at everything and change nothing.",
    credentials: { applicationId: "a0000000-0000-4000-8000-000000000002", sharedSecret: "sandbox-view-only-0000000000000000000000000" },
    permissions: ["TENANTS:VIEW", "SPENTITLEMENTS:VIEW", "SPIDENTITYPROVIDERS:VIEW"],
    tenant: "root",
  },
  {
    name: "tenants-view",
    summary: "TENANTS:VIEW alone.",
    credentials: { applicationId: "a0000000-0000-4000-8000-000000000003", sharedSecret: "sandbox-tenants-view-0000000000000000000000" },
    permissions: ["TENANTS:VIEW"],
    tenant: "root",
  },
  {
    name: "tenants-add",
    summary: "TENANTS:ADD alone.",
    credentials: { applicationId: "a0000000-0000-4000-8000-000000000004", sharedSecret: "sandbox-tenants-add-00000000000000000000000" },
    permissions: ["TENANTS:ADD"],
    tenant: "root",
  },
  {
    name: "tenants-edit",
    summary: "TENANTS:EDIT alone.",
    credentials: { applicationId: "a0000000-0000-4000-8000-000000000005", sharedSecret: "sandbox-tenants-edit-0000000000000000000000" },
    permissions: ["TENANTS:EDIT"],
    tenant: "root",
  },
  {
    name: "tenants-remove",
    summary: "TENANTS:REMOVE alone.",
    credentials: { applicationId: "a0000000-0000-4000-8000-000000000006", sharedSecret: "sandbox-tenants-remove-00000000000000000000" },
    permissions: ["TENANTS:REMOVE"],
    tenant: "root",
  },
  {
    name: "entitlements-view",
    summary: "SPENTITLEMENTS:VIEW alone.",
    credentials: { applicationId: "a0000000-0000-4000-8000-000000000007", sharedSecret: "sandbox-entitlements-view-00000000000000000" },
    permissions: ["SPENTITLEMENTS:VIEW"],
    tenant: "root",
  },
  {
    name: "entitlements-edit",
    summary: "SPENTITLEMENTS:EDIT alone.",
    credentials: { applicationId: "a0000000-0000-4000-8000-000000000008", sharedSecret: "sandbox-entitlements-edit-00000000000000000" },
    permissions: ["SPENTITLEMENTS:EDIT"],
    tenant: "root",
  },
  {
    name: "identity-providers-view",
    summary: "SPIDENTITYPROVIDERS:VIEW alone.",
    credentials: { applicationId: "a0000000-0000-4000-8000-000000000009", sharedSecret: "sandbox-identity-providers-view-00000000000" },
    permissions: ["SPIDENTITYPROVIDERS:VIEW"],
    tenant: "root",
  },
  {
    name: "identity-providers-edit",
    summary: "SPIDENTITYPROVIDERS:EDIT alone.",
    credentials: { applicationId: "a0000000-0000-4000-8000-000000000010", sharedSecret: "sandbox-identity-providers-edit-00000000000" },
    permissions: ["SPIDENTITYPROVIDERS:EDIT"],
    tenant: "root",
  },
  {
    name: "no-provider-role",
    summary: "Has a site role and no service provider role: may call no tenant operation.",
    credentials: { applicationId: "a0000000-0000-4000-8000-000000000011", sharedSecret: "sandbox-no-provider-role-000000000000000000" },
    permissions: null,
    tenant: "root",
  },
  {
    name: "other-provider",
    summary: "All permissions in another provider, which has 10 entitlements left.",
    credentials: { applicationId: "a0000000-0000-4000-8000-000000000012", sharedSecret: "sandbox-other-provider-00000000000000000000" },
    permissions: ["TENANTS:ALL", "SPENTITLEMENTS:ALL", "SPIDENTITYPROVIDERS:ALL"],
    tenant: "otherProvider",
  },
  {
    name: "trial-provider",
    summary: "All permissions in a provider that is on trial itself.",
    credentials: { applicationId: "a0000000-0000-4000-8000-000000000013", sharedSecret: "sandbox-trial-provider-00000000000000000000" },
    permissions: ["TENANTS:ALL", "SPENTITLEMENTS:ALL", "SPIDENTITYPROVIDERS:ALL"],
    tenant: "trialProvider",
  },
  {
    name: "expired",
    summary: "All permissions, and a token that expired long ago; its credentials still work.",
    credentials: { applicationId: "a0000000-0000-4000-8000-000000000014", sharedSecret: "sandbox-expired-000000000000000000000000000" },
    token: "sandbox-expired-token-000000000000000000000000000000000000000000",
    permissions: ["TENANTS:ALL", "SPENTITLEMENTS:ALL", "SPIDENTITYPROVIDERS:ALL"],
    tenant: "root",
  },
  {
    name: "locked",
    summary: "All permissions in a provider that is locked: nothing is let in.",
    credentials: { applicationId: "a0000000-0000-4000-8000-000000000015", sharedSecret: "sandbox-locked-0000000000000000000000000000" },
    permissions: ["TENANTS:ALL", "SPENTITLEMENTS:ALL", "SPIDENTITYPROVIDERS:ALL"],
    tenant: "lockedProvider",
  },
];
