import type { Pointer } from "./extensions.js";

/** A place in a request or an answer that has a name. Header names are compared without case. */
export interface NamedPlace {
  readonly source: "request" | "response";
  readonly place: "path" | "query" | "header";
  readonly name: string;
}

/** A place in a body; `""` is the whole. */
export interface BodyPlace {
  readonly source: "request" | "response";
  readonly place: "body";
  readonly pointer: Pointer;
}

/** A fact about the exchange as a whole. */
export interface ExchangePlace {
  readonly source: "exchange";
  readonly place: "url" | "method" | "statusCode";
}

/** A credential that the user gives, by name: `$credentials.apiKey`, in `x-login` only. */
export interface CredentialPlace {
  readonly source: "credentials";
  readonly place: "credential";
  readonly name: string;
}

/** What a runtime expression names. */
export type ExpressionPlace = NamedPlace | BodyPlace | ExchangePlace | CredentialPlace;

/**
 * Parses an OpenAPI runtime expression (OpenAPI 3.1, 4.8.20.4), or gives undefined for text that is none.
 *
 * @example
 * parseRuntimeExpression("$response.body#/paging/next"); // { source: "response", place: "body", pointer: "/paging/next" }
 * parseRuntimeExpression("$request.path.id");            // { source: "request", place: "path", name: "id" }
 */
export function parseRuntimeExpression(text: string): ExpressionPlace | undefined {
  if (text === "$url" || text === "$method" || text === "$statusCode") {
    return { source: "exchange", place: text.slice(1) as ExchangePlace["place"] };
  }
  const match = /^\$(request|response|credentials)\.(.+)$/s.exec(text);
  if (!match) return undefined;
  const [, source, rest] = match as unknown as [string, "request" | "response" | "credentials", string];
  if (source === "credentials") return { source, place: "credential", name: rest };
  return bodyPlace(source, rest) ?? namedPlace(source, rest);
}

/** True for text that `parseRuntimeExpression` understands; a link's other parameters are constants. */
export function isRuntimeExpression(value: unknown): value is string {
  return typeof value === "string" && parseRuntimeExpression(value) !== undefined;
}

function bodyPlace(source: "request" | "response", rest: string): BodyPlace | undefined {
  if (rest === "body" || rest === "body#") return { source, place: "body", pointer: "" };
  return rest.startsWith("body#/") ? { source, place: "body", pointer: rest.slice("body#".length) } : undefined;
}

function namedPlace(source: "request" | "response", rest: string): NamedPlace | undefined {
  const match = /^(path|query|header)\.(.+)$/s.exec(rest);
  if (!match) return undefined;
  const [, place, name] = match as unknown as [string, NamedPlace["place"], string];
  // A field name of HTTP is a token: no space, no separator.
  if (place === "header" && !/^[!#$%&'*+\-.^_`|~\w]+$/.test(name)) return undefined;
  // An answer has headers and a body only.
  return source === "response" && place !== "header" ? undefined : { source, place, name };
}
