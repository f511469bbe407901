import { isIPv4 } from "node:net";

/** True for a host that is this machine by definition: `localhost`, `*.localhost`, `127.0.0.0/8` and `::1`. Nothing is resolved. */
export function isLoopback(hostname: string): boolean {
  const host = hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, "")
    .replace(/\.$/, "");
  return host === "localhost" || host.endsWith(".localhost") || host === "::1" || (isIPv4(host) && host.startsWith("127."));
}
