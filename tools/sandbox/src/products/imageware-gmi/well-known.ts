/** Codes and UUIDs of a fresh sandbox that tests and documentation name. */
export const wellKnown = {
  /** The tenant of the account `full`. */
  tenantCode: "LindenWorks",
  /** The tenant of the account `foreign`. */
  foreignTenantCode: "RowanHealth",
  /** Belongs to LindenWorks and has enrolled nothing. */
  personUuid: "4f1c2a7e-90b3-4d55-8a61-2c7e5d9b0f13",
  /** Belongs to LindenWorks and has enrolled a face. */
  enrolledPersonUuid: "8b27e6d4-13fa-4c09-b5e8-71d0a94c3e62",
  /** Belongs to RowanHealth only. */
  outsiderPersonUuid: "c93d5b10-6e48-47f2-9d7a-0e1f8b62a45d",
  /** An application of LindenWorks. */
  appCode: "LindenDoor",
  /** An application of nobody. */
  unlinkedAppCode: "LindenVault",
  /** An application of RowanHealth only. */
  foreignAppCode: "RowanDesk",
  /** An algorithm of LindenWorks, made up, with the liveness `livenessCode`. */
  algCode: "sandboxface",
  /** An algorithm that LindenWorks does not have. */
  unlinkedAlgCode: "rrpalm",
  livenessCode: "zoom",
  /** A liveness that no algorithm of LindenWorks has. */
  unlinkedLivenessCode: "blink",
} as const;
