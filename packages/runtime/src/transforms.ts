import type { Context, Transforms } from "./context.js";
import { notGiven } from "./credentials.js";
import { AuthenticationError } from "./errors/authentication-error.js";
import type { CredentialSource, OperationDescriptor } from "./operation.js";
import { hidden, type Part } from "./parts.js";

/** For the operation of a login that sends more than credentials as they are: what is made of several, constants, an `Authorization` header. */
export const transforms: Part = /* @__PURE__ */ hidden({ header, supply });

export interface Supplying {
  readonly header: typeof header;
  readonly supply: typeof supply;
}

/**
 * What the operation of a login sends beside its input: the `Authorization` header that OpenAPI lets no operation declare. With it the login
 * can be called like any other operation, and its caller has no header to make. `undefined` for every other operation.
 */
function header(context: Context, { api, id, params = [] }: OperationDescriptor): (() => Readonly<Record<string, string>>) | undefined {
  const [key] = params.find(([name, place, wire = name]) => place === "header" && /^authorization$/i.test(wire)) ?? [];
  const inputs = Object.values(context.api.logins).flatMap((login) => (login.operation === id ? (login.inputs ?? []) : []));
  const from = inputs.find(([to]) => to === `/${key}`)?.[1];
  if (key === undefined || from === undefined) return undefined;
  /** @throws {AuthenticationError} without the credentials for it. */
  return () => {
    const names = typeof from === "string" ? [from] : "of" in from ? from.of : [];
    const lacking = names.filter((name) => context.credentials[name] == null);
    if (lacking.length) throw new AuthenticationError({ api, operation: id, suspect: "credentials" }, notGiven(lacking));
    return { [key]: supply(context, from) };
  };
}

/** What goes over the wire for an input of a login. */
function supply({ credentials, transforms }: Context, from: CredentialSource): string {
  if (typeof from === "string") return credentials[from] as string;
  if ("constant" in from) return from.constant;
  const transform = transforms[from.transform] ?? BUILT_IN[from.transform];
  if (!transform) throw new TypeError(`the client was made without a function for the transform "${from.transform}"`);
  return transform(...from.of.map((name) => String(credentials[name])));
}

const BUILT_IN: Transforms = {
  // RFC 7617, in UTF-8.
  "base64-basic": (...parts) => `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(parts.join(":"))))}`,
};
