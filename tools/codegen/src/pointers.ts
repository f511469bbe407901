import { type Description, DescriptionError, type Json, type JsonObject, type Node, type OperationView } from "@gatehouse/description";
import { array, type BundledDocument, object } from "./document.js";
import { inputKeys } from "./operation-names.js";

/** Where a runtime expression stands, for the message when it cannot be followed. */
export interface Origin {
  readonly description: Description;
  readonly node: Node;
  /** The `x-` key that it stands in. */
  readonly key: string;
}

/** A place in a request, as a parameter by its wire name or as a pointer into the body. */
export type RequestPlace =
  | { readonly in: "path" | "query" | "header" | "cookie"; readonly name: string }
  | { readonly in: "body"; readonly pointer: string };

/** `$request.query.limit`, `$request.body#/cursor` taken apart. */
export function requestPlace(expression: string, origin: Origin): RequestPlace {
  const parameter = /^\$request\.(path|query|header|cookie)\.(.+)$/.exec(expression);
  if (parameter) return { in: parameter[1] as "path", name: parameter[2] as string };
  const body = /^\$request\.body(?:#((?:\/.*)?))?$/.exec(expression);
  if (body) return { in: "body", pointer: body[1] ?? "" };
  throw wrong(expression, "a place in the request, such as $request.query.limit or $request.body#/cursor", origin);
}

/** The pointer into an operation's input that a request expression means: `$request.query.page-size` → `/pageSize`. */
export function inputPointer(expression: string, operation: OperationView, origin: Origin): string {
  const place = requestPlace(expression, origin);
  if (place.in === "body") {
    if (operation.body) return `/body${place.pointer}`;
    throw wrong(expression, `a parameter: ${operation.id} has no request body`, origin);
  }
  const { keys } = inputKeys(operation);
  const match = keys.find(({ parameter }) => parameter.in === place.in && sameName(place.in, parameter.name, place.name));
  if (match) return `/${match.key}`;
  throw wrong(expression, `the name of a ${place.in} parameter of ${operation.id}`, origin);
}

/** The pointer into an answer's body: `$response.body#/paging/nextCursor` → `/paging/nextCursor`. */
export function answerPointer(expression: string, origin: Origin): string {
  const match = /^\$response\.body(?:#((?:\/.*)?))?$/.exec(expression);
  if (match) return match[1] ?? "";
  throw wrong(expression, "a place in the answer's body, such as $response.body#/id", origin);
}

/** The operation of that id. @throws {DescriptionError} at the place that names it, where there is none. */
export function operationNamed(id: string, origin: Origin): OperationView {
  const found = origin.description.operations.find((operation) => operation.id === id);
  if (found) return found;
  throw wrong(id, "the operationId of an operation of this description", origin);
}

/** The schema that a pointer leads to inside values of `schema`; undefined where it says nothing of it. */
export function schemaAt(schema: Json | undefined, pointer: string, document: BundledDocument): Json | undefined {
  let current: Json | undefined = schema;
  for (const part of pointer.split("/").slice(1)) {
    current = childSchema(current, part.replaceAll("~1", "/").replaceAll("~0", "~"), document, 0);
    if (current === undefined) return undefined;
  }
  return current;
}

/** Pointers to everything in values of `schema` that is marked `x-sensitive`, `*` for array items and free keys. */
export function sensitivePointers(schema: Json | undefined, document: BundledDocument): readonly string[] {
  const found = new Set<string>();
  const visit = (use: Json | undefined, at: string, inside: ReadonlySet<JsonObject>): void => {
    const node = document.resolve(use);
    if (use === undefined || inside.has(node)) return;
    if ("x-sensitive" in node || "x-sensitive" in object(use)) found.add(at);
    const deeper = new Set([...inside, node]);
    for (const [name, child] of Object.entries(object(node["properties"]))) visit(child, `${at}/${escapePart(name)}`, deeper);
    visit(node["items"], `${at}/*`, deeper);
    visit(node["additionalProperties"], `${at}/*`, deeper);
    for (const key of ["allOf", "anyOf", "oneOf"]) for (const part of array(node[key])) visit(part, at, deeper);
    for (const key of ["if", "then", "else"]) visit(node[key], at, deeper);
  };
  visit(schema, "", new Set());
  return [...found];
}

function childSchema(use: Json | undefined, name: string, document: BundledDocument, depth: number): Json | undefined {
  const node = document.resolve(use);
  const properties = object(node["properties"]);
  if (Object.hasOwn(properties, name)) return properties[name];
  if (/^(\d+|\*)$/.test(name) && node["items"] !== undefined) return node["items"];
  if (depth > 20) return undefined;
  for (const key of ["allOf", "anyOf", "oneOf"]) {
    for (const part of array(node[key])) {
      const found = childSchema(part, name, document, depth + 1);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function sameName(place: string, a: string, b: string): boolean {
  return place === "header" ? a.toLowerCase() === b.toLowerCase() : a === b;
}

function escapePart(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}

function wrong(value: string, right: string, { description, node, key }: Origin): DescriptionError {
  return new DescriptionError({
    what: `"${value}" in ${key} cannot be followed`,
    at: description.locate(node, key),
    right: `it must be ${right}`,
  });
}
