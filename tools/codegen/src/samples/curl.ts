import type { SecuritySchemeView } from "@gatehouse/description";
import { credentialsIn, loginHeader } from "../credentials.js";
import type { ApiPlan } from "../plan.js";
import type { OperationPlan } from "../plan-operation.js";
import { printable } from "../text.js";
import { environmentVariable } from "./environment.js";
import { SampleFile } from "./file.js";
import type { SampleCode } from "./index.js";
import { inputVariables, type SampleInput, sampleInput } from "./input.js";
import { Secret } from "./secret.js";
import { shellWord } from "./shell.js";
import type { SampleValue } from "./values.js";

type Part = string | Secret;

/** The same call with curl, for a POSIX shell. Address, token and secrets come from the environment; everything else is quoted. */
export function curlSample(operation: OperationPlan, plan: ApiPlan): SampleCode {
  const { view } = operation;
  const input = sampleInput(operation, plan);
  const proofs = proofsOf(operation, plan);
  const login = loginHeader(view.id, plan.description);
  const secrets = (login === undefined ? [] : credentialsIn(login)).map((name) => environmentVariable(plan.description.id, name));
  const arguments_ = [
    shellWord(...urlOf(operation, plan, input, proofs)),
    ...(view.method === "GET" ? [] : [`--request ${shellWord(view.method)}`]),
    ...(view.method === "HEAD" ? ["--head"] : []),
    ...proofs.filter((proof) => proof.in === "header").map((proof) => header(proof.key, proof.value)),
    ...(login === undefined ? [] : [loginArgument(login, secrets)]),
    ...cookies(input, proofs),
    ...input.parameters
      .filter(({ input: { parameter } }) => parameter.in === "header")
      .map(({ input: { parameter }, value }) => header(parameter.name, joined(value))),
    ...bodyOf(operation, input),
    ...(operation.data.text === "Blob" ? ["--output answer"] : []),
  ];
  return {
    code: ["curl --fail-with-body --silent --show-error", ...arguments_].join(" \\\n  "),
    environment: [
      ...new Set([
        environmentVariable(plan.description.id, "url"),
        ...proofs.map(({ token }) => token.variable),
        ...secrets,
        ...inputVariables(input),
      ]),
    ],
  };
}

/** The header that a login sends about itself. curl makes the one for HTTP Basic. */
function loginArgument(from: NonNullable<ReturnType<typeof loginHeader>>, variables: readonly string[]): string {
  if (typeof from === "object" && "constant" in from) return header("Authorization", [from.constant]);
  if (typeof from === "object" && from.transform === "base64-basic") {
    const parts = variables.flatMap((variable, index) => [...(index === 0 ? [] : [":"]), new Secret(variable)]);
    return `--user ${shellWord(...parts)}`;
  }
  const transform = typeof from === "object" ? from.transform : undefined;
  return header("Authorization", [new Secret(variables[0]!, transform)]);
}

interface Proof {
  readonly in: SecuritySchemeView["in"];
  readonly key: string;
  readonly token: Secret;
  readonly value: readonly Part[];
}

/** What the first of the operation's security alternatives sends. */
function proofsOf({ view }: OperationPlan, { description }: ApiPlan): readonly Proof[] {
  const schemes = (view.security.find((all) => all.length > 0) ?? []).flatMap(
    ({ scheme }) => description.securitySchemes.get(scheme) ?? [],
  );
  return schemes.map((scheme) => {
    const credential = scheme.login ? /^\$credentials\.(.+)$/.exec(scheme.login.token)?.[1] : undefined;
    const token = new Secret(environmentVariable(description.id, credential ?? (scheme.login ? "token" : scheme.name)));
    const [before = "", after = ""] = (scheme.login?.send ?? defaultSend(scheme)).split("{token}");
    return { in: scheme.in, key: scheme.key, token, value: [before, token, after] };
  });
}

function defaultSend({ type, node }: SecuritySchemeView): string {
  if (type === "apiKey") return "{token}";
  return String(node["scheme"]).toLowerCase() === "basic" ? "Basic {token}" : "Bearer {token}";
}

function urlOf({ view }: OperationPlan, { description }: ApiPlan, { parameters }: SampleInput, proofs: readonly Proof[]): readonly Part[] {
  const path = view.path.split(/(\{[^}]+\})/).flatMap((piece): readonly Part[] => {
    const name = /^\{(.+)\}$/.exec(piece)?.[1];
    if (name === undefined) return [encodeURI(piece)];
    const found = parameters.find(({ input: { parameter } }) => parameter.in === "path" && parameter.name === name);
    return found ? encoded(joined(found.value)) : [encodeURIComponent(piece)];
  });
  const query = [
    ...parameters
      .filter(({ input: { parameter } }) => parameter.in === "query")
      .flatMap(({ input: { parameter }, value }) => pairs(parameter.name, value)),
    ...proofs.filter((proof) => proof.in === "query").map(({ key, value }) => [`${encodeURIComponent(key)}=`, ...encoded(value)]),
  ].flatMap((pair, index) => [index === 0 ? "?" : "&", ...pair]);
  return merged([new Secret(environmentVariable(description.id, "url")), ...path, ...query]);
}

function pairs(name: string, value: SampleValue): readonly (readonly Part[])[] {
  const items = Array.isArray(value) ? (value as readonly SampleValue[]) : [value];
  return items.map((item) => [`${encodeURIComponent(name)}=`, ...encoded(joined(item))]);
}

function header(name: string, value: readonly Part[]): string {
  return `--header ${shellWord(...merged([`${name}: `, ...value]))}`;
}

function cookies({ parameters }: SampleInput, proofs: readonly Proof[]): readonly string[] {
  const all = [
    ...parameters
      .filter(({ input }) => input.parameter.in === "cookie")
      .map(({ input, value }) => [`${input.parameter.name}=`, ...joined(value)]),
    ...proofs.filter((proof) => proof.in === "cookie").map(({ key, value }) => [`${key}=`, ...value]),
  ];
  return all.length > 0 ? [`--cookie ${shellWord(...merged(all.flatMap((pair, index) => (index === 0 ? pair : ["; ", ...pair]))))}`] : [];
}

function bodyOf({ body }: OperationPlan, input: SampleInput): readonly string[] {
  if (!body || !input.body) return [];
  const type = header("Content-Type", [body.mediaType]);
  if (input.body === "bytes") return [type, "--data-binary @file"];
  const { value } = input.body;
  if (body.mediaType.startsWith("multipart/")) {
    return Object.entries(value as { readonly [key: string]: SampleValue }).map(([name, inner]) => {
      if (inner instanceof SampleFile) {
        return `--form ${shellWord(`${name}=@${inner.name}${inner.type === undefined ? "" : `;type=${inner.type}`}`)}`;
      }
      return `--form-string ${shellWord(...merged([`${name}=`, ...joined(inner)]))}`;
    });
  }
  if (body.mediaType === "application/x-www-form-urlencoded") {
    return Object.entries(value as { readonly [key: string]: SampleValue }).map(
      ([name, inner]) => `--data-urlencode ${shellWord(...merged([`${encodeURIComponent(name)}=`, ...joined(inner)]))}`,
    );
  }
  const text = typeof value === "string" && !/json/.test(body.mediaType) ? [value] : jsonParts(value, 0);
  return [type, `--data-raw ${shellWord(...merged(text))}`];
}

/** JSON with secrets left as parts. A secret is taken to need no escapes in JSON. */
function jsonParts(value: SampleValue, depth: number): readonly Part[] {
  if (value instanceof Secret) return ['"', value, '"'];
  if (value instanceof SampleFile) return []; // only forms have files
  if (typeof value !== "object" || value === null) return [printable(JSON.stringify(value))];
  const isList = Array.isArray(value);
  const entries = isList
    ? (value as readonly SampleValue[]).map((item) => jsonParts(item, depth + 1))
    : Object.entries(value).map(([key, inner]) => [`${printable(JSON.stringify(key))}: `, ...jsonParts(inner as SampleValue, depth + 1)]);
  if (entries.length === 0) return [isList ? "[]" : "{}"];
  const [open, close] = isList ? ["[", "]"] : ["{", "}"];
  const indent = `\n${"  ".repeat(depth + 2)}`;
  return [
    open,
    ...entries.flatMap((entry, index) => [index === 0 ? indent : `,${indent}`, ...entry]),
    `\n${"  ".repeat(depth + 1)}`,
    close,
  ];
}

/** A value as one text, as headers and paths have it: items joined by commas. */
function joined(value: SampleValue): readonly Part[] {
  if (value instanceof Secret) return [value];
  if (value instanceof SampleFile) return [value.name];
  if (Array.isArray(value))
    return (value as readonly SampleValue[]).flatMap((item, index) => (index === 0 ? joined(item) : [",", ...joined(item)]));
  // A line feed would end a header.
  return [typeof value === "object" && value !== null ? JSON.stringify(value) : String(value).replace(/[\r\n]+/g, " ")];
}

function encoded(parts: readonly Part[]): readonly Part[] {
  return parts.map((part) => (part instanceof Secret ? part : encodeURIComponent(part)));
}

function merged(parts: readonly Part[]): readonly Part[] {
  const all: Part[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    if (typeof part === "string" && typeof last === "string") all[all.length - 1] = last + part;
    else all.push(part);
  }
  return all;
}
