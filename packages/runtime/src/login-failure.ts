import { credentialNames } from "./credentials.js";
import { ApiError } from "./errors/api-error.js";
import { AuthenticationError, type Suspect } from "./errors/authentication-error.js";
import type { ConnectionError } from "./errors/connection-error.js";
import { type GatehouseError, hasCode, isGatehouseError, type Where } from "./errors/gatehouse-error.js";
import type { LoginDescriptor } from "./operation.js";

/**
 * What a failed login tells about host, path and credentials.
 *
 * @param secrets Texts that must not come back in the error: some servers repeat in their answer what was sent to them.
 */
export function loginFailure(where: Where, login: LoginDescriptor, error: unknown, secrets: readonly string[]): AuthenticationError {
  const [suspect, why] = isGatehouseError(error)
    ? judge(error, credentialNames(login).join(" or "))
    : (["server", "the token store or the transform of a credential failed"] as const);
  return new AuthenticationError({ ...where, suspect }, `could not log in: ${why}`, {
    cause: hasCode<ApiError>(error, "api_error") ? withoutSecrets(error, secrets) : error,
  });
}

function judge(error: GatehouseError & { readonly status?: number }, names: string): readonly [Suspect, string] {
  const { code, status = 0 } = error;
  const answered = `the server answered ${status}`;
  if (hasCode<ConnectionError>(error, "connection"))
    return ["host", `no whole answer from ${error.host}${error.reason ? ` (${error.reason})` : ""} – is the host in baseUrl right?`];
  if (status === 429 || status >= 500) return ["server", `${answered} – it may be better later`];
  if (code === "undeclared_status" && status < 400) return ["host", error.message];
  if (code === "decode" || (code === "undeclared_status" && (status === 404 || status === 405)))
    return ["path", `${answered}, but not as this API does – are host and path in baseUrl right?`];
  return ["credentials", status ? `${answered} – is ${names} right?` : error.message];
}

function withoutSecrets(error: ApiError, secrets: readonly string[]): ApiError {
  const hidden = (_key: string, value: unknown) =>
    typeof value === "string" ? secrets.reduce((text, secret) => text.replaceAll(secret, "[redacted]"), value) : value;
  const { api, operation, requestId, attempts, status, body } = error;
  return new ApiError({ api, operation, requestId, attempts, status, body: JSON.parse(JSON.stringify(body ?? null), hidden) as unknown });
}
