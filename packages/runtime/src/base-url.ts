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
  allowInsecure: boolean,
): Readonly<Record<string, string>> {
  const names = api.servers.length ? api.servers : ["default"];
  const checked: Record<string, string> = {};
  for (const name of names) {
    const text = typeof baseUrl === "string" ? baseUrl : baseUrl?.[name];
    const option = typeof baseUrl === "string" ? "baseUrl" : `baseUrl.${name}`;
    const wrong = (why: string) => new ConfigurationError({ api: api.id, option }, why);
    const url = typeof text === "string" && URL.canParse(text) ? new URL(text) : undefined;
    if (text === undefined || !url || !/^https?:$/.test(url.protocol))
      throw wrong(`is ${text === undefined ? "missing" : "no http(s) address"}: right would be one like "https://host.example"`);
    if (url.username || url.password) throw wrong(`holds a user name or password: give them in "credentials"`);
    if (/[?#]/.test(text)) throw wrong("has a query or fragment: right would be the origin, with a path prefix at most");
    if (secrets && url.protocol === "http:" && !allowInsecure && !isLoopback(url.hostname))
      throw wrong(`would send credentials over plain http: to ${url.host}: use https:, or set "allowInsecure" if you accept that`);
    checked[name] = url.href.replace(/\/+$/, "");
  }
  return checked;
}

function isLoopback(host: string): boolean {
  return host === "[::1]" || /(^|\.)localhost$|^127\.\d+\.\d+\.\d+$/.test(host);
}
