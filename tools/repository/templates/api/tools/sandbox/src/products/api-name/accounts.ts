import type { Account } from "../../product.js";

/** What a client of Api Name gets in with. */
export type ApiNameCredentials = {
  readonly apiKey: string;
};

/** The well-known accounts. Their keys are public and open nothing but a sandbox. */
export const accounts: readonly Account<ApiNameCredentials>[] = [
  { name: "full", summary: "May do everything.", credentials: { apiKey: "sandbox-full-0000000000000000000000000000" } },
];
