import { carry } from "./carry.js";
import type { Context } from "./context.js";
import { loginInput, notGiven } from "./credentials.js";
import type { Scope } from "./deadline.js";
import { type Decoded, decode } from "./decode.js";
import { AuthenticationError } from "./errors/authentication-error.js";
import { DecodeError } from "./errors/decode-error.js";
import type { At } from "./errors/gatehouse-error.js";
import { loginFailure } from "./login-failure.js";
import type { LoginDescriptor, OperationDescriptor } from "./operation.js";
import { read } from "./pointer.js";
import { redact } from "./redact.js";
import { type Outgoing, requester } from "./request.js";
import type { Token } from "./seams.js";
import type { Read } from "./send.js";
import { isHeaderValue } from "./url.js";

/** One security scheme's part of a request. */
export interface Proof {
  readonly scheme: string;
  readonly in: LoginDescriptor["in"];
  /** In lower case where it is a header's name. */
  readonly key: string;
  readonly value: string;
  /** The token in it, where a new login could give another one. */
  readonly token?: string;
}

/** A token that ends within this time is renewed before it is used. */
const MARGIN = 30_000;

/**
 * What proves to the server who is calling: a kept token, a new login's, or the credential itself. Empty for a public operation.
 * With `refused`, proofs that the server answered 401 to, the tokens in them are given up first.
 *
 * @throws {AuthenticationError}
 */
export async function authorise(
  context: Context,
  { at, security }: Outgoing,
  scope: Scope,
  refused?: readonly Proof[],
): Promise<readonly Proof[]> {
  const proofs: Proof[] = [];
  for (const source of sourcesOf(context, at, security)) {
    const given = typeof source.login.token === "object" && source.login.token.credential;
    let secret: string;
    if (given) secret = String(context.credentials[given]);
    else {
      const not = refused?.find(({ scheme }) => scheme === source.scheme)?.token;
      try {
        let kept = context.tokens.get(source.key);
        // Most calls need not even wait.
        if (lifeOf(context, kept, not) <= MARGIN) kept = await scope.heed(Promise.resolve(kept));
        secret = lifeOf(context, kept, not) > MARGIN ? (kept as Token).value : await sharedToken(context, at, source, scope, not);
      } catch (cause) {
        throw loginFailure({ ...at, attempts: scope.attempts }, source.login, cause);
      }
    }
    if (source.last?.secret !== secret) source.last = { secret, proof: proofOf(at, source, secret, !given) };
    proofs.push(source.last.proof);
  }
  return proofs;
}

/** Where the proofs of one security scheme come from. Worked out once per client, since every call asks. */
export interface Source {
  readonly scheme: string;
  readonly login: LoginDescriptor;
  /** Absent where the credential itself is sent. */
  readonly operation: OperationDescriptor | undefined;
  /** Key of its tokens. */
  readonly key: string;
  last?: { readonly secret: string; readonly proof: Proof };
}

/** Those of the first alternative whose credentials the client has; none where the operation is public. */
function sourcesOf(context: Context, at: At, security: OperationDescriptor["security"]): readonly Source[] {
  const known = context.sources.get(security);
  if (known) return known;
  const { api, credentials } = context;
  const needed = (scheme: string) => api.logins[scheme]?.needs ?? [scheme];
  const lacking = (schemes: readonly string[]) => schemes.flatMap(needed).filter((name) => credentials[name] == null);
  const secured = security.filter((schemes) => schemes.length > 0);
  const possible = secured.find((schemes) => !lacking(schemes).length);
  if (!possible && secured.length && secured.length === security.length)
    throw new AuthenticationError({ ...at, suspect: "credentials" }, notGiven(lacking(secured[0]!)));
  const sources = (possible ?? []).map((scheme) => sourceOf(context, scheme));
  context.sources.set(security, sources);
  return sources;
}

function sourceOf({ api, credentials, baseUrl }: Context, scheme: string): Source {
  const login = api.logins[scheme]!;
  const operation = login.operation === undefined ? undefined : api.operations[login.operation]!; // checked when the client was made
  const identity = (login.identity ?? []).map((name) => encodeURIComponent(String(credentials[name])));
  return { scheme, login, operation, key: [api.id, scheme, baseUrl(operation?.server), ...identity].join(" ") };
}

function proofOf(at: At, { scheme, login }: Source, secret: string, renewable: boolean): Proof {
  const value = login.send.replace("{token}", () => (login.in === "header" ? secret : encodeURIComponent(secret)));
  if (!isHeaderValue(value))
    throw new AuthenticationError({ ...at, suspect: "credentials" }, "a credential has a character that no header can hold");
  const key = login.in === "header" ? login.key.toLowerCase() : login.key;
  return { scheme, in: login.in, key, value, ...(renewable && { token: secret }) };
}

async function sharedToken(context: Context, at: At, source: Source, scope: Scope, refused: string | undefined): Promise<string> {
  for (;;) {
    const { token, made } = await context.login(source.key, scope, (signal) => keptOrMade(context, at, source, refused, signal));
    // Otherwise the flight we joined was that of somebody who did not know yet that this token is refused.
    if (made || token.value !== refused) return token.value;
  }
}

/** The only place that makes a token, always inside a single flight and after another look: a thousand callers cost one login. */
async function keptOrMade(
  context: Context,
  at: At,
  { key, login, operation }: Source,
  refused: string | undefined,
  signal: AbortSignal,
): Promise<{ readonly token: Token; readonly made: boolean }> {
  const { tokens } = context;
  if (refused !== undefined) await tokens.drop(key, refused);
  const kept = await tokens.get(key);
  const still = { token: kept!, made: false };
  const early = lifeOf(context, kept, refused);
  // A renewal that could wait is like a retry: in an outage it would be one request more with every call.
  if (early > MARGIN || (early > 0 && !context.budget.spend())) return still;
  context.emit?.({ type: "login", ...at, because: refused !== undefined ? "refused" : kept ? "expired" : "no-token" });
  try {
    // With a limit that leaves the caller time to go on with what there is.
    const token = await logIn(context, login, operation!, signal, early > 0 ? early / 4 : undefined);
    if (early > 0) context.budget.earn(1);
    await tokens.set(key, token);
    return { token, made: true };
  } catch (cause) {
    if (early > 0) return still;
    throw cause;
  }
}

/** Milliseconds that a kept token has yet to live; not above 0 where it is refused, or no token: a store may give anything. */
function lifeOf({ clock }: Context, kept: unknown, refused: string | undefined): number {
  const { value, expiresAt } = (kept ?? {}) as Partial<Token>;
  // JSON turns Infinity into null.
  return typeof value === "string" && value !== refused ? (expiresAt ?? Number.POSITIVE_INFINITY) - clock.now() : 0;
}

async function logIn(
  context: Context,
  login: LoginDescriptor,
  operation: OperationDescriptor,
  signal: AbortSignal,
  limit = Number.POSITIVE_INFINITY,
): Promise<Token> {
  const request = requester(context, operation)(loginInput(context, login));
  const startedAt = context.clock.now();
  const answer: Read<Decoded & { readonly value: string }> = async (response, where, scope) => {
    const decoded = await decode(operation, response, where, scope, context.validate);
    const value = read(decoded.data, login.token as string);
    if (typeof value === "string" && value) return { ...decoded, value };
    const { data, status } = decoded;
    throw new DecodeError({ ...where(), status, excerpt: redact(JSON.stringify(data) ?? "") }, `has no token at ${login.token}`);
  };
  const { data, value, headers } = await carry(context, request, limit, signal, answer);
  return { value, expiresAt: startedAt + lifetimeOf(login, data, Date.parse(`${headers.get("date")}`) || startedAt) };
}

/** Milliseconds. An absolute end is measured by the server's own clock, which may differ from ours. */
function lifetimeOf(login: LoginDescriptor, data: unknown, serverNow: number): number {
  const expires = login.expires && read(data, login.expires);
  // `+0000` without a colon is not ISO 8601, but vendors write it.
  const end = typeof expires === "string" ? Date.parse(expires.replace(/([+-]\d\d)(\d\d)$/, "$1:$2")) : Number.NaN;
  if (end) return end - serverNow;
  const seconds = Number.parseFloat(String(login.expiresIn && read(data, login.expiresIn)));
  return (seconds >= 0 ? seconds : (login.lifetime ?? Number.POSITIVE_INFINITY)) * 1000;
}
