import {
  type Description,
  formatPointer,
  type Json,
  parsePointer,
  type SchemaError,
  type SchemaValidator,
  type SchemaView,
  valueAt,
} from "@gatehouse/description";
import fc from "fast-check";
import { sampleOf } from "../schema/sample.js";
import { schemaAt } from "../schema/schema-at.js";
import { arbitraryOf } from "./arbitrary.js";
import { REMOVED, withEdit } from "./json.js";
import { randomOf } from "./text.js";
import { varied } from "./varied.js";

/** What random bodies are made from. */
export interface BodiesInput {
  readonly description: Description;
  readonly validator: SchemaValidator;
  readonly schema: SchemaView;
  /** Most bodies are varied from these; without any, all are drawn from the schema. */
  readonly examples: readonly Json[];
  /** Different keys give different bodies, the same key the same. */
  readonly key: string;
  /** How many, where the schema has that many. */
  readonly count: number;
  /** Values that are not free: in their places they stand as they are. */
  readonly fixed: readonly { readonly segments: readonly string[]; readonly value: Json }[];
  /** A place that no body may fill. */
  readonly never: readonly string[] | undefined;
}

/** How often more are tried than are wanted before a schema counts as having no more. */
const TRIES = 12;
/** One in so many is drawn from the schema alone. */
const DRAWN = 5;

/** Different valid bodies of a schema, chosen by a key. What a condition forbids is mended; what cannot be is thrown away. */
export function bodiesOf(input: BodiesInput): Json[] {
  const { description, schema, key, count, examples } = input;
  const random = randomOf(key);
  const arbitrary = arbitraryOf(description, schema.node);
  const fixed = input.fixed.map(({ segments }) => segments);
  const bodies = new Map<string, Json>();
  for (let index = 0; index < TRIES * count && bodies.size < count; index++) {
    const drawn =
      examples.length === 0 || index % DRAWN === DRAWN - 1
        ? fc.sample(arbitrary, { seed: random(2 ** 31), numRuns: 1 })[0]!
        : varied(examples[random(examples.length)]!, { description, schema, random, fixed, how: index % 2 === 0 ? "gently" : "freely" });
    const valid = mended(input, withFixed(drawn, input));
    if (valid !== undefined && !(input.never && valueAt(valid, input.never) !== undefined)) bodies.set(JSON.stringify(valid), valid);
  }
  return [...bodies.values()];
}

function withFixed(drawn: Json, { fixed, never }: BodiesInput): Json {
  let body = drawn;
  for (const { segments, value } of fixed) if (valueAt(body, segments) !== undefined) body = withEdit(body, segments, value);
  return never && valueAt(body, never) !== undefined ? withEdit(body, never, REMOVED) : body;
}

const MENDINGS = 8;

function mended({ description, validator, schema }: BodiesInput, drawn: Json): Json | undefined {
  let body = drawn;
  for (let round = 0; round < MENDINGS; round++) {
    const [error] = validator.validate(schema, body, { direction: "request" });
    if (!error) return body;
    const next = mend(description, schema, body, error);
    if (next === undefined) return undefined;
    body = next;
  }
  return undefined;
}

/** What lacks is added, what must not be there is taken away. */
function mend(description: Description, schema: SchemaView, body: Json, error: SchemaError): Json | undefined {
  const segments = parsePointer(error.pointer);
  if (error.property !== undefined && /equired$/.test(error.keyword)) {
    const place = [...segments, error.property];
    const node = schemaAt(description, schema, place);
    return node && withEdit(body, place, sampleOf(description, description.schema(node)));
  }
  if (error.property !== undefined) return withEdit(body, [...segments, error.property], REMOVED);
  const excluded = forbidden(error, body);
  if (excluded !== undefined) return withEdit(body, [...segments, excluded], REMOVED);
  return segments.length === 0 ? undefined : withEdit(body, segments, REMOVED);
}

/** A property that a `not` excludes by asking for it. */
function forbidden({ keyword, node, pointer }: SchemaError, body: Json): string | undefined {
  if (keyword !== "not") return undefined;
  const excluded = node["not"] as {
    readonly required?: readonly string[];
    readonly anyOf?: readonly { readonly required?: readonly string[] }[];
  };
  const names = [excluded.required ?? [], ...(excluded.anyOf ?? []).map((one) => one.required ?? [])].flat();
  return names.find((name) => valueAt(body, `${pointer}${formatPointer([name])}`) !== undefined);
}
