/** Whether an address that a connection came from is this machine. */
export function isLoopbackAddress(address: string | undefined): boolean {
  return address !== undefined && (address === "::1" || /^(::ffff:)?127\./.test(address));
}

/**
 * Whether a Host header may name this server. A page that rebinds its own name to a loopback address sends that name; so a name is accepted
 * only when it is a loopback name or one the server was told, and an IP address always, since no page can rebind one.
 *
 * @param host The header, with or without a port.
 * @param names Further names, in lower case.
 */
export function isExpectedHost(host: string | undefined, names: readonly string[]): boolean {
  const match = /^(?:\[([0-9a-f:.]+)\]|([^:[\]]+))(?::\d+)?$/i.exec(host ?? "");
  if (!match) return false;
  if (match[1]) return true;
  const name = match[2]!.toLowerCase();
  return /^\d+\.\d+\.\d+\.\d+$/.test(name) || name === "localhost" || name.endsWith(".localhost") || names.includes(name);
}
