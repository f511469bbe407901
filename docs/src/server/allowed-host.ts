/**
 * Whether a request may be answered that asks for this host. A page elsewhere can let its own name lead to this machine (DNS rebinding), and
 * then sends that name; an address it cannot rebind. So addresses and loopback names are answered, and names the server was told.
 *
 * @param header The request's `Host`, with or without a port.
 * @param names Further names, in lower case.
 */
export function isAllowedHost(header: string | undefined, names: readonly string[]): boolean {
  const match = /^(?:\[[0-9a-f:.]+\]|([^:[\]]+))(?::\d+)?$/i.exec(header ?? "");
  if (!match) return false;
  const name = match[1]?.toLowerCase();
  if (name === undefined) return true;
  return /^\d+\.\d+\.\d+\.\d+$/.test(name) || name === "localhost" || name.endsWith(".localhost") || names.includes(name);
}
