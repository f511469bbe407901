import type { Description, OperationView, ParameterView, SecuritySchemeView, XLogin } from "@gatehouse/description";
import type { CallValue, FirstCall } from "../server/portal-data.js";

/** The first call of an API, or undefined where the description names no login that we understand. */
export function firstCall(description: Description): FirstCall | undefined {
  for (const scheme of description.securitySchemes.values()) {
    const { login } = scheme;
    const call =
      login && (login.operationId ? loginCall(description.operation(login.operationId), login) : keyCall(description, scheme, login));
    if (call) return call;
  }
  return undefined;
}

function loginCall(operation: OperationView, login: XLogin): FirstCall {
  const call = { ...requestOf(operation), query: [] as Pair[], headers: [] as Pair[], body: [] as Pair[] };
  for (const [place, from] of Object.entries(login.inputs ?? {})) {
    const value = callValue(from);
    const body = /^\$request\.body#\/(.+)$/.exec(place);
    const part = /^\$request\.(query|header)\.(.+)$/.exec(place);
    if (body) call.body.push([body[1]!, value]);
    else if (part?.[1] === "query") call.query.push([part[2]!, value]);
    else if (part) call.headers.push([part[2]!, value]);
  }
  return call;
}

/** A credential that is sent as it is: shown on an operation that changes nothing and needs nothing but path values with an example. */
function keyCall(description: Description, scheme: SecuritySchemeView, login: XLogin): FirstCall | undefined {
  const name = /^\$credentials\.(.+)$/.exec(login.token)?.[1];
  const operation = description.operations.find(
    (one) =>
      one.retry === "safe" &&
      !one.body &&
      one.security.length > 0 &&
      one.parameters.every((parameter) => !parameter.required || known(parameter)),
  );
  if (!operation || name === undefined) return undefined;
  const path = operation.path.replace(/\{([^}]+)\}/g, (_, key: string) => encodeURIComponent(String(exampleOf(operation, key))));
  const pair: Pair = [scheme.key, { credentials: [name], around: login.send }];
  return {
    ...requestOf(operation),
    path,
    query: scheme.in === "query" ? [pair] : [],
    headers: scheme.in === "header" ? [pair] : [],
    body: [],
  };
}

const known = (parameter: ParameterView): boolean => parameter.in === "path" && parameter.examples.length > 0;

const exampleOf = (operation: OperationView, name: string) =>
  operation.parameters.find((parameter) => parameter.in === "path" && parameter.name === name)?.examples[0]?.value;

type Pair = readonly [string, CallValue];

function requestOf({ id, method, path }: OperationView) {
  return { operationId: id, method, path };
}

function callValue(from: NonNullable<XLogin["inputs"]>[string]): CallValue {
  if (typeof from === "string") return { credentials: [from] };
  return "constant" in from ? { text: from.constant } : { credentials: from.of, transform: from.transform };
}
