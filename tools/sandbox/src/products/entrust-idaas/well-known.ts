const tenantId = (number: number) => `7e000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
const operationId = (number: number) => `0a000000-0000-4000-8000-${String(number).padStart(12, "0")}`;

/** Tenants of a fresh sandbox that tests and documentation name. */
export const wellKnownTenants = {
  /** The account at the top, to which most accounts belong. It is nobody's tenant. */
  root: tenantId(1),
  /** A production tenant like most. */
  tenant: tenantId(2),
  locked: tenantId(3),
  trial: tenantId(4),
  /** Older than release 5.8: its contract mode is UNKNOWN. */
  unknownMode: tenantId(5),
  issuance: tenantId(6),
  /** Tenant management is enabled. */
  managed: tenantId(7),
  /** The tenant that `completedOperation` made. */
  created: tenantId(8),
  /** A service provider with two tenants of its own. */
  serviceProvider: tenantId(50),
  subTenant: tenantId(51),
  otherSubTenant: tenantId(52),
  /** The provider of the account `other-provider`, and its tenant. */
  otherProvider: tenantId(60),
  foreign: tenantId(61),
  trialProvider: tenantId(70),
  lockedProvider: tenantId(80),
} as const;

export type WellKnownTenant = keyof typeof wellKnownTenants;

/** Asynchronous creations of a fresh sandbox. */
export const wellKnownOperations = {
  /** Its result has not been fetched yet. */
  completedOperation: operationId(1),
  failedOperation: operationId(2),
  /** Its result has been fetched. */
  fetchedOperation: operationId(3),
} as const;
