import { type Answer, empty, json } from "../../answer.js";
import { fromBase64Url } from "../../base64url.js";
import { utf8 } from "../../utf8.js";
import { drawToken } from "./drawn.js";
import { md5Hex } from "./md5.js";
import { callerRules, loginRules, roleRules } from "./rules/access.js";
import { type PanelCall, type State, stateOf, type TokenRecord, type UserRecord } from "./state.js";

/** Who is calling, and with which token; none where a password came instead. */
export interface Caller {
  readonly user: UserRecord;
  readonly token: TokenRecord | undefined;
}

/** login: name and MD5 in the query; a login that fails is a 400. */
export function login({ site, request }: PanelCall): Answer {
  const state = stateOf(site);
  const [username, password] = ["username", "password"].map((name) => request.query.get(name) ?? undefined);
  const known = username === undefined ? undefined : state.users.get(username);
  site.enforce(loginRules, { username, password, matches: known !== undefined && known.passwordMd5 === password?.toLowerCase() });
  const user = known ?? anyone(state);
  const token = { id: drawToken(site.ids), userId: user.id, expiresAt: site.clock.now() + site.settings.tokenLifetimeMs };
  state.tokens.insert(token);
  return json(200, { token: token.id, account_type: user.accountType });
}

/** logout: the token that came along is none any more; with a password there is nothing to end. */
export function logout(call: PanelCall): Answer {
  const { token } = identify(call);
  if (token) stateOf(call.site).tokens.delete(token.id);
  return empty();
}

/** An operation for administrators. */
export const administrator =
  (handle: (call: PanelCall) => Answer) =>
  (call: PanelCall): Answer => {
    call.site.enforce(roleRules, { user: identify(call).user });
    return handle(call);
  };

function identify({ site, request }: PanelCall): Caller {
  const state = stateOf(site);
  const [, scheme = "", credential = ""] = /^(\S+) +(\S+) *$/.exec(request.header("authorization") ?? "") ?? [];
  const presented = ({ bearer: "token", basic: "password" } as const)[scheme.toLowerCase()] ?? "nothing";
  const token = presented === "token" ? state.tokens.get(credential) : undefined;
  const user = presented === "password" ? userOf(state, credential) : state.users.get(token?.userId ?? "");
  site.enforce(callerRules, { presented, token, user, now: site.clock.now() });
  return { user: user ?? anyone(state), token };
}

/** Whose name and plain password Basic credentials hold. */
function userOf(state: State, credential: string): UserRecord | undefined {
  const bytes = fromBase64Url(credential.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, ""));
  const text = bytes && utf8(bytes);
  const colon = text?.indexOf(":") ?? -1;
  if (text === undefined || colon < 0) return undefined;
  const user = state.users.get(text.slice(0, colon));
  return user?.passwordMd5 === md5Hex(text.slice(colon + 1)) ? user : undefined;
}

/** Who calls when no rule asked: a sandbox without its rules of access answers everybody as it would its first user. */
const anyone = (state: State): UserRecord => state.users.list()[0]!;
