import { serialize } from "cookie";
import { type Answer, empty, json } from "../../answer.js";
import { instant } from "../../formats.js";
import { adminApiAuthentication } from "./models.js";
import { readBody } from "./request.js";
import { accountRules, credentialRules, permissionRules, tokenRules } from "./rules/access.js";
import { type ApplicationRecord, type EntrustCall, type State, stateOf, type TenantRecord } from "./state.js";

/** Name of the session cookie. */
export const SESSION_COOKIE = "INTELLITRUST_SESSION_ID";

/** 15 minutes, as in the examples of the vendor's guide. */
export const TOKEN_LIFETIME = 900_000;

/** Who is calling, and for which service provider. */
export interface Caller {
  readonly application: ApplicationRecord;
  readonly provider: TenantRecord;
}

/** authenticateAdminApiUsingPOST */
export function authenticate(call: EntrustCall): Answer {
  const { site } = call;
  const state = stateOf(site);
  const parms = readBody(call, adminApiAuthentication);
  const known = state.applications.get(parms.applicationId);
  site.enforce(credentialRules, { application: known, sharedSecret: parms.sharedSecret });
  const application = known ?? anyone(state);
  site.enforce(accountRules, { account: ownerOf(state, application) });

  // Whole seconds, so that the token lives exactly as long as the answer says.
  const created = Math.floor(site.clock.now() / 1000) * 1000;
  const token = {
    id: site.ids.secret(48),
    applicationId: application.id,
    expiresAt: created + TOKEN_LIFETIME,
    session: parms.enableWebSession ? site.ids.uuid() : null,
  };
  state.tokens.insert(token);
  // Without Secure, which would keep the cookie from a sandbox on http.
  const cookie = token.session && { "set-cookie": serialize(SESSION_COOKIE, token.session, { path: "/", httpOnly: true }) };
  return json(200, { authToken: token.id, creationTime: instant(created), expirationTime: instant(token.expiresAt) }, cookie || undefined);
}

/**
 * The caller of an operation that needs a permission.
 *
 * @throws {Refusal} 401 or 403.
 */
export function authorise(call: EntrustCall, permission: string): Caller {
  const caller = identify(call);
  call.site.enforce(permissionRules, { permission, application: caller.application });
  return caller;
}

/** The answer to OPTIONS: the vendor recommends it as a probe whether the token still holds. */
export function probe(call: EntrustCall, allow: string): Answer {
  const login = call.request.path.endsWith("/adminapi/authenticate");
  if (!login) identify(call);
  return empty(200, { allow });
}

function identify(call: EntrustCall): Caller {
  const { site, request } = call;
  const state = stateOf(site);
  const presented = (request.header("authorization") ?? "").replace(/^bearer(?: +|$)/i, "").trim();
  const direct = site.settings.sharedSecretHeader ? applicationOf(state, presented) : undefined;
  const token = state.tokens.get(presented);
  site.enforce(tokenRules, {
    presented,
    token: direct ? { expiresAt: Number.POSITIVE_INFINITY, session: null } : token,
    session: request.cookie(SESSION_COOKIE),
    now: site.clock.now(),
  });
  const application = direct ?? state.applications.get(token?.applicationId ?? "") ?? anyone(state);
  const provider = ownerOf(state, application);
  site.enforce(accountRules, { account: provider });
  return { application, provider };
}

/** The application that a header `<applicationId>,<sharedSecret>` names. */
function applicationOf(state: State, presented: string): ApplicationRecord | undefined {
  const comma = presented.indexOf(",");
  const application = state.applications.get(presented.slice(0, Math.max(0, comma)));
  return application?.sharedSecret === presented.slice(comma + 1) ? application : undefined;
}

/** Who calls when no rule asked: a sandbox without its token rules answers everybody as it would its first application. */
const anyone = (state: State): ApplicationRecord => state.applications.list()[0]!;

const ownerOf = (state: State, application: ApplicationRecord): TenantRecord => state.tenants.get(application.tenantId)!;
