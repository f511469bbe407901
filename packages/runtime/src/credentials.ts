import type { Context, Transforms } from "./context.js";
import type { CredentialSource, LoginDescriptor, OperationDescriptor } from "./operation.js";
import { partOf } from "./parts.js";
import { write } from "./pointer.js";

/** The names of the credentials that a login takes. */
export function credentialNames(login: LoginDescriptor): readonly string[] {
  const names = (login.inputs ?? []).flatMap(([, from]) => namesIn(from));
  return [...new Set(typeof login.token === "object" ? [...names, login.token.credential] : names)];
}

/** The input of the login operation, filled from the client's credentials. */
export function loginInput(context: Context, login: LoginDescriptor): Readonly<Record<string, unknown>> {
  let input: Readonly<Record<string, unknown>> = {};
  const own = partOf(context.api.operations[login.operation!]!, "authorization")?.transforms;
  for (const [to, from] of login.inputs ?? []) input = write(input, to, supply(context, from, own));
  return input;
}

/** What to say of credentials that are needed and missing. */
export function notGiven(names: readonly string[]): string {
  return `needs credentials that the client was not given: ${names.join(" and ")}`;
}

/** @param builtIn Transforms beside those that the client was given. */
export function supply({ credentials, transforms }: Context, from: CredentialSource, builtIn?: Transforms): string {
  if (typeof from === "string") return credentials[from] as string;
  if ("constant" in from) return from.constant;
  const transform = transforms[from.transform] ?? builtIn?.[from.transform];
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

export function namesIn(from: CredentialSource): readonly string[] {
  return typeof from === "string" ? [from] : "of" in from ? from.of : [];
}
