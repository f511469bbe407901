import { credentialNames } from "./credentials.js";
import { AuthenticationError, type Suspect } from "./errors/authentication-error.js";
import { type GatehouseError, isGatehouseError, type Where } from "./errors/gatehouse-error.js";
import type { LoginDescriptor } from "./operation.js";

/** What a failed login tells about host, path and credentials. */
export function loginFailure(where: Where, login: LoginDescriptor, cause: unknown): AuthenticationError {
  const [suspect, why] = isGatehouseError(cause)
    ? judge(cause, credentialNames(login).join(" or "))
    : (["server", "the token store or a credential transform failed"] as const);
  return new AuthenticationError({ ...where, suspect }, `could not log in: ${why}`, { cause });
}

function judge(
  error: GatehouseError & { readonly status?: number; readonly host?: string; readonly reason?: string | undefined },
  names: string,
): readonly [Suspect, string] {
  const { status = 0 } = error;
  if (error.code === "connection")
    return ["host", `no answer from ${error.host}${error.reason ? ` (${error.reason})` : ""} – is the host in baseUrl right?`];
  if (error.code === "decode") return ["path", `${status} is not the answer of a login – is the path in baseUrl right?`];
  if (error.code === "api_error" || error.code === "undeclared_status") {
    if (status === 429 || status >= 500) return ["server", `the server answered ${status} – try later`];
    if (status < 400) return ["host", `${error.message}`];
    if (status === 404 || status === 405) {
      return error.code === "api_error"
        ? ["credentials", `404`]
        : ["path", `the server answered ${status} – is the path in baseUrl right?`];
    }
    return ["credentials", `the server answered ${status} – is ${names} right?`];
  }
  return ["credentials", error.message];
}
