import type { Rules } from "../../../rule.js";
import type { ApplicationRecord, TenantRecord, TokenRecord } from "../state.js";

export interface TokenFacts {
  /** The credential in the Authorization header, without a `Bearer` before it; empty when there is none. */
  readonly presented: string;
  readonly token: Pick<TokenRecord, "expiresAt" | "session"> | undefined;
  /** The session cookie that came along. */
  readonly session: string | undefined;
  readonly now: number;
}

/** Who is calling. That an expired token is answered with 401 is documented; the other statuses are our reading. */
export const tokenRules: Rules<TokenFacts> = {
  "token-present": {
    checklist: [5],
    status: 401,
    errorCode: "missing_token",
    basis: "documented",
    refuses: ({ presented }) => (presented === "" ? "the Authorization header is missing – authenticate and send the token" : undefined),
  },
  "token-known": {
    checklist: [5],
    status: 401,
    errorCode: "invalid_token",
    basis: "documented",
    refuses: ({ token, presented }) => (token || presented === "" ? undefined : "the token is not known – authenticate again"),
  },
  "token-not-expired": {
    checklist: [5, 6],
    status: 401,
    errorCode: "expired_token",
    basis: "documented",
    refuses: ({ token, now }) => (token && token.expiresAt <= now ? "the token has expired – authenticate again" : undefined),
  },
  "session-cookie": {
    checklist: [3],
    status: 401,
    errorCode: "missing_session",
    basis: "documented",
    refuses: ({ token, session }) =>
      token?.session && token.session !== session ? "the token was issued with a web session – send its cookie along" : undefined,
  },
};

export interface CredentialFacts {
  readonly application: ApplicationRecord | undefined;
  readonly sharedSecret: string;
}

export const credentialRules: Rules<CredentialFacts> = {
  "credentials-match": {
    checklist: [2],
    status: 401,
    errorCode: "invalid_credentials",
    basis: "ours",
    // One message for an unknown application and a wrong secret: a login that tells them apart tells which ids exist.
    refuses: ({ application, sharedSecret }) =>
      application?.sharedSecret === sharedSecret ? undefined : "applicationId and sharedSecret do not belong together",
  },
};

/** Users of a locked account cannot get in, the vendor says; that this holds for its applications too is our reading. */
export const accountRules: Rules<{ readonly account: TenantRecord }> = {
  "account-unlocked": {
    checklist: [],
    status: 403,
    errorCode: "account_locked",
    basis: "ours",
    refuses: ({ account }) => (account.locked ? "the account is locked" : undefined),
  },
};

export interface PermissionFacts {
  readonly permission: string;
  readonly application: ApplicationRecord;
}

export const permissionRules: Rules<PermissionFacts> = {
  "provider-role": {
    checklist: [],
    status: 403,
    errorCode: "service_provider_role_required",
    basis: "documented",
    refuses: ({ application }) => (application.providerPermissions ? undefined : "the application has no service provider role"),
  },
  permission: {
    checklist: [7],
    status: 403,
    errorCode: "permission_required",
    basis: "documented",
    refuses({ permission, application }) {
      const all = permission.replace(/:.*/, ":ALL");
      const held = application.providerPermissions;
      return !held || held.includes(permission) || held.includes(all) ? undefined : `the application lacks the permission ${permission}`;
    },
  },
};
