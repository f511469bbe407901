/** Tenants of a fresh sandbox that tests and documentation name. */
export const wellKnownTenants = {
  /** Made inside the container, as it were: the tenant whose key manages all others. */
  system: "0c5e8f1a-6b7d-4e2c-9a30-5d81f4b7c629",
  linden: "e1b7c4d2-58a9-4f36-8c0d-72e94a6b13f5",
  rowan: "93f2a6e8-0d4b-47c1-b5e7-1a8c6f39d204",
} as const;

export type WellKnownTenant = keyof typeof wellKnownTenants;
