import type { Context, Transforms } from "./context.js";
import type { CredentialSource, LoginDescriptor } from "./operation.js";
import { partOf } from "./parts.js";
import { write } from "./pointer.js";

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
  if (!transform) throw new TypeError(`there is no transform "${from.transform}"`);
  return transform(...from.of.map((name) => String(credentials[name])));
}
