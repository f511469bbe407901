import { compare } from "./compare.js";
import type { Difference, Keyword } from "./comparison.js";
import type { Drift } from "./drift.js";
import { escaped, pathOf, patternOf, pointerOf } from "./place.js";
import type { SchemaObject } from "./schema.js";

/** What is known of a difference without knowing whose answer it is. */
export interface AnswerIssue extends Pick<Drift, "kind" | "breaking" | "pointer" | "schemaPointer" | "expected" | "found"> {
  readonly message: string;
  /** The keys that lead to the value, as they are. */
  readonly path: readonly (string | number)[];
  /** As the pointer, with `*` for every position in a list. */
  readonly pattern: string;
}

/**
 * A validator of one answer, for whatever takes a Standard Schema (https://standardschema.dev). What the description does not say is an issue,
 * properties and values that are new too: `breaking` tells those apart. The value is given back as it came.
 */
export interface AnswerSchema<Data> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: "gatehouse";
    readonly validate: (
      value: unknown,
    ) => { readonly value: Data; readonly issues?: undefined } | { readonly issues: readonly AnswerIssue[] };
    /** Never there: it carries the types. */
    readonly types?: { readonly input: unknown; readonly output: Data } | undefined;
  };
}

/** Validators by operation and status: what the `validation` of a client is. */
export type Validators = Readonly<Record<string, Readonly<Record<number, AnswerSchema<unknown>>>>>;

/** A validator out of a schema. Called by generated code. */
export function answer<Data>(schema: SchemaObject): AnswerSchema<Data> {
  return {
    "~standard": {
      version: 1,
      vendor: "gatehouse",
      validate(value) {
        const { differences, secrets } = compare(schema, value, schema.$id ?? "#");
        if (!differences.length) return { value: value as Data };
        const hidden = secrets.map(patternOf);
        const isSecret = (pattern: string) => hidden.some((secret) => pattern === secret || pattern.startsWith(`${secret}/`));
        return { issues: differences.map((difference) => issueOf(difference, isSecret(patternOf(difference.place)))) };
      },
    },
  };
}

function issueOf(difference: Difference, isSecret: boolean): AnswerIssue {
  const { kind, place, expected, isNews = false } = difference;
  const pointer = pointerOf(place);
  const found = isSecret ? difference.found : shown(difference);
  return {
    message: `${pointer || "the body"}: ${kind}, expected ${expected}, found ${found}`,
    path: pathOf(place),
    kind,
    breaking: !isNews,
    pointer,
    pattern: patternOf(place),
    schemaPointer: keywordPointer(difference.keyword),
    expected,
    found,
  };
}

/** A new value of an enum looks like the others: short, and a name. */
function shown({ found, size, unlisted }: Difference): string {
  if (typeof unlisted === "string" && /^[\w.:+/-]{1,64}$/.test(unlisted)) return JSON.stringify(unlisted);
  if (typeof unlisted === "number" || typeof unlisted === "boolean") return String(unlisted);
  return size === undefined ? found : `${found} of ${size}`;
}

function keywordPointer({ parent, step }: Keyword): string {
  return parent ? `${keywordPointer(parent)}/${escaped(step)}` : step;
}
