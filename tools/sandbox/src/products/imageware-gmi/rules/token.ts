import type { ReceivedBody } from "../../../body.js";
import type { Rules } from "../../../rule.js";
import type { ClientRecord } from "../state.js";

export interface ClientFacts {
  /** Client id and secret as the Authorization header has them. */
  readonly presented: { readonly id: string; readonly secret: string } | undefined;
  /** The client of that id. */
  readonly client: ClientRecord | undefined;
}

/** Who asks for a token. */
export const clientRules: Rules<ClientFacts> = {
  "client-named": {
    checklist: [3],
    status: 401,
    errorCode: "invalid_client",
    basis: "ours",
    refuses: ({ presented }) => (presented ? undefined : "name the client by Authorization: Basic, base64 of id:secret"),
  },
  "client-known": {
    checklist: [3],
    status: 401,
    errorCode: "invalid_client",
    basis: "ours",
    // One text for an unknown client and a wrong secret: an answer that tells them apart tells which clients exist.
    refuses: ({ presented, client }) =>
      !presented || client?.secret === presented.secret ? undefined : "client id and secret do not belong together",
  },
};

export interface GrantFacts {
  readonly body: ReceivedBody;
  /** All values of each parameter, of the query and of the form. */
  readonly grantTypes: readonly string[];
  readonly scopes: readonly string[];
  readonly strictScope: boolean;
}

/** The scope of every documented call. */
const TENANT_ADMIN = "SCOPE_TENANT_ADMIN";

/** What is asked of the token call; the codes are those of RFC 6749. */
export const grantRules: Rules<GrantFacts> = {
  "grant-form": {
    checklist: [],
    status: 400,
    errorCode: "invalid_request",
    basis: "ours",
    refuses({ body }) {
      if (body.tooLarge) return `at most ${body.size - 1} bytes are read`;
      return body.size === 0 || body.form ? undefined : "send parameters in the query or as application/x-www-form-urlencoded";
    },
  },
  "grant-once": {
    checklist: [],
    status: 400,
    errorCode: "invalid_request",
    basis: "ours",
    refuses: ({ grantTypes, scopes }) =>
      grantTypes.length > 1 || scopes.length > 1 ? "grant_type and scope may be given once, in query or form" : undefined,
  },
  "grant-type-given": {
    checklist: [4],
    status: 400,
    errorCode: "invalid_request",
    basis: "ours",
    refuses: ({ grantTypes }) => (grantTypes[0] ? undefined : "grant_type is missing"),
  },
  "grant-type-supported": {
    checklist: [4],
    status: 400,
    errorCode: "unsupported_grant_type",
    basis: "ours",
    refuses: ({ grantTypes: [one] }) => (!one || one === "client_credentials" ? undefined : "grant_type can only be client_credentials"),
  },
  "scope-given": {
    checklist: [],
    status: 400,
    errorCode: "invalid_scope",
    basis: "ours",
    refuses: ({ scopes }) => (scopes[0] ? undefined : "scope is missing"),
  },
  "scope-known": {
    checklist: [],
    status: 400,
    errorCode: "invalid_scope",
    basis: "ours",
    refuses: ({ scopes: [one], strictScope }) =>
      strictScope && one && one !== TENANT_ADMIN ? `scope can only be ${TENANT_ADMIN}` : undefined,
  },
};
