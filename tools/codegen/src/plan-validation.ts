import {
  type Description,
  DescriptionError,
  formatLocation,
  isHarmlessPattern,
  type Location,
  type Node,
  patternProblem,
  SchemaTranslator,
  type SchemaView,
} from "@gatehouse/description";
import { NameTable, pascalCase } from "./names.js";
import type { AnswerPlan, OperationPlan } from "./plan-operation.js";
import { type TypeText, unionOf } from "./types.js";
import { CHECKED, isUnknown } from "./validation-keywords.js";

/** What is generated for looking at answers. */
export interface ValidationPlan {
  /** Schemas that answers are made of, in the order in which they are met. */
  readonly schemas: readonly SharedSchema[];
  readonly answers: ReadonlyMap<OperationPlan, readonly CheckedAnswer[]>;
  /** One line per reason why answers cannot be checked. */
  readonly unsupported: readonly string[];
}

/** A schema as plain JSON Schema. */
export interface SharedSchema {
  readonly id: string;
  readonly constant: string;
  /** Where it stands in the description's files: `schemas/tenants.yaml#/Tenant`. */
  readonly place: string;
  readonly schema: Part;
}

/** Part of a schema; a `$ref` in it is the id of a shared one. */
export type Part = Readonly<Record<string, unknown>> | boolean;

/** The JSON answer of one status. */
export interface CheckedAnswer {
  readonly status: number;
  readonly type: TypeText;
  /** Ids of schemas; of several, one must fit. */
  readonly schemas: readonly string[];
}

interface Problem {
  readonly what: string;
  readonly at: Location;
  readonly right: string;
}

/**
 * Decides which schemas the answers are compared with.
 *
 * @throws {DescriptionError} for a schema that cannot be compared with, where the description is one of ours. Of other people's, the answers
 * that have one are left out and listed.
 */
export function planValidation(description: Description, operations: readonly OperationPlan[]): ValidationPlan {
  const library = new SchemaLibrary(description);
  const leftOut = new Map<string, string[]>();
  const used = new Set<string>();
  const answers = new Map<OperationPlan, readonly CheckedAnswer[]>();
  const planAnswer = ({ status, json }: AnswerPlan, operation: OperationPlan): readonly CheckedAnswer[] => {
    const views = json.flatMap(({ schema }) => schema ?? []);
    if (views.length < json.length) return []; // whatever comes is right
    const schemas = [...new Set(views.map((view) => library.add(view)))];
    const needed = library.reach(schemas);
    const [problem] = library.problems(needed);
    if (problem && description.gatehouse) throw new DescriptionError(problem);
    if (problem) {
      const why = `${problem.what} (${formatLocation(problem.at)})`;
      leftOut.set(why, [...(leftOut.get(why) ?? []), `${operation.key} ${status}`]);
      return [];
    }
    for (const id of needed) used.add(id);
    return [{ status, type: unionOf(json.map(({ type }) => type)), schemas }];
  };
  for (const operation of operations) {
    answers.set(
      operation,
      operation.answers.flatMap((each) => planAnswer(each, operation)),
    );
  }
  const unsupported = [...leftOut].map(([why, [first, ...more]]) => {
    return `validation of answers: ${why} – ${first}${more.length > 0 ? ` and ${more.length} more` : ""}`;
  });
  return { schemas: library.all.filter(({ id }) => used.has(id)), answers, unsupported };
}

/** Schemas by id, each referred-to one once. */
class SchemaLibrary {
  readonly #description: Description;
  readonly #translator: SchemaTranslator;
  readonly #schemas = new Map<string, SharedSchema>();
  readonly #names = new NameTable([]);
  readonly #problems = new Map<string, readonly Problem[]>();

  constructor(description: Description) {
    this.#description = description;
    this.#translator = new SchemaTranslator({
      openapi30: String(description.root["openapi"]).startsWith("3.0"),
      direction: "response",
      keep: new Set(description.gatehouse ? ["x-extensible-enum", "x-sensitive"] : []),
      resolve: description.resolve,
    });
  }

  get all(): readonly SharedSchema[] {
    return [...this.#schemas.values()];
  }

  /** The id of a schema, which is then known with all that it refers to. */
  add({ node, resolved }: SchemaView): string {
    const { id, added } = this.#translator.translate(Object.keys(node).length === 1 ? resolved : node);
    for (const { id: each, schema } of added) {
      const origin = (typeof schema === "object" ? this.#translator.originOf(schema) : undefined) ?? node;
      const name = this.#description.schema(origin).name;
      const constant = `$${this.#names.take(each, [name === undefined ? "Schema1" : pascalCase(name)])}`;
      const { file, pointer } = this.#description.locate(origin);
      this.#schemas.set(each, { id: each, constant, place: `${file}#${pointer}`, schema: schema as Part });
    }
    return id;
  }

  /** These and all that they refer to. */
  reach(ids: readonly string[]): readonly string[] {
    const found = new Set<string>();
    const visit = (id: string): void => {
      if (found.has(id)) return;
      found.add(id);
      for (const { part } of partsOf(this.#schemas.get(id)!.schema)) if (typeof part["$ref"] === "string") visit(part["$ref"]);
    };
    for (const id of ids) visit(id);
    return [...found];
  }

  problems(ids: readonly string[]): readonly Problem[] {
    return ids.flatMap((id) => {
      let known = this.#problems.get(id);
      if (!known) {
        known = [...partsOf(this.#schemas.get(id)!.schema)].flatMap(({ part }) => [...this.#problemsOf(part)]);
        this.#problems.set(id, known);
      }
      return known;
    });
  }

  *#problemsOf(part: Readonly<Record<string, unknown>>): Generator<Problem> {
    const origin = this.#translator.originOf(part);
    if (!origin) return; // made by the translation
    const problem = (key: string, what: string, right: string) => ({ what, at: this.#description.locate(origin, key), right });
    const is30Reference = "$ref" in origin && String(this.#description.root["openapi"]).startsWith("3.0");
    for (const key of is30Reference ? [] : Object.keys(origin)) {
      if (isUnknown(key))
        yield problem(key, `answers cannot be checked for the keyword ${key}`, `one of ${Object.keys(CHECKED).join(", ")}`);
    }
    for (const [key, value] of Object.entries(part)) {
      const form = Object.hasOwn(CHECKED, key) ? CHECKED[key] : undefined;
      if (typeof form === "object" && !form.fits(value)) yield problem(key, `${key} is not ${form.right}`, form.right);
      if (form === "schema" && Array.isArray(value)) yield problem(key, `${key} is a list`, "a schema");
      if (form === "schemas" && !Array.isArray(value)) yield problem(key, `${key} is no list`, "a list of schemas");
    }
    for (const pattern of patternsOf(origin)) {
      const broken = patternProblem(pattern);
      if (broken !== undefined) yield problem("pattern", broken, "a pattern that compiles");
      else if (!isHarmlessPattern(pattern))
        yield problem("pattern", "the pattern could take a client's whole time", "a pattern without nested or several repetitions");
    }
  }
}

function patternsOf({ pattern, patternProperties }: Node): readonly string[] {
  const names = typeof patternProperties === "object" && patternProperties !== null ? Object.keys(patternProperties) : [];
  return [...(typeof pattern === "string" ? [pattern] : []), ...names];
}

/** A schema and all schemas in it. */
function* partsOf(schema: unknown): Generator<{ readonly part: Readonly<Record<string, unknown>> }> {
  if (typeof schema !== "object" || schema === null || Array.isArray(schema)) return;
  const part = schema as Readonly<Record<string, unknown>>;
  yield { part };
  for (const [key, value] of Object.entries(part)) {
    const form = Object.hasOwn(CHECKED, key) ? CHECKED[key] : undefined;
    if (typeof form !== "string" || typeof value !== "object" || value === null) continue;
    for (const child of form === "schema" ? [value] : Object.values(value)) yield* partsOf(child);
  }
}
