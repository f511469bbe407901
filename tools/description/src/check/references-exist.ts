import { internalsOf } from "../internals.js";
import type { Description, Node, OperationView, ResponseView } from "../model.js";
import { nearest } from "../nearest.js";
import { type ExpressionPlace, parseRuntimeExpression } from "../runtime-expression.js";
import { schemasAt } from "../schema-at.js";
import { missingSource } from "./claims-are-backed.js";
import type { Finding } from "./finding.js";

const rule = "references-exist";

/**
 * What `x-` keys and links name is there: operations, statuses, parameters and properties behind runtime expressions and pointers, and
 * sources of `x-lifecycle`.
 */
export function referencesExist(description: Description): Finding[] {
  const findings = description.operations.flatMap((operation) => linkFindings(description, operation));
  if (!description.gatehouse) return findings;
  for (const operation of description.operations) {
    findings.push(
      ...resourceFindings(description, operation),
      ...paginationFindings(description, operation),
      ...pollFindings(description, operation),
      ...lawFindings(description, operation),
      ...unreachedFindings(description, operation),
    );
  }
  for (const scheme of description.securitySchemes.values()) findings.push(...loginFindings(description, scheme.node));
  findings.push(...lifecycleFindings(description));
  return findings;
}

/** Why a runtime expression names nothing in an operation's request or answers, or undefined where it names something. */
export function expressionProblem(
  description: Description,
  operation: OperationView,
  expression: string,
  responses: readonly ResponseView[] = successes(operation),
): string | undefined {
  const place = parseRuntimeExpression(expression);
  if (!place) return `"${expression}" is no runtime expression – write $request.path.id or $response.body#/id`;
  return placeProblem(description, operation, place, responses);
}

function placeProblem(
  description: Description,
  operation: OperationView,
  place: ExpressionPlace,
  responses: readonly ResponseView[],
): string | undefined {
  if (place.source === "exchange" || place.source === "credentials") return undefined;
  if (place.place === "body") {
    const media = place.source === "request" ? (operation.body?.media ?? []) : responses.flatMap((response) => response.media);
    const schemas = media.flatMap((m) => (m.schema ? [m.schema] : []));
    if (schemas.some((schema) => schemasAt(description, schema, place.pointer).length > 0)) return undefined;
    return `${operation.id}: the ${place.source === "request" ? "request body" : "answer"} has nothing at "${place.pointer}" – name a property of its schema`;
  }
  if (place.source === "response") {
    const names = responses.flatMap((response) => response.headers.map((header) => header.name));
    return names.some((name) => name.toLowerCase() === place.name.toLowerCase())
      ? undefined
      : `${operation.id}: the answer declares no header "${place.name}" – ${suggestion(place.name, names, "declare it")}`;
  }
  const names = operation.parameters.filter((parameter) => parameter.in === place.place).map((parameter) => parameter.name);
  const found = names.some((name) => (place.place === "header" ? name.toLowerCase() === place.name.toLowerCase() : name === place.name));
  return found
    ? undefined
    : `${operation.id} has no ${place.place} parameter "${place.name}" – ${suggestion(place.name, names, "declare it")}`;
}

/** Adds what is wrong to a list, with the place of the key that says it. */
type Report = (holder: object, key: string, message: string | undefined) => void;

function collect(description: Description, run: (report: Report) => void): Finding[] {
  const findings: Finding[] = [];
  run((holder, key, message) => {
    if (message !== undefined) findings.push({ rule, message, at: description.locate(holder, key) });
  });
  return findings;
}

function linkFindings(description: Description, operation: OperationView): Finding[] {
  return collect(description, (report) => {
    for (const response of operation.responses) {
      for (const link of response.links) {
        const key = "operationId" in link.node ? "operationId" : "operationRef";
        const target = find(description, link.operationId);
        if (!target) {
          report(link.node, key, noOperation(description, link.operationId));
          continue;
        }
        for (const [name, value] of Object.entries(link.parameters)) {
          report(link.node["parameters"] as Node, name, parameterProblem(target, name) ?? constantOr(value, response));
        }
        const body = link.node["requestBody"];
        if (typeof body === "string") report(link.node, "requestBody", constantOr(body, response));
      }
    }

    /** What does not begin with `$` is a constant. */
    function constantOr(value: unknown, response: ResponseView): string | undefined {
      if (typeof value !== "string" || !value.startsWith("$")) return undefined;
      return expressionProblem(description, operation, value, [response]);
    }
  });
}

/** A link names a parameter, `id`, or where names repeat, `path.id`. */
function parameterProblem(target: OperationView, name: string): string | undefined {
  const names = target.parameters.flatMap((parameter) => [parameter.name, `${parameter.in}.${parameter.name}`]);
  return names.includes(name) ? undefined : `${target.id} has no parameter "${name}" – ${suggestion(name, names, "declare it")}`;
}

function resourceFindings(description: Description, operation: OperationView): Finding[] {
  return collect(description, (report) => {
    const { resource, pagination } = operation;
    if (resource?.example !== undefined) report(resource, "example", exampleProblem(description, resource.name, resource.example));
    if (resource?.id === undefined) return;
    const place = parseRuntimeExpression(resource.id);
    // The id of a listed object is relative to the item, and which part of the answer is an item only x-pagination or a list tells.
    if (resource.role === "list" && place?.place === "body" && place.source === "response") {
      const items = pagination ? parseRuntimeExpression(pagination.items) : undefined;
      const prefix = items?.place === "body" ? `${items.pointer}/0` : "/0";
      // Where the items themselves are not there, x-pagination is told so.
      if (pagination && expressionProblem(description, operation, pagination.items)) return;
      report(resource, "id", placeProblem(description, operation, { ...place, pointer: prefix + place.pointer }, successes(operation)));
    } else report(resource, "id", expressionProblem(description, operation, resource.id));
  });
}

function exampleProblem(description: Description, resource: string, name: string): string | undefined {
  const creators = description.operations.filter((one) => one.resource?.name === resource && one.resource.role === "create");
  const names = creators.flatMap(({ body }) => (body?.media ?? []).flatMap(({ examples }) => examples.map((example) => example.name)));
  if (names.includes(name)) return undefined;
  return `no creation of the resource "${resource}" has an example "${name}" – ${suggestion(name, names, "name one of its examples")}`;
}

function paginationFindings(description: Description, operation: OperationView): Finding[] {
  const { pagination } = operation;
  if (!pagination) return [];
  return collect(description, (report) => {
    for (const [key, value] of Object.entries(pagination)) {
      if (typeof value !== "string" || !value.startsWith("$")) continue;
      report(pagination, key, expressionProblem(description, operation, value));
    }
  });
}

function pollFindings(description: Description, operation: OperationView): Finding[] {
  const { poll } = operation;
  if (!poll) return [];
  return collect(description, (report) => {
    report(poll, "id", expressionProblem(description, operation, poll.id));
    for (const part of [poll.status, poll.result]) {
      const target = find(description, part.operationId);
      if (!target) {
        report(part, "operationId", noOperation(description, part.operationId));
        continue;
      }
      for (const [key, value] of Object.entries(part)) {
        if (key !== "operationId" && typeof value === "string") report(part, key, expressionProblem(description, target, value));
      }
    }
  });
}

function lawFindings(description: Description, operation: OperationView): Finding[] {
  return collect(description, (report) => {
    for (const law of operation.laws) {
      switch (law.law) {
        case "unique":
          report(law, "property", expressionProblem(description, operation, `$request.body#${law.property}`));
          report(law, "status", statusProblem(operation, law.status));
          break;
        case "round-trip": {
          const read = find(description, law.read);
          if (!read) report(law, "read", noOperation(description, law.read));
          for (const [index, pointer] of (law.except ?? []).entries()) {
            const place = { place: "body", pointer } as const;
            const written = placeProblem(description, operation, { source: "request", ...place }, []);
            const got = read && placeProblem(description, read, { source: "response", ...place }, successes(read));
            if (read && written && got) report(law.except as unknown as object, String(index), written);
          }
          break;
        }
        case "gone-after-delete":
          for (const [index, id] of law.reads.entries()) {
            const read = find(description, id);
            report(law.reads, String(index), read ? statusProblem(read, law.status) : noOperation(description, id));
          }
          break;
        case "readable-once":
          report(law, "then", statusProblem(operation, law.then));
          break;
        case "quota":
        case "state":
          report(law, "status", statusProblem(operation, law.status));
          break;
        case "child-follows-parent": {
          const names = description.operations.flatMap((o) => (o.resource ? [o.resource.name] : []));
          if (!names.includes(law.child)) {
            report(law, "child", `no operation has the resource "${law.child}" – ${suggestion(law.child, names, "name it in x-resource")}`);
          }
        }
      }
    }
  });
}

function unreachedFindings(description: Description, operation: OperationView): Finding[] {
  const unreached = operation.node["x-unreached"];
  if (typeof unreached !== "object" || unreached === null) return [];
  return collect(description, (report) => {
    for (const status of Object.keys(unreached)) report(unreached, status, statusProblem(operation, status));
  });
}

function loginFindings(description: Description, scheme: Node): Finding[] {
  const login = scheme["x-login"];
  if (!login) return [];
  return collect(description, (report) => {
    const operation = login.operationId === undefined ? undefined : find(description, login.operationId);
    if (login.operationId !== undefined && !operation) report(login, "operationId", noOperation(description, login.operationId));
    if (login.logout !== undefined && !find(description, login.logout)) report(login, "logout", noOperation(description, login.logout));
    if (!operation) {
      const isCredential = parseRuntimeExpression(login.token)?.source === "credentials";
      if (login.operationId === undefined && !isCredential) {
        report(login, "token", `"${login.token}" is in no answer – name an operationId, or a credential: $credentials.apiKey`);
      }
      return;
    }
    for (const key of ["token", "expires", "expiresIn"] as const) {
      const value = login[key];
      if (value !== undefined) report(login, key, expressionProblem(description, operation, value));
    }
    for (const place of Object.keys(login.inputs ?? {})) {
      if (!isUndeclarable(place)) report(login.inputs!, place, expressionProblem(description, operation, place));
    }
  });
}

/** OpenAPI lets no operation declare an `Authorization` header (3.1, Parameter Object), and a login may send one all the same. */
function isUndeclarable(expression: string): boolean {
  return /^\$request\.header\.authorization$/i.test(expression);
}

function lifecycleFindings(description: Description): Finding[] {
  const keys = Object.keys(description.sources);
  return collect(description, (report) => {
    for (const [, { node }] of internalsOf(description).visits()) {
      const lifecycle = (node as Node)["x-lifecycle"];
      const key = typeof lifecycle === "object" && typeof lifecycle?.ref === "string" ? lifecycle.ref.split(" ", 1)[0]! : undefined;
      if (lifecycle && key !== undefined && !keys.includes(key)) report(lifecycle, "ref", missingSource(key, keys));
    }
  });
}

function statusProblem(operation: OperationView, status: number | string): string | undefined {
  const declared = operation.responses.map((response) => String(response.status));
  return declared.includes(String(status)) ? undefined : `${operation.id} does not declare ${status} – it declares ${declared.join(", ")}`;
}

function find(description: Description, id: string): OperationView | undefined {
  return description.operations.find((operation) => operation.id === id);
}

function noOperation(description: Description, id: string): string {
  const ids = description.operations.map((operation) => operation.id);
  return `no operation "${id}" – ${suggestion(id, ids, "name an operationId of the description")}`;
}

function suggestion(name: string, names: readonly string[], otherwise: string): string {
  const near = nearest(name, names);
  return near ? `did you mean "${near}"?` : otherwise;
}

function successes(operation: OperationView): ResponseView[] {
  return operation.responses.filter(({ status }) =>
    typeof status === "number" ? status < 400 : status.startsWith("2") || status === "default",
  );
}
