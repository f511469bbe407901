import { plainText } from "@gatehouse/command-line";
import {
  type Description,
  type Json,
  type OperationView,
  parseRuntimeExpression,
  type SecuritySchemeView,
  valueAt,
  type XLogin,
} from "@gatehouse/description";
import type { Step } from "../case.js";
import type { Exchange } from "../exchange.js";
import { type RedactionOptions, redactTemplate } from "../redaction/redact-exchange.js";
import { variableName } from "../redaction/sensitive.js";
import { buildRequest, type Filler } from "../send/build-request.js";
import { jsonOf } from "../send/json-body.js";
import { type Authorisation, authorisationFor, authorised, loginTemplate, unknownAuthorisation } from "../send/login.js";
import { headerOf } from "../targets/body.js";
import type { WireRequest } from "../wire.js";
import { shellComment, shellQuote, shellWord } from "./shell.js";

/** What a script is written from. */
export interface ScriptInput {
  readonly title: string;
  /** As they came: what later steps take from answers is found by its place there. */
  readonly exchanges: readonly Exchange[];
  readonly account: string;
  /** True for an account that has a ready token and does not log in. */
  readonly hasToken: (account: string) => boolean;
  readonly redaction: RedactionOptions;
}

/**
 * A POSIX shell script that sends the requests of a case with curl. It is written from the case, not from what went over the wire, so no
 * secret is ever near it: credentials are variables, what answers give is captured, values that must be new are set at its head.
 */
export function curlScript(input: ScriptInput): string {
  const { description } = input.redaction;
  const variables = new Variables();
  const write = (): string[] =>
    input.exchanges.map((exchange, index) => callOf(input, exchange, index === input.exchanges.length - 1, variables));
  // What an answer must be kept of is known when all steps behind it are written.
  write();
  const calls = write();
  const logins = [...variables.logins.values()].map(({ scheme, login, account }) =>
    loginCall(description, scheme, login, account, variables),
  );
  const reads = variables.captured.size > 0 || logins.length > 0 || input.exchanges.some(({ step }) => step.until);
  return [
    "#!/bin/sh",
    shellComment(plainText(input.title)),
    "set -eu",
    ...variables.heads(),
    ...(reads ? [AT] : []),
    ...logins,
    ...calls,
    "",
  ].join("\n");
}

/** Reads a value out of a JSON text on standard input, by JSON Pointer. */
const AT = `at() { node -e 'let v = JSON.parse(require("fs").readFileSync(0, "utf8")); for (const k of process.argv[1].split("/").slice(1)) v = v[k.replace(/~1/g, "/").replace(/~0/g, "~")]; process.stdout.write(String(v))' "$1"; }`;

/** In the place of a variable while a request is built: nothing encodes or escapes it. */
const PLACEHOLDER = /"zqv\d+nzq"|zqv\d+n?zq|‹([A-Z][A-Z0-9_]*)›|%E2%80%B9([A-Z][A-Z0-9_]*)%E2%80%BA/g;

class Variables {
  readonly #names: string[] = [];
  readonly #heads = new Map<string, string>();
  /** By `$from`: the variable that holds it. */
  readonly captured = new Map<string, string>();
  readonly logins = new Map<string, { readonly scheme: SecuritySchemeView; readonly login: XLogin; readonly account: string }>();

  /** A placeholder for a variable. One for a number stands without quotes in JSON. */
  placeholder(name: string, number = false): string {
    let index = this.#names.indexOf(name);
    if (index < 0) index = this.#names.push(name) - 1;
    return `zqv${index}${number ? "n" : ""}zq`;
  }

  /** A variable that whoever runs the script must set. */
  needed(name: string, what: string): void {
    this.#heads.set(name, `: "\${${name}:?${what.replace(/["$`\\}]/g, "")}}"`);
  }

  /** A variable that the script sets. */
  set(name: string, value: string, comment: string): void {
    this.#heads.set(name, `${name}=${shellQuote(value)} ${shellComment(comment)}`);
  }

  heads(): string[] {
    return [...this.#heads.values()];
  }

  /** A text with placeholders as one shell word. */
  word(text: string): string {
    return shellWord(text, PLACEHOLDER, (match) => {
      const index = /zqv(\d+)/.exec(match)?.[1];
      if (index !== undefined) return this.#names[Number(index)]!;
      const name = match.replace(/^(‹|%E2%80%B9)|(›|%E2%80%BA)$/g, "");
      if (!this.#heads.has(name)) this.needed(name, `a value for ${name}`);
      return name;
    });
  }
}

function callOf(input: ScriptInput, { step }: Exchange, last: boolean, variables: Variables): string {
  const { description } = input.redaction;
  const operation = description.operation(step.operation);
  const template = redactTemplate(step.request, operation, input.redaction);
  const request = buildRequest(template, scriptFiller(input, step, variables));
  const authorised = withCredential(request, input, step, operation, variables);
  const call = curl(description, operation, authorised, variables, last && !step.until);
  const captures = [...variables.captured].filter(([from]) => from.startsWith(`${step.name}#`));
  const comment = shellComment(plainText(`${step.name}: ${step.operation}`));
  if (last) return `${comment}\n${call}`;
  const lines = step.until ? waiting(step.until, call) : [`ANSWER=$(${call})`];
  return [comment, ...lines, ...captures.map(([from, name]) => capture(from, name))].join("\n");
}

function capture(from: string, name: string): string {
  return `${name}=$(printf '%s' "$ANSWER" | at ${shellQuote(from.slice(from.indexOf("#") + 1))})`;
}

function waiting({ pointer, values, failed }: NonNullable<Step["until"]>, call: string): string[] {
  const pattern = (list: readonly Json[]): string => list.map((value) => shellQuote(String(value))).join("|");
  return [
    "while :; do",
    `  ANSWER=$(${call})`,
    `  case "$(printf '%s' "$ANSWER" | at ${shellQuote(pointer)})" in`,
    `    ${pattern(values)}) break ;;`,
    ...(failed.length === 0 ? [] : [`    ${pattern(failed)}) printf '%s\\n' "$ANSWER" >&2; exit 1 ;;`]),
    "  esac",
    "  sleep 1",
    "done",
  ];
}

function scriptFiller({ exchanges }: ScriptInput, step: Step, variables: Variables): Filler {
  return (hole) => {
    if ("$from" in hole) {
      const [name, pointer = ""] = hole.$from.split(/#(.*)/s) as [string, string?];
      const variable = variableName(`${name} ${pointer.split("/").at(-1) ?? ""}`);
      variables.captured.set(hole.$from, variable);
      const answer = exchanges.find((exchange) => exchange.step.name === name)?.response.body;
      return variables.placeholder(variable, typeof valueAt(jsonOf(answer), pointer) === "number");
    }
    if ("$value" in hole) return hole.local;
    if ("$fresh" in hole) {
      const variable = variableName(`new ${hole.name.replaceAll(".", " ")}`);
      variables.set(variable, String(sentFor(exchanges, step, hole.name) ?? hole.$fresh), "must be a value that the server has not seen");
      return variables.placeholder(variable, typeof hole.$fresh === "number");
    }
    const variable = variableName(hole.$login.split(/[./]/).at(-1)!) + (hole.altered ? "_ALTERED" : "");
    variables.needed(variable, hole.altered ? `anything but the account's ${hole.$login}` : `what the account sends at ${hole.$login}`);
    return variables.placeholder(variable);
  };
}

/** The fresh value that was sent, found by its place in the case. */
function sentFor(exchanges: readonly Exchange[], step: Step, name: string): Json | undefined {
  const exchange = exchanges.find((one) => name.startsWith(`${one.step.name}/`)) ?? exchanges.find((one) => one.step.name === step.name);
  const pointer = exchange && name.slice(exchange.step.name.length);
  const value = exchange && valueAt(jsonOf(exchange.request.body), pointer!);
  return value as Json | undefined;
}

function withCredential(request: WireRequest, input: ScriptInput, step: Step, operation: OperationView, variables: Variables): WireRequest {
  const credential = step.request.credential ?? "account";
  const alternative = operation.security.find((schemes) => schemes.length > 0);
  if (credential === "none" || !alternative) return request;
  const schemes = alternative.flatMap(({ scheme }) => input.redaction.description.securitySchemes.get(scheme) ?? []);
  return authorised(
    request,
    schemes.map((scheme) => credentialOf(scheme, credential, input, variables)),
  );
}

function credentialOf(
  scheme: SecuritySchemeView,
  credential: NonNullable<Step["request"]["credential"]>,
  { account, hasToken }: ScriptInput,
  variables: Variables,
): Authorisation {
  if (typeof credential === "object" && "literal" in credential) return unknownAuthorisation(scheme, credential.literal);
  const name = typeof credential === "object" ? credential.account : account;
  const variable = variableName(`token ${name}`);
  const { login } = scheme;
  if (login?.operationId !== undefined && login.token.startsWith("$response.body") && !hasToken(name)) {
    variables.logins.set(variable, { scheme, login, account: name });
  } else {
    variables.needed(variable, `a credential of the account ${name} for ${scheme.name}`);
  }
  return authorisationFor(scheme, variables.placeholder(variable));
}

function loginCall(description: Description, scheme: SecuritySchemeView, login: XLogin, account: string, variables: Variables): string {
  const operation = description.operation(login.operationId!);
  const request = buildRequest(loginTemplate(login, operation), (hole) => {
    const place = "$login" in hole ? hole.$login : "";
    const variable = variableName(`${account} ${place.split(/[./]/).at(-1)!}`);
    variables.needed(variable, `what the account ${account} sends at ${place}`);
    return variables.placeholder(variable);
  });
  const place = parseRuntimeExpression(login.token);
  const pointer = place?.source === "response" && place.place === "body" ? place.pointer : "";
  const variable = variableName(`token ${account}`);
  const call = curl(description, operation, request, variables, false);
  return `[ -n "\${${variable}:-}" ] || ${variable}=$(${call} | at ${shellQuote(pointer)}) ${shellComment(plainText(`log in for ${scheme.name}`))}`;
}

function curl(description: Description, operation: OperationView, request: WireRequest, variables: Variables, show: boolean): string {
  const server = operation.server ?? description.servers[0]?.name ?? "default";
  const base = server === "default" ? "BASE_URL" : variableName(`${server} base url`);
  variables.needed(base, "address of the server, such as http://127.0.0.1:4010/api");
  const headers = request.headers.map(([name, value]) => (value === "" ? `${name};` : `${name}: ${value}`));
  const { body } = request;
  const bytes = body && "base64" in body;
  const options = [
    `-sS${show ? " -i" : ""} --globoff --path-as-is`,
    request.method === "HEAD" ? "--head" : `-X ${shellQuote(request.method)}`,
    ...headers.map((header) => `-H ${variables.word(header)}`),
    ...(body === undefined ? [] : [bytes ? "--data-binary @-" : `--data-raw ${variables.word(body.text)}`]),
    // What curl would add on its own.
    ...(body !== undefined && headerOf(request.headers, "content-type") === undefined ? ["-H 'content-type:'"] : []),
    `"$${base}"${variables.word(request.target)}`,
  ];
  return `${bytes ? `printf '%s' ${shellQuote(body.base64)} | base64 -d | ` : ""}curl ${options.join(" ")}`;
}
