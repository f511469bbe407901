import { createHash } from "node:crypto";
import {
  type Json,
  type OperationView,
  parseRuntimeExpression,
  type SecuritySchemeView,
  valueAt,
  type XLogin,
} from "@gatehouse/description";
import type { WireTemplate } from "../case.js";
import { headerOf } from "../targets/body.js";
import { emptyTemplate, withValueAt } from "../template/template.js";
import type { WireRequest, WireResponse } from "../wire.js";
import { jsonOf } from "./json-body.js";
import type { AccountSecrets } from "./settings.js";

/** A login that gave no token. */
export class LoginError extends Error {
  override readonly name = "LoginError";
}

/** What a security scheme adds to a request. */
export interface Authorisation {
  readonly in: "header" | "query" | "cookie";
  readonly key: string;
  readonly value: string;
}

/** What a login's input puts at its place for these credentials. @throws {LoginError} for a credential that the account does not have. */
export function loginInput(login: XLogin, place: string, account: AccountSecrets): string {
  const input = login.inputs?.[place];
  if (input === undefined) throw new LoginError(`x-login has no input ${place}`);
  if (typeof input === "string") return credential(account, input);
  if ("constant" in input) return input.constant;
  const values = input.of.map((name) => credential(account, name));
  if (input.transform === "md5-hex") return createHash("md5").update(values.join("")).digest("hex");
  return `Basic ${Buffer.from(values.join(":")).toString("base64")}`;
}

/** The request that logs in: only what `x-login` names goes into it. */
export function loginTemplate(login: XLogin, operation: OperationView): WireTemplate {
  return Object.keys(login.inputs ?? {}).reduce(
    (template, place) => withValueAt(template, place, { $login: place }),
    emptyTemplate(operation),
  );
}

/** The token that a login's answer holds, and for how many seconds it is good. @throws {LoginError} where it holds none. */
export function tokenOf(login: XLogin, response: WireResponse): { readonly token: string; readonly seconds: number | undefined } {
  if (response.status < 200 || response.status > 299) throw new LoginError(`${login.operationId} answered ${response.status}`);
  const token = answerValue(login.token, response);
  if (typeof token !== "string" || token === "") throw new LoginError(`${login.operationId} answered no token at ${login.token}`);
  return { token, seconds: login.lifetime ?? secondsLeft(login, response) };
}

function secondsLeft({ expiresIn, expires }: XLogin, response: WireResponse): number | undefined {
  const seconds = expiresIn
    ? Number(answerValue(expiresIn, response))
    : // By the server's clock, which need not be ours.
      (Date.parse(String(expires && answerValue(expires, response))) - Date.parse(headerOf(response.headers, "date") ?? "")) / 1000;
  return seconds > 0 ? seconds : undefined;
}

/** What a scheme sends for a token. */
export function authorisationFor(scheme: SecuritySchemeView, token: string): Authorisation {
  const value = scheme.login ? scheme.login.send.replaceAll("{token}", () => token) : defaultSend(scheme, token);
  return { in: scheme.in, key: scheme.key, value };
}

/** What a scheme sends for a credential that nobody was given: in the form that it asks for, so that it is the credential that is refused. */
export function unknownAuthorisation(scheme: SecuritySchemeView, text: string): Authorisation {
  return authorisationFor(scheme, isBasic(scheme) && !scheme.login ? Buffer.from(`unknown:${text}`).toString("base64") : text);
}

/** A request with credentials added where their schemes say. */
export function authorised(request: WireRequest, authorisations: readonly Authorisation[]): WireRequest {
  const pick = (place: Authorisation["in"]): readonly Authorisation[] => authorisations.filter((one) => one.in === place);
  const query = pick("query").map(({ key, value }) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`);
  const cookies = pick("cookie").map(({ key, value }) => `${key}=${value}`);
  const headers = pick("header").map(({ key, value }) => [key.toLowerCase(), value] as const);
  return {
    ...request,
    target: query.length === 0 ? request.target : `${request.target}${request.target.includes("?") ? "&" : "?"}${query.join("&")}`,
    headers: [...request.headers, ...headers, ...(cookies.length === 0 ? [] : [["cookie", cookies.join("; ")] as const])],
  };
}

/** The value that a scheme without `x-login` takes from an account, before `defaultSend`. */
export function plainToken(scheme: SecuritySchemeView, { name, token, credentials }: AccountSecrets): string {
  if (token !== undefined) return token;
  if (isBasic(scheme)) {
    const { username, password } = credentials;
    if (username !== undefined && password !== undefined) return Buffer.from(`${username}:${password}`).toString("base64");
  }
  const value = credentials[scheme.name] ?? credentials["token"] ?? Object.values(credentials)[0];
  if (value === undefined) throw new LoginError(`account ${name} has nothing for the security scheme ${scheme.name}`);
  return value;
}

function defaultSend(scheme: SecuritySchemeView, token: string): string {
  if (scheme.type === "apiKey") return token;
  return isBasic(scheme) ? `Basic ${token}` : `Bearer ${token}`;
}

function isBasic(scheme: SecuritySchemeView): boolean {
  return scheme.type === "http" && String(scheme.node["scheme"]).toLowerCase() === "basic";
}

function credential({ name, credentials }: AccountSecrets, key: string): string {
  const value = credentials[key];
  if (value === undefined) throw new LoginError(`account ${name} has no credential ${key}`);
  return value;
}

function answerValue(expression: string, response: WireResponse): Json | undefined {
  const place = parseRuntimeExpression(expression);
  if (place?.source !== "response") return undefined;
  if (place.place === "body") return valueAt(jsonOf(response.body), place.pointer) as Json | undefined;
  return headerOf(response.headers, place.name);
}
