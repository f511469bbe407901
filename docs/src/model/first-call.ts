import type { Description, OperationView, SecuritySchemeView, XLogin } from "@gatehouse/description";
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

/** A credential that is sent as it is: shown on an operation that changes nothing and needs nothing. */
function keyCall(description: Description, scheme: SecuritySchemeView, login: XLogin): FirstCall | undefined {
  const name = /^\$credentials\.(.+)$/.exec(login.token)?.[1];
  const operation = description.operations.find(
    (one) => one.retry === "safe" && !one.body && one.parameters.every((parameter) => !parameter.required) && one.security.length > 0,
  );
  if (!operation || name === undefined) return undefined;
  const pair: Pair = [scheme.key, { credentials: [name], around: login.send }];
  return { ...requestOf(operation), query: scheme.in === "query" ? [pair] : [], headers: scheme.in === "header" ? [pair] : [], body: [] };
}

type Pair = readonly [string, CallValue];

function requestOf({ id, method, path }: OperationView) {
  return { operationId: id, method, path };
}

function callValue(from: NonNullable<XLogin["inputs"]>[string]): CallValue {
  if (typeof from === "string") return { credentials: [from] };
  return "constant" in from ? { text: from.constant } : { credentials: from.of, transform: from.transform };
}
