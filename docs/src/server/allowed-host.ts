const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/**
 * Whether a request may be answered that asks for this host: a page elsewhere can make a browser ask under its own name (DNS rebinding).
 *
 * @param header The request's `Host`.
 * @param others Names allowed beside those of the loopback interface.
 */
export function isAllowedHost(header: string | undefined, others: readonly string[]): boolean {
  if (header === undefined) return false;
  const name = header.replace(/:\d+$/, "").toLowerCase();
  return LOOPBACK.includes(name) || others.includes(name);
}
