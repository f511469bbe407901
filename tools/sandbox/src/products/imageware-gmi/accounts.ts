import type { Account } from "../../product.js";

/** What an Imageware client logs in with. */
export type ImagewareCredentials = {
  readonly clientId: string;
  readonly clientSecret: string;
};

/** An account and what it may do. */
export interface ImagewareAccount extends Account<ImagewareCredentials> {
  /** The one tenant that its rights are bound to. */
  readonly tenantCode: string;
  /** Whether it has the role of a tenant administrator there. */
  readonly administrator: boolean;
}

/** The well-known accounts. Their secrets are public and open nothing but a sandbox. */
export const accounts: readonly ImagewareAccount[] = [
  {
    name: "full",
    summary: "Tenant administrator of LindenWorks.",
    credentials: { clientId: "sandbox-linden", clientSecret: "sandbox-linden-0000000000000000000000" },
    tenantCode: "LindenWorks",
    administrator: true,
  },
  {
    name: "foreign",
    summary: "Tenant administrator of another tenant, RowanHealth.",
    credentials: { clientId: "sandbox-rowan", clientSecret: "sandbox-rowan-00000000000000000000000" },
    tenantCode: "RowanHealth",
    administrator: true,
  },
  {
    name: "no-role",
    summary: "Belongs to LindenWorks and is not its administrator: may make no call on a tenant.",
    credentials: { clientId: "sandbox-guest", clientSecret: "sandbox-guest-00000000000000000000000" },
    tenantCode: "LindenWorks",
    administrator: false,
  },
  {
    name: "expired",
    summary: "Tenant administrator of LindenWorks with a token that expired long ago; its credentials still work.",
    credentials: { clientId: "sandbox-expired", clientSecret: "sandbox-expired-000000000000000000000" },
    token: "sandbox-expired-token-0000000000000000000000",
    tenantCode: "LindenWorks",
    administrator: true,
  },
];
