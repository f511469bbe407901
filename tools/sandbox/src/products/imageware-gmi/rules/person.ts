import type { Rules } from "../../../rule.js";
import type { PersonRecord } from "../state.js";

export interface NewPersonFacts {
  readonly userId: string;
  readonly strictUserId: boolean;
  /** The person who has this userId already, in any tenant or in none. */
  readonly holder: PersonRecord | undefined;
}

const E_MAIL = /^[^@]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i;

export const newPersonRules: Rules<NewPersonFacts> = {
  "user-id-e-mail": {
    checklist: [],
    status: 400,
    errorCode: "gmi.value.invalid",
    basis: "documented",
    refuses: ({ userId, strictUserId }) =>
      strictUserId && !E_MAIL.test(userId) ? "Invalid value. userId must be an e-mail address" : undefined,
  },
  "user-id-free": {
    checklist: [13],
    status: 409,
    errorCode: "gmi.user.exists",
    basis: "observed",
    refuses: ({ holder }) => (holder ? "a person with this userId exists" : undefined),
  },
};

/** A person looked for by userId. */
export const userIdRules: Rules<{ readonly found: PersonRecord | undefined }> = {
  "user-id-known": {
    checklist: [16],
    status: 404,
    errorCode: "gmi.user.not.found",
    basis: "observed",
    refuses: ({ found }) => (found ? undefined : "nobody has this userId"),
  },
};

/** A person named by UUID. */
export const personRules: Rules<{ readonly person: PersonRecord | undefined }> = {
  "person-known": {
    checklist: [18],
    status: 404,
    errorCode: "gmi.user.not.found",
    basis: "ours",
    refuses: ({ person }) => (person ? undefined : "nobody has this UUID"),
  },
};

/** A person as a member of a tenant. */
export const membershipRules: Rules<{ readonly member: boolean }> = {
  "person-in-tenant": {
    checklist: [20, 21],
    status: 404,
    errorCode: "gmi.user.not.in.tenant",
    basis: "observed",
    refuses: ({ member }) => (member ? undefined : "the person does not belong to this tenant"),
  },
};
