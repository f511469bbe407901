import { ConfigurationError } from "./errors/configuration-error.js";
import type { ApiDescriptor } from "./operation.js";

/**
 * The base URL of every server of the API, by name, without a slash at its end.
 *
 * @throws {ConfigurationError} for an address with user, query or fragment, for a missing server, and for plain `http:` to another machine
 * when `secrets` are to be sent and `allowInsecure` is not set. No message repeats the address: it may hold a password.
 */
export function baseUrls(
  api: ApiDescriptor,
  baseUrl: string | Readonly<Record<string, string>>,
  secrets: boolean,
  allowInsecure: boolean | undefined,
): Readonly<Record<string, string>> {
  const names = api.servers.length ? api.servers : ["default"];
  const checked: Record<string, string> = {};
  for (const name of names) {
    const single = typeof baseUrl === "string";
    const text = single ? baseUrl : String(baseUrl?.[name]);
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const why =
      !url || !/^https?:$/.test(url.protocol)
        ? `is no address like "https://host.example"`
        : url.username || url.password
          ? "has a user name or password"
          : /[?#]/.test(text)
            ? "has a query or fragment"
            : secrets && url.protocol === "http:" && !allowInsecure && !isLoopback(url.hostname)
              ? `would send credentials over plain http: without "allowInsecure"`
              : undefined;
    if (!url || why) throw new ConfigurationError({ api: api.id, option: single ? "baseUrl" : `baseUrl.${name}` }, why!);
    checked[name] = url.href.replace(/\/+$/, "");
  }
  return checked;
}

function isLoopback(host: string): boolean {
  return /^\[::1\]$|(^|\.)localhost$|^127\.\d+\.\d+\.\d+$/.test(host);
}
