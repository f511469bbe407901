import type { Rules } from "../../../rule.js";
import type { ClientRecord, TenantRecord, TokenRecord } from "../state.js";

export interface BearerFacts {
  /** What stands after `Bearer` in the Authorization header; undefined without one. */
  readonly presented: string | undefined;
  readonly token: TokenRecord | undefined;
  readonly now: number;
}

/** Who is calling. Clients fetch a new token after a 401; its code is that of RFC 6750 or of Spring Security. */
export const bearerRules: Rules<BearerFacts> = {
  "bearer-present": {
    checklist: [6],
    status: 401,
    errorCode: "unauthorized",
    basis: "observed",
    refuses: ({ presented }) => (presented ? undefined : "a bearer token is needed"),
  },
  "bearer-known": {
    checklist: [6],
    status: 401,
    errorCode: "invalid_token",
    basis: "observed",
    refuses: ({ presented, token }) => (!presented || token ? undefined : "nobody was given this token"),
  },
  "bearer-alive": {
    checklist: [6],
    status: 401,
    errorCode: "invalid_token",
    basis: "observed",
    refuses: ({ token, now }) => (token && token.expiresAt <= now ? "the token has expired" : undefined),
  },
};

export interface RightsFacts {
  readonly client: ClientRecord;
  /** The tenant that the path names. */
  readonly tenant: TenantRecord | undefined;
}

/** What the caller may do: rights are bound to a client and a tenant, whatever the scope of the token says. */
export const rightsRules: Rules<RightsFacts> = {
  "administrator-role": {
    checklist: [],
    status: 403,
    errorCode: "gmi.role.missing",
    basis: "ours",
    refuses: ({ client }) => (client.administrator ? undefined : "only a tenant administrator may do this"),
  },
  "tenant-known": {
    checklist: [7],
    status: 404,
    errorCode: "gmi.tenant.not.found",
    basis: "ours",
    refuses: ({ tenant }) => (tenant ? undefined : "no tenant has this code"),
  },
  "tenant-own": {
    checklist: [7],
    status: 403,
    errorCode: "gmi.tenant.forbidden",
    basis: "ours",
    refuses: ({ client, tenant }) => (!tenant || tenant.id === client.tenantCode ? undefined : "the client has no rights on this tenant"),
  },
};
