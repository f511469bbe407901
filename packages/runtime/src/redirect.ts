import type { Where } from "./errors/gatehouse-error.js";
import { UndeclaredStatusError } from "./errors/undeclared-status-error.js";
import type { Outgoing } from "./request.js";

/**
 * No redirect is followed: what proves the caller would go to another place than the one it was meant for. One that the description declares
 * is an answer like any other.
 *
 * @throws {UndeclaredStatusError} which names the host that the redirect leads to.
 */
export function refuseRedirect({ url, responses }: Outgoing, response: Response, where: () => Where): void {
  const { status } = response;
  if (responses[status] || (response.type !== "opaqueredirect" && (status < 300 || status > 399 || status === 304))) return;
  const location = response.headers.get("location");
  const host = location && URL.canParse(location, url) ? new URL(location, url).host : "a place that the browser hides";
  throw new UndeclaredStatusError({ ...where(), status }, `a redirect to ${host}, which is not followed – is baseUrl right?`);
}
