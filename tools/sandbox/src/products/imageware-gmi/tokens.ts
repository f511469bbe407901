import { type Answer, json } from "../../answer.js";
import { utf8 } from "../../utf8.js";
import { bearerRules, rightsRules } from "./rules/access.js";
import { clientRules, grantRules } from "./rules/token.js";
import { type ClientRecord, type ImagewareCall, type State, stateOf, type TenantRecord } from "./state.js";

/** issueToken: the parameters count in the query and in a form alike. */
export function issueToken(call: ImagewareCall): Answer {
  const { site, body } = call;
  const state = stateOf(site);
  const presented = basicCredentials(call);
  const known = state.clients.get(presented?.id ?? "");
  site.enforce(clientRules, { presented, client: known });
  const { query } = call.request;
  const given = (name: string) => [...query.getAll(name), ...(body.form?.getAll(name) ?? [])];
  const scopes = given("scope");
  site.enforce(grantRules, { body, grantTypes: given("grant_type"), scopes, strictScope: site.settings.strictScope });

  const seconds = Math.floor(site.settings.tokenLifeSeconds);
  const token = {
    id: site.ids.secret(32),
    clientId: (known ?? anyone(state)).id,
    expiresAt: site.clock.now() + seconds * 1000,
  };
  state.tokens.insert(token);
  const answer = { access_token: token.id, token_type: "bearer", expires_in: seconds, scope: scopes[0] ?? "" };
  return json(200, answer, { "cache-control": "no-store" });
}

/**
 * The client whose token came along.
 *
 * @throws {Refusal} 401
 */
export function identify(call: ImagewareCall): ClientRecord {
  const { site } = call;
  const state = stateOf(site);
  const presented = credentials(call, "bearer");
  const token = state.tokens.get(presented ?? "");
  site.enforce(bearerRules, { presented, token, now: site.clock.now() });
  return state.clients.get(token?.clientId ?? "") ?? anyone(state);
}

/**
 * The tenant that the path names, to whoever may administer it.
 *
 * @throws {Refusal} 401, 403 or 404
 */
export function administered(call: ImagewareCall): TenantRecord {
  const client = identify(call);
  const tenant = stateOf(call.site).tenants.get(call.params["tenant_code"]!);
  call.site.enforce(rightsRules, { client, tenant });
  return tenant!;
}

/** What stands after the name of a scheme in the Authorization header; undefined when it is another scheme, or nothing. */
function credentials(call: ImagewareCall, scheme: "basic" | "bearer"): string | undefined {
  const [name, ...rest] = (call.request.header("authorization") ?? "").trim().split(/ +/);
  return name?.toLowerCase() === scheme && rest.length === 1 ? rest[0] : undefined;
}

function basicCredentials(call: ImagewareCall): { id: string; secret: string } | undefined {
  const text = decoded(credentials(call, "basic") ?? "");
  const colon = text?.indexOf(":") ?? -1;
  return text === undefined || colon < 1 ? undefined : { id: text.slice(0, colon), secret: text.slice(colon + 1) };
}

function decoded(base64: string): string | undefined {
  try {
    return utf8(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));
  } catch {
    return undefined;
  }
}

/** Who calls when no rule asked: a sandbox without its rules about clients answers everybody as it would its first. */
const anyone = (state: State): ClientRecord => state.clients.list()[0]!;
