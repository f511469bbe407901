import type { Json, JsonObject } from "@gatehouse/description";
import { array, type BundledDocument, object } from "./document.js";
import { mediaKind } from "./media.js";
import { type OperationPlan, responseNode } from "./plan-operation.js";

/**
 * Names of the properties that the bodies of an operation's declared errors have. With them a client can tell an error's body that comes with
 * a status of success. `undefined` where nothing is declared for errors, or where a declared success may look the same.
 */
export function failureNames({ view }: Pick<OperationPlan, "view">, document: BundledDocument): readonly string[] | undefined {
  const jsonOf = (status: number | string): readonly Json[] =>
    Object.entries(object(responseNode(view, status, document).node["content"])).flatMap(([type, media]) =>
      mediaKind(type) === "json" ? [document.resolve(media)["schema"] ?? {}] : [],
    );
  const of = (wanted: (status: number) => boolean) =>
    view.responses.flatMap(({ status }) => (typeof status === "number" && wanted(status) ? jsonOf(status) : []));
  const names = new Set(of((status) => status >= 400).flatMap((schema) => shapesOf(schema, document).flatMap(({ known }) => [...known])));
  const successes = of((status) => status < 400);
  if (names.size === 0 || successes.length === 0) return undefined;
  const alike = successes.flatMap((schema) => shapesOf(schema, document)).some((shape) => mayConsistOf(names, shape));
  return alike ? undefined : [...names].sort();
}

/** What a schema says of an object's properties. */
interface Shape {
  readonly known: ReadonlySet<string>;
  readonly required: ReadonlySet<string>;
  /** Other properties have a schema of their own: they are as good as known ones. */
  readonly open: boolean;
  readonly isObject: boolean;
}

/** Nothing but such names, at least one of them. */
function mayConsistOf(names: ReadonlySet<string>, { known, required, open, isObject }: Shape): boolean {
  return (
    isObject && [...required].every((name) => names.has(name)) && (open || known.size === 0 || [...known].some((name) => names.has(name)))
  );
}

/** One shape for each way through the schema's alternatives. */
function shapesOf(use: Json | undefined, document: BundledDocument, depth = 0): readonly Shape[] {
  const node = document.resolve(use);
  let shapes: readonly Shape[] = [ownShape(node)];
  if (depth > 20) return shapes;
  for (const part of array(node["allOf"])) shapes = both(shapes, shapesOf(part, document, depth + 1));
  for (const key of ["oneOf", "anyOf"]) {
    const parts = array(node[key]).flatMap((part) => shapesOf(part, document, depth + 1));
    if (parts.length > 0) shapes = both(shapes, parts);
  }
  return shapes;
}

function ownShape(node: JsonObject): Shape {
  const types = [node["type"] ?? "object"].flat();
  const more = node["additionalProperties"];
  return {
    known: new Set(Object.keys(object(node["properties"]))),
    required: new Set(array(node["required"]).map(String)),
    open: typeof more === "object" && more !== null,
    isObject: types.includes("object"),
  };
}

/** More ways through a schema than anybody reads: anything may be. */
const TOO_MANY = 200;
const ANYTHING: Shape = { known: new Set(), required: new Set(), open: true, isObject: true };

function both(some: readonly Shape[], others: readonly Shape[]): readonly Shape[] {
  if (some.length * others.length > TOO_MANY) return [ANYTHING];
  return some.flatMap((one) =>
    others.map((other) => ({
      known: new Set([...one.known, ...other.known]),
      required: new Set([...one.required, ...other.required]),
      open: one.open || other.open,
      isObject: one.isObject && other.isObject,
    })),
  );
}
