import type { Account } from "../../product.js";

/** What a client of a panel logs in with; on the wire goes the MD5 of the password. */
export type PanelCredentials = {
  readonly username: string;
  readonly password: string;
};

/** An account and what kind it is. */
export interface PanelAccount extends Account<PanelCredentials> {
  readonly accountType: "admin" | "manager";
}

/** The well-known accounts. Their passwords are public and open nothing but a sandbox. */
export const accounts: readonly PanelAccount[] = [
  {
    name: "full",
    summary: "The administrator, with the password that panels leave the factory with.",
    credentials: { username: "admin", password: "123456" },
    accountType: "admin",
  },
  {
    name: "manager",
    summary: "Can log in and manages nothing that the sandbox has: everything else is 403.",
    credentials: { username: "manager", password: "sandbox-manager" },
    accountType: "manager",
  },
  {
    name: "expired",
    summary: "An administrator with a token whose two hours are long over; the password still works.",
    credentials: { username: "expired", password: "sandbox-expired" },
    token: "sandbox-expired-token-0000000000000000000000",
    accountType: "admin",
  },
];
