import {
  type Description,
  type Json,
  type OperationView,
  parsePointer,
  parseRuntimeExpression,
  type SchemaView,
  valueAt,
} from "@gatehouse/description";
import type { FreshBounds, Value } from "../case.js";
import { schemaAt } from "../schema/schema-at.js";
import { loginOf } from "../send/login-of.js";
import { withValueIn } from "../template/template.js";
import { literal } from "../template/value.js";
import type { PlanContext } from "./context.js";

/** What holes are put into. */
export interface HolesInput {
  readonly operation: OperationView;
  readonly schema: SchemaView | undefined;
  readonly json: Json;
  /** Name of the step: fresh values of different steps differ. */
  readonly step: string;
  /** The place that a case is about: it stays as it is. */
  readonly varied?: readonly string[] | undefined;
}

/**
 * A body with holes in the places that are not the description's to say: what `contract.yaml` names, what the law `unique` wants fresh, what
 * a login takes from the account. Only where there is a value: what is left out stays out.
 */
export function withHoles(context: PlanContext, { operation, schema, json, step, varied }: HolesInput): Value {
  const isFree = (segments: readonly string[]): boolean => varied === undefined || !overlap(segments, varied);
  const configured = withConfigured(context, operation, literal(json), json, isFree);
  const fresh = withFresh(context, operation, schema, configured, json, step, isFree);
  return withLoginBody(context, operation, fresh, json, isFree);
}

/**
 * Places in a body that hold what must exist on the server, what an account has, or whose it is to be done to: they are not for a generator to
 * choose. A deletion of ids that it made up would delete what was there before.
 */
export function fixedPlaces({ config, description }: PlanContext, operation: OperationView): readonly (readonly string[])[] {
  const prefix = `${operation.id}#$request.body#`;
  const configured = Object.keys(config.values ?? {}).flatMap((key) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : []));
  const places = [...configured, ...loginPointers(description, operation)].map((pointer) => parsePointer(pointer));
  const ids = idPlace(operation);
  return ids ? [...places, ids] : places;
}

/** Where the body says whose it is to be done to; of a list of ids the whole list. */
function idPlace({ resource }: OperationView): readonly string[] | undefined {
  const place = resource?.id === undefined || resource.role === "create" ? undefined : parseRuntimeExpression(resource.id);
  if (place?.source !== "request" || place.place !== "body") return undefined;
  const segments = parsePointer(place.pointer);
  const list = segments.findIndex((segment) => /^\d+$/.test(segment));
  return list < 0 ? segments : segments.slice(0, list);
}

function overlap(a: readonly string[], b: readonly string[]): boolean {
  return (
    a.slice(0, b.length).every((segment, index) => segment === b[index]) &&
    b.slice(0, a.length).every((segment, index) => segment === a[index])
  );
}

type IsFree = (segments: readonly string[]) => boolean;

function withConfigured({ config }: PlanContext, operation: OperationView, body: Value, json: Json, isFree: IsFree): Value {
  const prefix = `${operation.id}#$request.body#`;
  let result = body;
  for (const [key, { local }] of Object.entries(config.values ?? {})) {
    if (!key.startsWith(prefix)) continue;
    const segments = parsePointer(key.slice(prefix.length));
    const given = valueAt(json, segments) as Json | undefined;
    if (given !== undefined && isFree(segments)) result = withValueIn(result, segments, { $value: key, local: local ?? given });
  }
  return result;
}

function withFresh(
  { description }: PlanContext,
  operation: OperationView,
  schema: SchemaView | undefined,
  body: Value,
  json: Json,
  step: string,
  isFree: IsFree,
): Value {
  let result = body;
  for (const law of operation.laws) {
    if (law.law !== "unique") continue;
    const leaf = firstLeaf(valueAt(json, law.property) as Json | undefined, parsePointer(law.property));
    if (!leaf || !isFree(leaf.segments)) continue;
    const node = schema && schemaAt(description, schema, leaf.segments);
    result = withValueIn(result, leaf.segments, { $fresh: leaf.value, name: `${step}${law.property}`, ...boundsOf(node) });
  }
  return result;
}

/** What is made fresh so that the whole is: the value itself, or of an object the first that is a text or a number. */
function firstLeaf(
  value: Json | undefined,
  segments: readonly string[],
): { readonly segments: readonly string[]; readonly value: string | number } | undefined {
  if (typeof value === "string" || typeof value === "number") return { segments, value };
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const found = firstLeaf(inner as Json, [...segments, key]);
    if (found) return found;
  }
  return undefined;
}

function boundsOf(node: { readonly [key: string]: unknown } | undefined): { within?: FreshBounds } {
  const bounds = Object.fromEntries(
    (["maxLength", "pattern", "minimum", "maximum"] as const).flatMap((key) => (node?.[key] === undefined ? [] : [[key, node[key]]])),
  ) as FreshBounds;
  return Object.keys(bounds).length === 0 ? {} : { within: bounds };
}

function withLoginBody({ description, config }: PlanContext, operation: OperationView, body: Value, json: Json, isFree: IsFree): Value {
  if (Object.keys(config.accounts).length === 0) return body;
  let result = body;
  for (const pointer of loginPointers(description, operation)) {
    const segments = parsePointer(pointer);
    if (valueAt(json, segments) !== undefined && isFree(segments))
      result = withValueIn(result, segments, { $login: `$request.body#${pointer}` });
  }
  return result;
}

function loginPointers(description: Description, operation: OperationView): string[] {
  const places = Object.keys(loginOf(description, operation.id)?.inputs ?? {});
  return places.flatMap((place) => (place.startsWith("$request.body#") ? [place.slice("$request.body#".length)] : []));
}
