import type { Context, Transforms } from "./context.js";
import { notGiven, supply } from "./credentials.js";
import { AuthenticationError } from "./errors/authentication-error.js";
import type { OperationDescriptor } from "./operation.js";
import { hidden, type Part } from "./parts.js";

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
    return { [key]: supply(context, from, transforms) };
  };
}

const transforms: Transforms = {
  // RFC 7617, in UTF-8.
  "base64-basic": (...parts) => `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(parts.join(":"))))}`,
};

/** For the operation of a login that sends an `Authorization` header, or what such a header holds. */
export const authorization: Part = /* @__PURE__ */ hidden({ header, transforms });

export interface Authorization {
  readonly header: typeof header;
  readonly transforms: Transforms;
}
