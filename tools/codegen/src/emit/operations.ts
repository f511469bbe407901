import type { Description, OperationView, ParameterView } from "@gatehouse/description";
import { credentialsIn, loginParameters, planLogins } from "../credentials.js";
import { object } from "../document.js";
import { failureNames } from "../failure-names.js";
import { type ApiPlan, planned } from "../plan.js";
import { isBare, type OperationPlan, responseNode } from "../plan-operation.js";
import { answerPointer, inputPointer, operationNamed, sensitivePointers } from "../pointers.js";
import { expression, literal, propertyName } from "../text.js";
import { HEADER } from "./header.js";

/**
 * `operations.ts`: the API as data. One constant per operation and no statement with an effect, so that a bundler keeps the operations that
 * are used and drops the rest.
 */
export function emitOperations(plan: ApiPlan): string {
  const { description, operations } = plan;
  const shared = new SharedConstants();
  const constants = operations.map((operation) => {
    const doc = `/** ${operation.view.method} ${literal(operation.view.path).slice(1, -1).replaceAll("*/", "*\\/")} */\n`;
    return `${doc}export const ${operation.constant}: OperationDescriptor = ${descriptor(operation, plan, shared)};\n`;
  });
  const members = operations.map(({ key, constant }) => `    ${key === constant ? key : `${propertyName(key)}: ${constant}`},\n`);
  // Each value is a constant of its own: a bundler must keep what reads a property of another object.
  const parts = PARTS.filter((part) => operations.some((operation) => partsOf(operation, plan).includes(part)));
  const imported = parts.map((part) => `${part} as $${part}`).join(", ");
  const fields = ["id: $api", `vendorRelease: ${literal(description.vendorRelease)}`, "servers: $servers", "logins: $logins"];
  return [
    HEADER,
    'import type { ApiDescriptor, OperationDescriptor } from "@gatehouse/runtime";\n',
    ...(imported ? [`import { ${imported} } from "@gatehouse/runtime";\n`] : []),
    "\n",
    `const $api = ${literal(description.id)};\n`,
    `const $servers: ApiDescriptor["servers"] = ${expression(serverNames(plan))};\n`,
    `const $logins: ApiDescriptor["logins"] = ${expression(logins(plan))};\n`,
    shared.text(),
    "\n",
    constants.join("\n"),
    "\n/** The API without its operations: for a client of some of them. */\n",
    `export const service: Omit<ApiDescriptor, "operations"> = { ${fields.join(", ")} };\n\n`,
    "/** The whole API. */\n",
    `export const api: ApiDescriptor = {\n${fields.map((field) => `  ${field},\n`).join("")}  operations: {\n${members.join("")}  },\n};\n`,
  ].join("");
}

/** The logins, each with the names of the credentials that it takes. */
function logins(plan: ApiPlan): Readonly<Record<string, object>> {
  const named = Object.entries(planLogins(plan.description)).map(([scheme, login]) => {
    const inputs = login.inputs ?? [];
    const given = typeof login.token === "object" ? [login.token.credential] : [];
    const operation = plan.operations.find(({ key }) => key === login.operation);
    const secret = operation ? secretInputs(operation, plan) : [];
    // What goes as it is to a place that is not sensitive, and the first of several that are put together: a user name before a password.
    const identity = inputs.flatMap(([to, from]) => {
      if (typeof from === "string") return secret.includes(to) ? [] : [from];
      return "of" in from ? from.of.slice(0, from.of.length - 1).slice(0, 1) : [];
    });
    const needs = [...new Set([...inputs.flatMap(([, from]) => credentialsIn(from)), ...given])];
    return [scheme, { needs, ...(identity.length > 0 && { identity }), ...login }] as const;
  });
  return Object.fromEntries(named);
}

function descriptor(operation: OperationPlan, plan: ApiPlan, shared: SharedConstants): string {
  const { view, body } = operation;
  const fields: [string, string | undefined][] = [
    ["api", "$api"],
    ["id", literal(operation.key)],
    ["method", literal(view.method)],
    ["path", literal(view.path)],
    ["server", view.server === undefined || serverNames(plan).length < 2 ? undefined : literal(view.server)],
    ["params", parameters(operation, plan)],
    ["body", body && expression({ type: body.mediaType, ...(!body.required && { required: false }) })],
    ["responses", responses(operation, plan, shared)],
    ["failure", failure(operation, plan, shared)],
    ["security", shared.use("security", expression(view.security.map((all) => all.map(({ scheme }) => scheme))))],
    ["retry", literal(view.retry)],
    ["pagination", pagination(operation, plan)],
    ["job", job(operation, plan)],
    ["parts", parts(operation, plan)],
  ];
  return `{\n${fields.flatMap(([key, value]) => (value === undefined ? [] : [`  ${key}: ${value},\n`])).join("")}}`;
}

function parts(operation: OperationPlan, plan: ApiPlan): string | undefined {
  const needed = partsOf(operation, plan);
  return needed.length > 0 ? `{ ${needed.map((part) => `${part}: $${part}`).join(", ")} }` : undefined;
}

/** The parts of the runtime that an operation needs: bundlers drop those to which nothing refers. */
function partsOf({ view, body, inputs }: OperationPlan, { description }: ApiPlan): readonly string[] {
  const needed: Readonly<Record<(typeof PARTS)[number], unknown>> = {
    pages: view.pagination,
    jobs: view.poll,
    forms: /^(multipart\/form-data|application\/x-www-form-urlencoded)\b/.test(body?.mediaType ?? ""),
    lists: inputs.some(({ parameter }) => mayBeMany(parameter)),
    transforms: makesInputs(view, description),
  };
  return PARTS.filter((part) => needed[part]);
}

const PARTS = ["pages", "jobs", "forms", "lists", "transforms"] as const;

/** Whether a parameter may be a list or an object. */
function mayBeMany(parameter: ParameterView): boolean {
  if (parameter.in === "path") return styleOf(parameter) !== undefined;
  const { type } = parameter.schema.resolved;
  const types = Array.isArray(type) ? type : [type];
  return !types.every((one) => /^(string|number|integer|boolean|null)$/.test(String(one)));
}

/** Whether an operation is that of a login that sends more than credentials as they are. */
function makesInputs({ id }: OperationView, description: Description): boolean {
  const logins = [...description.securitySchemes.values()].flatMap(({ login }) => (login?.operationId === id ? [login] : []));
  const inputs = logins.flatMap((login) => Object.values(login.inputs ?? {}));
  return loginParameters(id, description).length > 0 || inputs.some((from) => typeof from !== "string");
}

function parameters(operation: OperationPlan, { description }: ApiPlan): string | undefined {
  const declared = operation.inputs.map(({ key, parameter }) => tuple(key, parameter.in, parameter.name, styleOf(parameter)));
  const added = loginParameters(operation.view.id, description).map((each) => tuple(each.key, each.in, each.name, undefined));
  return declared.length + added.length > 0 ? `[${[...declared, ...added].join(", ")}]` : undefined;
}

function tuple(key: string, place: string, wire: string, style: string | undefined): string {
  return expression(style === undefined ? (wire === key ? [key, place] : [key, place, wire]) : [key, place, wire, style]);
}

/** The runtime's name of a style; undefined where it is the place's default. */
function styleOf({ in: place, style, explode }: ParameterView): string | undefined {
  if (style === "simple") return explode ? "simple-exploded" : undefined;
  if (style === "form") return explode || place === "cookie" ? undefined : "form-unexploded";
  return /^(spaceDelimited|pipeDelimited|deepObject)$/.test(style) ? style : undefined;
}

function responses({ view }: OperationPlan, { document }: ApiPlan, shared: SharedConstants): string {
  const entries = view.responses.flatMap(({ status, mayBeEmpty }) => {
    if (typeof status !== "number") return [];
    const types = Object.keys(object(responseNode(view, status, document).node["content"])).map((type) =>
      type.split(";")[0]!.trim().toLowerCase(),
    );
    return [`${status}: ${shared.use("media", expression(isBare(view, status) ? [] : [...new Set(types), ...(mayBeEmpty ? [""] : [])]))}`];
  });
  return `{ ${entries.join(", ")} }`;
}

function failure(operation: OperationPlan, { document }: ApiPlan, shared: SharedConstants): string | undefined {
  const names = failureNames(operation, document);
  return names && shared.use("failure", expression(names));
}

/** Pointers to what is secret in the request of an operation. */
function secretInputs({ inputs, body }: OperationPlan, { document, description }: ApiPlan): readonly string[] {
  if (!description.gatehouse) return [];
  const parameters = inputs.filter(({ parameter }) => parameter.sensitive).map(({ key }) => `/${key}`);
  return [...parameters, ...sensitivePointers(body?.schema, document).map((pointer) => `/body${pointer}`)];
}

function pagination({ view }: OperationPlan, { description }: ApiPlan): string | undefined {
  const from = { description, node: view.node, key: "x-pagination" };
  const pages = view.pagination;
  if (!pages) return undefined;
  const items = answerPointer(pages.items, from);
  if (pages.style === "cursor") {
    return expression({ style: "cursor", items, next: answerPointer(pages.next, from), cursor: inputPointer(pages.cursor, view, from) });
  }
  return expression({
    style: "page",
    items,
    page: inputPointer(pages.page, view, from),
    first: pages.first,
    size: inputPointer(pages.size, view, from),
    pages: pages.pages && answerPointer(pages.pages, from),
  });
}

function job({ view }: OperationPlan, plan: ApiPlan): string | undefined {
  const from = { description: plan.description, node: view.node, key: "x-poll" };
  const { poll } = view;
  if (!poll) return undefined;
  const status = operationNamed(poll.status.operationId, from);
  const result = operationNamed(poll.result.operationId, from);
  return expression({
    id: answerPointer(poll.id, from),
    status: {
      operation: planned(plan, status).key,
      id: inputPointer(poll.status.id, status, from),
      state: answerPointer(poll.status.state, from),
      message: poll.status.message && answerPointer(poll.status.message, from),
    },
    done: poll.done,
    failed: poll.failed,
    result: { operation: planned(plan, result).key, id: inputPointer(poll.result.id, result, from), once: poll.result.once },
  });
}

function serverNames({ description }: ApiPlan): readonly string[] {
  const names = [...new Set(description.servers.map(({ name }) => name))];
  return names.length > 0 ? names : ["default"];
}

/** Values that many operations share, each written once. The `$` keeps them apart from operations. */
class SharedConstants {
  readonly #groups = {
    media: new Map<string, string>(),
    failure: new Map<string, string>(),
    security: new Map<string, string>(),
  };

  use(group: "media" | "failure" | "security", value: string): string {
    const names = this.#groups[group];
    const name = names.get(value) ?? `$${group}${names.size}`;
    names.set(value, name);
    return name;
  }

  text(): string {
    const { media, failure, security } = this.#groups;
    return [
      ...[...media, ...failure].map(([value, name]) => `const ${name}: readonly string[] = ${value};\n`),
      ...[...security].map(([value, name]) => `const ${name}: OperationDescriptor["security"] = ${value};\n`),
    ].join("");
  }
}
