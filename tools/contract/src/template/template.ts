import { type OperationView, parsePointer, parseRuntimeExpression } from "@gatehouse/description";
import type { Value, WireTemplate } from "../case.js";
import { isHole } from "./value.js";

/** A request of an operation with nothing in it. */
export function emptyTemplate(operation: OperationView): WireTemplate {
  const accept = [...new Set(operation.responses.flatMap((response) => response.media.map(({ type }) => type)))];
  return { method: operation.method, path: operation.path, headers: accept.length === 0 ? [] : [["accept", accept.join(", ")]] };
}

/**
 * A template with a value at the place that a runtime expression names (`$request.path.id`, `$request.body#/owner/id`); in a body the
 * objects on the way are made.
 *
 * @throws {TypeError} for an expression that names no place in a request.
 */
export function withValueAt(template: WireTemplate, expression: string, value: Value): WireTemplate {
  const place = parseRuntimeExpression(expression);
  if (place?.source !== "request") throw new TypeError(`names no place in a request – ${expression} – $request.path.id, $request.body#/id`);
  switch (place.place) {
    case "path":
      return { ...template, pathValues: { ...template.pathValues, [place.name]: value } };
    case "query":
      return { ...template, query: replaced(template.query ?? [], place.name, value, (name) => name) };
    case "header":
      return { ...template, headers: replaced(template.headers, place.name, value, (name) => name.toLowerCase()) };
    case "body":
      return { ...template, body: { json: withValueIn(bodyJson(template), parsePointer(place.pointer), value) } };
  }
}

/** The value that a template has at the place that a runtime expression names. */
export function valueAtPlace(request: WireTemplate, expression: string): Value | undefined {
  const place = parseRuntimeExpression(expression);
  if (place?.source !== "request") return undefined;
  switch (place.place) {
    case "path":
      return request.pathValues?.[place.name];
    case "query":
      return request.query?.find(([name]) => name === place.name)?.[1];
    case "header":
      return request.headers.find(([name]) => name === place.name.toLowerCase())?.[1];
    case "body":
      return parsePointer(place.pointer).reduce<Value | undefined>(
        (value, key) => (typeof value === "object" && value !== null ? (value as { readonly [key: string]: Value })[key] : undefined),
        bodyJson(request),
      );
  }
}

/** The JSON body of a template; an empty object where it has none. */
export function bodyJson({ body }: WireTemplate): Value {
  return body && "json" in body ? body.json : {};
}

/** A value with another at a pointer. */
export function withValueIn(root: Value, segments: readonly string[], value: Value): Value {
  const [segment, ...rest] = segments;
  if (segment === undefined) return value;
  if (Array.isArray(root)) {
    const index = Number(segment);
    return root.map((item: Value, at) => (at === index ? withValueIn(item, rest, value) : item));
  }
  const object = typeof root === "object" && root !== null && !isHole(root) ? (root as { readonly [key: string]: Value }) : {};
  if (!Object.hasOwn(object, segment)) return { ...object, [segment]: withValueIn({}, rest, value) };
  return Object.fromEntries(Object.entries(object).map(([key, old]) => [key, key === segment ? withValueIn(old, rest, value) : old]));
}

function replaced(
  pairs: readonly (readonly [string, Value])[],
  name: string,
  value: Value,
  key: (name: string) => string,
): readonly (readonly [string, Value])[] {
  if (!pairs.some(([other]) => key(other) === key(name))) return [...pairs, [name, value]];
  return pairs.map((pair) => (key(pair[0]) === key(name) ? [pair[0], value] : pair));
}
