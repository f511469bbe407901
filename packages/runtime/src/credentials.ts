import type { Context } from "./context.js";
import { AuthenticationError } from "./errors/authentication-error.js";
import type { CredentialSource, LoginDescriptor, OperationDescriptor } from "./operation.js";
import { write } from "./pointer.js";

/** The names of the credentials that a login takes. */
export function credentialNames(login: LoginDescriptor): readonly string[] {
  const names = (login.inputs ?? []).flatMap(([, from]) => namesIn(from));
  return [...new Set(typeof login.token === "object" ? [...names, login.token.credential] : names)];
}

/** The input of the login operation, filled from the client's credentials. */
export function loginInput(context: Context, login: LoginDescriptor): Readonly<Record<string, unknown>> {
  let input: Readonly<Record<string, unknown>> = {};
  for (const [to, from] of login.inputs ?? []) input = write(input, to, supply(context, from));
  return input;
}

/**
 * What the operation of a login sends beside its input: the `Authorization` header that OpenAPI lets no operation declare. With it the login
 * can be called like any other operation, and its caller has no header to make. `undefined` for every other operation.
 */
export function loginHeader(
  context: Context,
  { api, id, params = [] }: OperationDescriptor,
): (() => Readonly<Record<string, string>>) | undefined {
  const [key] = params.find(([name, place, wire = name]) => place === "header" && /^authorization$/i.test(wire)) ?? [];
  const inputs = Object.values(context.api.logins).flatMap((login) => (login.operation === id ? (login.inputs ?? []) : []));
  const from = inputs.find(([to]) => to === `/${key}`)?.[1];
  if (key === undefined || from === undefined) return undefined;
  /** @throws {AuthenticationError} without the credentials for it. */
  return () => {
    const lacking = namesIn(from).filter((name) => context.credentials[name] == null);
    if (lacking.length) throw new AuthenticationError({ api, operation: id, suspect: "credentials" }, notGiven(lacking));
    return { [key]: supply(context, from) };
  };
}

/** What to say of credentials that are needed and missing. */
export function notGiven(names: readonly string[]): string {
  return `needs credentials that the client was not given: ${names.join(" and ")}`;
}

function supply({ credentials, transforms }: Context, from: CredentialSource): string {
  if (typeof from === "string") return credentials[from] as string;
  if ("constant" in from) return from.constant;
  const transform = transforms[from.transform] ?? (from.transform === "base64-basic" ? basic : undefined);
  if (!transform) throw new TypeError(`the client was made without a function for the transform "${from.transform}"`);
  return transform(...from.of.map((name) => String(credentials[name])));
}

/**
 * The credentials that say who it is but prove nothing, so that they may stand in a token's key: those that go as they are to a place that
 * is not sensitive, and the first of several that are put together (a user name before a password).
 */
export function identityOf(
  credentials: Readonly<Record<string, unknown>>,
  login: LoginDescriptor,
  operation: OperationDescriptor,
): readonly string[] {
  const names = (login.inputs ?? []).map(([to, from]) => {
    if (typeof from === "string") return operation.sensitive?.includes(`/request${to}`) ? undefined : from;
    return "of" in from && from.of.length > 1 ? from.of[0] : undefined;
  });
  return names.filter((name) => name !== undefined).map((name) => encodeURIComponent(String(credentials[name])));
}

function namesIn(from: CredentialSource): readonly string[] {
  return typeof from === "string" ? [from] : "of" in from ? from.of : [];
}

/** RFC 7617, in UTF-8. */
function basic(...parts: string[]): string {
  return `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(parts.join(":"))))}`;
}
