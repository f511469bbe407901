import type { Context } from "./context.js";
import type { LoginDescriptor } from "./operation.js";
import { part } from "./parts.js";
import { write } from "./pointer.js";

/** The input of the login operation, filled from the client's credentials. */
export function loginInput(context: Context, login: LoginDescriptor): Readonly<Record<string, unknown>> {
  let input: Readonly<Record<string, unknown>> = {};
  for (const [to, from] of login.inputs ?? []) {
    const simple = typeof from === "string";
    const value = simple ? context.credentials[from] : part(context.api.operations[login.operation!]!, "transforms").supply(context, from);
    input = write(input, to, value);
  }
  return input;
}

/** What to say of credentials that are needed and missing. */
export function notGiven(names: readonly string[]): string {
  return `needs credentials that the client was not given: ${names.join(" and ")}`;
}
