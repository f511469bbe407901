import { type Description, DescriptionError, type OperationView, type SecuritySchemeView, type XLogin } from "@gatehouse/description";
import { camelCase } from "./names.js";
import { inputKeys, operationNames } from "./operation-names.js";
import { answerPointer, inputPointer, type Origin, operationNamed, requestPlace } from "./pointers.js";

/** One property of `<Api>Credentials`. */
export interface CredentialPlan {
  readonly name: string;
  /** What it is for. */
  readonly text: string;
  /** False where another security scheme does without it. */
  readonly required: boolean;
}

/** A `LoginDescriptor` of the runtime, as data. */
export interface LoginPlan {
  readonly operation?: string;
  readonly inputs?: readonly (readonly [to: string, from: NonNullable<XLogin["inputs"]>[string]])[];
  readonly token: string | { readonly credential: string };
  readonly expires?: string;
  readonly expiresIn?: string;
  readonly lifetime?: number;
  readonly in: "header" | "query" | "cookie";
  readonly key: string;
  readonly send: string;
  readonly logout?: string;
}

/** A parameter that only a login sends, such as an `Authorization` header, which OpenAPI does not let an operation declare. */
export interface LoginParameter {
  readonly key: string;
  readonly in: "path" | "query" | "header" | "cookie";
  readonly name: string;
}

/** The credentials that a client of this API takes, each once. */
export function planCredentials(description: Description): readonly CredentialPlan[] {
  const logins = [...description.securitySchemes.values()].filter(isUsed(description));
  const found = new Map<string, { texts: string[]; uses: number }>();
  for (const scheme of logins) {
    for (const [name, text] of credentialsOf(scheme, description)) {
      const entry = found.get(name) ?? { texts: [], uses: 0 };
      if (text && !entry.texts.includes(text)) entry.texts.push(text);
      entry.uses++;
      found.set(name, entry);
    }
  }
  return [...found].map(([name, { texts, uses }]) => ({ name, text: texts.join(" "), required: uses === logins.length }));
}

/** Names of the credentials that an operation needs: those of the first of its alternatives, and those that a login sends in a header. */
export function credentialsFor(view: OperationView, description: Description): readonly string[] {
  const alternative = view.security.find((all) => all.length > 0) ?? [];
  const schemes = alternative.flatMap(({ scheme }) => description.securitySchemes.get(scheme) ?? []);
  const credentials = schemes.filter(({ type }) => type !== "mutualTLS").flatMap((scheme) => credentialsOf(scheme, description));
  const header = loginHeader(view.id, description);
  return [...new Set([...credentials.map(([name]) => name), ...(header === undefined ? [] : credentialsIn(header))])];
}

/** How credentials become what each security scheme sends: from `x-login`, else from the scheme's type. */
export function planLogins(description: Description): Readonly<Record<string, LoginPlan>> {
  const logins: [string, LoginPlan][] = [];
  for (const scheme of description.securitySchemes.values()) {
    const plan = planLogin(scheme, description);
    if (plan) logins.push([scheme.name, plan]);
  }
  return Object.fromEntries(logins);
}

/** Parameters that logins put into the request of an operation without its declaring them. */
export function loginParameters(operationId: string, description: Description): readonly LoginParameter[] {
  const found: LoginParameter[] = [];
  for (const scheme of description.securitySchemes.values()) {
    if (scheme.login?.operationId !== operationId) continue;
    const operation = operationNamed(operationId, origin(scheme, description));
    for (const expression of Object.keys(scheme.login.inputs ?? {})) {
      const place = requestPlace(expression, origin(scheme, description));
      if (place.in !== "header" || !/^authorization$/i.test(place.name)) continue;
      const taken = inputKeys(operation).keys.map(({ key }) => key);
      if (!found.some(({ key }) => key === "authorization"))
        found.push({ key: taken.includes("authorization") ? "authorizationHeader" : "authorization", in: "header", name: place.name });
    }
  }
  return found;
}

/** What logins put into the `Authorization` header of their own operation: the client adds it, no caller does. */
export function loginHeader(operationId: string, description: Description): NonNullable<XLogin["inputs"]>[string] | undefined {
  const inputs = [...description.securitySchemes.values()].flatMap(({ login }) =>
    login?.operationId === operationId ? Object.entries(login.inputs ?? {}) : [],
  );
  return inputs.find(([place]) => /^\$request\.header\.authorization$/i.test(place))?.[1];
}

/** Names of the credentials that a place of a login is made of. */
export function credentialsIn(from: NonNullable<XLogin["inputs"]>[string]): readonly string[] {
  if (typeof from === "string") return [from];
  return "of" in from ? from.of : [];
}

function planLogin(scheme: SecuritySchemeView, description: Description): LoginPlan | undefined {
  const { login } = scheme;
  const where = { in: scheme.in, key: scheme.key };
  if (!login) {
    if (scheme.type === "mutualTLS" || scheme.key === "") return undefined;
    return { token: { credential: camelCase(scheme.name) }, ...where, send: plainSend(scheme) };
  }
  const from = origin(scheme, description);
  const names = operationNames(description).of;
  const name = (id: string) => names.get(operationNamed(id, from).id)?.key as string;
  const target = login.operationId === undefined ? undefined : operationNamed(login.operationId, from);
  const credential = /^\$credentials\.(.+)$/.exec(login.token)?.[1];
  if (!target && credential === undefined) {
    throw new DescriptionError({
      what: "x-login without operationId needs a token of its own",
      at: description.locate(scheme.node, "x-login"),
      right: "token: $credentials.<name>",
    });
  }
  return {
    ...(target && { operation: name(target.id) }),
    ...(target && { inputs: Object.entries(login.inputs ?? {}).map(([to, value]) => [loginPointer(to, target.id, from), value] as const) }),
    token: credential === undefined ? answerPointer(login.token, from) : { credential },
    ...(login.expires !== undefined && { expires: answerPointer(login.expires, from) }),
    ...(login.expiresIn !== undefined && { expiresIn: answerPointer(login.expiresIn, from) }),
    ...(login.lifetime !== undefined && { lifetime: login.lifetime }),
    ...where,
    send: login.send,
    ...(login.logout !== undefined && { logout: name(login.logout) }),
  };
}

function loginPointer(expression: string, operationId: string, from: Origin): string {
  const place = requestPlace(expression, from);
  if (place.in !== "body") {
    const extra = loginParameters(operationId, from.description).find(
      ({ name, in: where }) => where === place.in && name.toLowerCase() === place.name.toLowerCase(),
    );
    if (extra) return `/${extra.key}`;
  }
  return inputPointer(expression, operationNamed(operationId, from), from);
}

function credentialsOf(scheme: SecuritySchemeView, description: Description): readonly (readonly [name: string, text: string])[] {
  const { login } = scheme;
  if (!login) return [[camelCase(scheme.name), plainText(scheme)]];
  const own = /^\$credentials\.(.+)$/.exec(login.token)?.[1];
  const from = origin(scheme, description);
  const target = login.operationId === undefined ? undefined : operationNamed(login.operationId, from);
  const inputs = Object.entries(login.inputs ?? {}).flatMap(([to, value]): (readonly [string, string])[] => {
    if (typeof value === "string") return [[value, target ? inputText(to, target.id, from) : ""]];
    return "of" in value ? value.of.map((name) => [name, ""] as const) : [];
  });
  return own === undefined ? inputs : [[own, text(scheme.node["description"])], ...inputs];
}

/** What the description says of the place a credential goes to. */
function inputText(expression: string, operationId: string, from: Origin): string {
  const operation = operationNamed(operationId, from);
  const place = requestPlace(expression, from);
  if (place.in !== "body") return operation.parameters.find(({ name }) => name === place.name)?.description ?? "";
  let node = operation.body?.media[0]?.schema?.resolved;
  for (const step of place.pointer.split("/").slice(1)) {
    const properties: unknown = node?.["properties"];
    const next = (properties as Record<string, typeof node> | undefined)?.[step];
    node = next && { ...from.description.resolve(next), ...next };
  }
  return text(node?.["description"]);
}

function text(value: unknown): string {
  return typeof value === "string" ? value.trim() : "";
}

function plainSend(scheme: SecuritySchemeView): string {
  if (scheme.type === "apiKey") return "{token}";
  return scheme.type === "http" && String(scheme.node["scheme"]).toLowerCase() === "basic" ? "Basic {token}" : "Bearer {token}";
}

function plainText(scheme: SecuritySchemeView): string {
  if (scheme.type === "apiKey") return `Sent as ${scheme.in} \`${scheme.key}\`.`;
  return plainSend(scheme).startsWith("Basic") ? "User and password, joined by a colon and encoded in base64." : "An access token.";
}

/** Schemes that some operation asks for; all, where none does. */
function isUsed(description: Description): (scheme: SecuritySchemeView) => boolean {
  const used = new Set(description.operations.flatMap(({ security }) => security.flat().map(({ scheme }) => scheme)));
  return (scheme) => used.has(scheme.name) && scheme.type !== "mutualTLS";
}

function origin(scheme: SecuritySchemeView, description: Description): Origin {
  return { description, node: scheme.node, key: "x-login" };
}
