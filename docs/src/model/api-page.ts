import type { Description, EvidenceTable, Level, SecuritySchemeView, ServerView, Source, XLogin } from "@gatehouse/description";
import { evidenceTable } from "@gatehouse/description";
import type { FirstCall } from "../server/portal-data.js";
import { type ClaimView, claimsOf } from "./claims.js";
import { firstCall } from "./first-call.js";
import { type ModelPage, modelPages } from "./model-page.js";
import type { OperationPage } from "./operation-page.js";
import { code } from "./type-text.js";

/** Everything that the overview of an API says. */
export interface ApiPage {
  readonly id: string;
  readonly title: string;
  readonly vendorRelease: string;
  /** Markdown. */
  readonly description: string | undefined;
  readonly servers: readonly Server[];
  readonly logins: readonly Login[];
  readonly groups: readonly OperationGroup[];
  readonly evidence: ApiEvidence;
  readonly operations: readonly OperationPage[];
  readonly models: readonly ModelPage[];
  readonly firstCall: FirstCall | undefined;
}

export interface Server {
  readonly name: string;
  readonly url: string;
  readonly description: string | undefined;
  readonly claims: readonly ClaimView[];
}

/** How a credential becomes what a request carries. */
export interface Login {
  readonly scheme: string;
  /** Markdown, one step each. */
  readonly steps: readonly string[];
  readonly operationId: string | undefined;
  readonly claims: readonly ClaimView[];
}

/** Operations of one tag, in the order of the description. */
export interface OperationGroup {
  readonly name: string;
  readonly description: string | undefined;
  readonly operations: readonly OperationPage[];
}

/** Claims as the description has them written, each once, and the sources that they rest on. */
export interface ApiEvidence {
  readonly counts: Readonly<Record<Level, number>>;
  readonly total: number;
  readonly nodes: EvidenceTable["nodes"];
  readonly sources: readonly (Source & { readonly key: string })[];
}

export function apiPage(description: Description, operations: readonly OperationPage[]): ApiPage {
  return {
    id: description.id,
    title: description.title,
    vendorRelease: description.vendorRelease,
    description: infoText(description, "description"),
    servers: description.servers.map((server) => serverOf(description, server)),
    logins: [...description.securitySchemes.values()].map((scheme) => loginOf(description, scheme)),
    groups: groupsOf(description, operations),
    evidence: evidenceOf(description),
    operations,
    models: modelPages(description, operations),
    firstCall: firstCall(description),
  };
}

function infoText(description: Description, key: string): string | undefined {
  const info = description.root["info"] as Record<string, unknown> | undefined;
  const value = info?.[key];
  return typeof value === "string" ? value : undefined;
}

function serverOf(description: Description, server: ServerView): Server {
  const { name, url, node } = server;
  return { name, url, description: server.description, claims: claimsOf(description, node, ["exists", "meaning"]) };
}

function loginOf(description: Description, scheme: SecuritySchemeView): Login {
  const text = scheme.node["description"];
  const steps = scheme.login ? loginSteps(scheme, scheme.login) : typeof text === "string" ? [text] : [];
  return {
    scheme: scheme.name,
    steps,
    operationId: scheme.login?.operationId,
    claims: claimsOf(description, scheme.node, ["exists", "type", "meaning", "x-login"]),
  };
}

function loginSteps(scheme: SecuritySchemeView, login: XLogin): string[] {
  const steps: string[] = [];
  if (login.operationId) {
    const inputs = Object.entries(login.inputs ?? {}).map(([place, from]) => `${from$(from)} as ${place$(place)}`);
    steps.push(`Call ${code(login.operationId)}${inputs.length > 0 ? ` with ${list(inputs)}` : ""}.`);
    steps.push(`The token is ${place$(login.token)}.${lifetime(login)}`);
  }
  const sent = login.send.replace("{token}", login.operationId ? "<token>" : place$(login.token).replaceAll("`", ""));
  const holder = scheme.in === "header" ? "header" : scheme.in === "query" ? "query parameter" : "cookie";
  steps.push(`Send it with every request in the ${holder} ${code(scheme.key)}: ${code(sent)}.`);
  if (login.logout) steps.push(`${code(login.logout)} ends the session.`);
  return steps;
}

function lifetime({ expires, expiresIn, lifetime }: XLogin): string {
  if (expires) return ` It counts until ${place$(expires)}.`;
  if (expiresIn) return ` It counts for as many seconds as ${place$(expiresIn)} says.`;
  return lifetime === undefined ? "" : ` It counts for ${lifetime} seconds.`;
}

/** Where a runtime expression points, in words. */
function place$(expression: string): string {
  const body = /^\$(request|response)\.body#\/(.*)$/.exec(expression);
  if (body) return `${code(body[2]!.replaceAll("/", "."))} of the ${body[1] === "request" ? "body" : "answer"}`;
  const part = /^\$(?:request|response)\.(path|query|header)\.(.+)$/.exec(expression);
  if (part) return `${part[1] === "header" ? "header" : `${part[1]} parameter`} ${code(part[2]!)}`;
  const credential = /^\$credentials\.(.+)$/.exec(expression);
  return credential ? `your ${code(credential[1]!)}` : code(expression);
}

function from$(from: NonNullable<XLogin["inputs"]>[string]): string {
  if (typeof from === "string") return `your ${code(from)}`;
  if ("constant" in from) return code(from.constant);
  return `${from.transform === "md5-hex" ? "the MD5 in hexadecimal" : "Base64"} of your ${list(from.of.map(code), ":")}`;
}

function list(parts: readonly string[], separator = " and "): string {
  return separator === " and " && parts.length > 2 ? `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}` : parts.join(separator);
}

function groupsOf(description: Description, operations: readonly OperationPage[]): OperationGroup[] {
  const tags = Array.isArray(description.root["tags"])
    ? (description.root["tags"] as unknown as { name: string; description?: string }[])
    : [];
  const names = [...new Set([...tags.map((tag) => tag.name), ...operations.map((page) => page.operation.tag ?? "Operations")])];
  return names
    .map((name) => ({
      name,
      description: tags.find((tag) => tag.name === name)?.description,
      operations: operations.filter((page) => (page.operation.tag ?? "Operations") === name),
    }))
    .filter((group) => group.operations.length > 0);
}

function evidenceOf(description: Description): ApiEvidence {
  const { rows, total, nodes } = evidenceTable(description);
  return {
    counts: Object.fromEntries(rows.map((row) => [row.level, row.total])) as Record<Level, number>,
    total,
    nodes,
    sources: Object.entries(description.sources).map(([key, source]) => ({ key, ...source })),
  };
}
