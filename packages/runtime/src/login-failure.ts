import { printable } from "./connection.js";
import { AuthenticationError, type Suspect } from "./errors/authentication-error.js";
import { type GatehouseError, isGatehouseError, type Where } from "./errors/gatehouse-error.js";
import type { LoginDescriptor } from "./operation.js";

/** What a failed login tells about host, path and credentials. */
export function loginFailure(where: Where, login: LoginDescriptor, error: unknown): AuthenticationError {
  const [suspect, why] = isGatehouseError(error)
    ? judge(error, login.needs.join(" or "))
    : (["server", "the token store or the transform of a credential failed"] as const);
  return new AuthenticationError({ ...where, suspect }, `could not log in: ${why}`, {
    cause: isGatehouseError(error) ? error : printable(error),
  });
}

function judge(error: GatehouseError & { readonly status?: number }, names: string): readonly [Suspect, string] {
  const { code, status = 0 } = error;
  const answered = `the server answered ${status}`;
  // A certificate that this machine does not trust is the first thing that panels and on-premises servers meet one with.
  if (code === "connection") return ["host", `${error.message} – is the host in baseUrl right, and trusted?`];
  if (status === 429 || status >= 500) return ["server", `${answered} – it may be better later`];
  if (code === "undeclared_status" && status < 400) return ["host", error.message];
  // A declared one too: vendors declare 404 for everything, and nobody answers a wrong secret with it.
  if (code === "decode" || status === 404 || status === 405) return ["path", `${answered} – are host and path in baseUrl right?`];
  return ["credentials", status ? `${answered} – is ${names} right?` : error.message];
}
