import { Ajv2020, type AnySchemaObject, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import ajvFormats from "ajv-formats";
import { boundedPattern, PatternTimeoutError } from "./bounded-pattern.js";
import { DescriptionError } from "./description-error.js";
import { extensibleEnumNotes } from "./extensible-enum.js";
import type { Pointer } from "./extensions.js";
import type { Json } from "./json.js";
import { parsePointer, valueAt } from "./json-pointer.js";
import type { Description, Location, Node, SchemaView } from "./model.js";
import { schemaMessage } from "./schema-messages.js";
import { type Direction, SchemaTranslator } from "./schema-translation.js";

/** What is wrong with a value. */
export interface SchemaError {
  /** Where in the value; for a missing property, its object. */
  readonly pointer: Pointer;
  /** The JSON Schema keyword that is broken. */
  readonly keyword: string;
  /** What is wrong and what would be right, as the rest of a sentence that names the value. Never the value itself. */
  readonly message: string;
  /** The property that a `required`, `additionalProperties` or `unevaluatedProperties` error speaks of. */
  readonly property: string | undefined;
  /** The keyword in the description that is broken. */
  readonly at: Location;
  /** The schema node that has the keyword. */
  readonly node: Node;
}

/** A value of an open enum that the description does not list: no error, but news. */
export interface ExtensibleEnumNote {
  readonly pointer: Pointer;
  readonly message: string;
  readonly at: Location;
  readonly node: Node;
}

/** How a value is validated. */
export interface ValidateOptions {
  /** Which way the value goes: `readOnly` properties are not required in a request, `writeOnly` ones not in a response. */
  readonly direction?: Direction;
}

/** Validates values against schemas of one description. Made by `createValidator`. */
export interface SchemaValidator {
  /**
   * What is wrong with the value; empty where it is valid. Each schema is compiled once.
   * @throws {DescriptionError} where the schema itself is none, such as `type: strng`.
   */
  validate(schema: SchemaView, value: Json, options?: ValidateOptions): readonly SchemaError[];
  /** Values of open enums (`x-extensible-enum`) that are not listed, in a value that is otherwise valid. */
  notes(schema: SchemaView, value: Json): readonly ExtensibleEnumNote[];
}

/**
 * A validator for the schemas of a description: JSON Schema 2020-12, or what OpenAPI 3.0 makes of it. Formats are checked.
 * A `pattern` runs only if it compiles with the `u` flag, and a suspicious one is stopped after 250 ms, which is an error.
 *
 * @example
 * const { validate } = createValidator(description);
 * for (const error of validate(description.schemas.get("Tenant")!, body)) console.log(error.pointer, error.message, error.at.line);
 */
export function createValidator(description: Description): SchemaValidator {
  const compilers = new Map<Direction | undefined, Compiler>();
  const validate: SchemaValidator["validate"] = (schema, value, { direction } = {}) => {
    let compiler = compilers.get(direction);
    if (!compiler) {
      compiler = new Compiler(description, direction);
      compilers.set(direction, compiler);
    }
    return compiler.validate(schema.node, value);
  };
  return { validate, notes: (schema, value) => extensibleEnumNotes(description, validate, schema, value) };
}

class Compiler {
  readonly #description: Description;
  readonly #translator: SchemaTranslator;
  readonly #ajv: Ajv2020;
  readonly #compiled = new WeakMap<Node, ValidateFunction>();

  constructor(description: Description, direction: Direction | undefined) {
    this.#description = description;
    this.#translator = new SchemaTranslator({
      openapi30: String(description.root["openapi"]).startsWith("3.0"),
      direction,
      resolve: description.resolve,
    });
    const regExp = Object.assign((pattern: string) => boundedPattern(pattern), { code: "" });
    this.#ajv = new Ajv2020({
      strict: false,
      allErrors: true,
      verbose: true,
      // What every object inherits, such as `constructor`, is no property of a value.
      ownProperties: true,
      validateSchema: false,
      inlineRefs: false,
      logger: false,
      code: { regExp },
    });
    ajvFormats.default(this.#ajv);
  }

  validate(node: Node, value: Json): SchemaError[] {
    const run = this.#compile(node);
    try {
      if (run(value)) return [];
    } catch (error) {
      if (!(error instanceof PatternTimeoutError)) throw error;
      const at = this.#description.locate(node);
      return [{ pointer: "", keyword: "pattern", message: `cannot be checked: ${error.message}`, property: undefined, at, node }];
    }
    return this.#explain(run.errors ?? [], value);
  }

  #compile(node: Node): ValidateFunction {
    const known = this.#compiled.get(node);
    if (known) return known;
    const { id, added } = this.#translator.translate(node);
    for (const { id: $id, schema } of added) this.#ajv.addSchema(schema as AnySchemaObject, $id);
    try {
      const run = this.#ajv.getSchema(id) as ValidateFunction;
      this.#compiled.set(node, run);
      return run;
    } catch (cause) {
      const what = `not a JSON Schema: ${(cause as Error).message}`;
      throw new DescriptionError({
        what,
        at: this.#description.locate(node),
        right: "keywords with values that JSON Schema allows",
        cause,
      });
    }
  }

  /**
   * Errors in our words. Of alternatives that all fail, only the one that was meant is explained, where that can be told. Ajv puts what
   * it found in the alternatives of a choice right before the choice itself.
   */
  #explain(errors: readonly ErrorObject[], value: Json): SchemaError[] {
    const explained: SchemaError[] = [];
    for (let index = errors.length - 1; index >= 0; index--) {
      const error = errors[index]!;
      if (error.keyword === "anyOf" || (error.keyword === "oneOf" && !error.params["passingSchemas"])) {
        const start = this.#startOfAlternatives(errors, index);
        const inside = errors.slice(start, index);
        explained.unshift(...(this.#meantBranch(error, inside, value) ?? [this.#toSchemaError(error)]));
        index = start;
      } else if (error.keyword !== "if" || errors.length === 1) {
        // `if` only says that `then` or `else` failed, and those say so themselves.
        explained.unshift(this.#toSchemaError(error));
      }
    }
    return explained;
  }

  /** The index of the first error that comes from inside the alternatives of the choice at `end`. */
  #startOfAlternatives(errors: readonly ErrorObject[], end: number): number {
    const choice = errors[end]!;
    const inside = this.#partsOf(choice.parentSchema as object, choice.keyword);
    let start = end;
    while (start > 0) {
      const error = errors[start - 1]!;
      const parent = error.parentSchema as object;
      const isBeside = parent === choice.parentSchema && error.instancePath === choice.instancePath;
      if (isBeside || !error.instancePath.startsWith(choice.instancePath) || !inside.has(parent)) break;
      start -= 1;
    }
    return start;
  }

  /** All parts of translations that can be reached through one keyword. */
  #partsOf(schema: object, keyword: string): ReadonlySet<object> {
    const parts = new Set<object>();
    const visit = (value: unknown): void => {
      if (typeof value !== "object" || value === null || parts.has(value)) return;
      parts.add(value);
      for (const child of Object.values(value)) visit(child);
      const target = (value as { $ref?: unknown }).$ref;
      if (typeof target === "string") visit(this.#ajv.getSchema(target)?.schema);
    };
    visit((schema as Record<string, unknown>)[keyword]);
    return parts;
  }

  /** The errors of the one alternative that the value was meant for: by discriminator, or the only one of the right type. */
  #meantBranch(choice: ErrorObject, inside: readonly ErrorObject[], value: Json): SchemaError[] | undefined {
    const node = this.#translator.originOf(choice.parentSchema as object);
    const alternatives = node?.[choice.keyword];
    // A choice that the translation made, between null and what is nullable.
    if (!node || !Array.isArray(alternatives)) {
      return inside.filter((error) => this.#translator.originOf(error.parentSchema as object)).map((error) => this.#toSchemaError(error));
    }
    const data = valueAt(value, choice.instancePath) as Json;
    const named = this.#discriminated(node, data);
    const branches = named ? [named] : (alternatives as readonly Node[]);
    const failures = branches.map((branch) => (typeof branch === "object" ? this.validate(branch, data) : []));
    const meant = named ? failures : failures.filter((branch) => !branch.some(saysOtherKind));
    if (meant.length !== 1 || meant[0]!.length === 0) return undefined;
    return meant[0]!.map((error) => ({ ...error, pointer: choice.instancePath + error.pointer }));
  }

  #discriminated(node: Node, data: Json): Node | undefined {
    const discriminator = node["discriminator"] as { propertyName?: string; mapping?: Record<string, string> } | undefined;
    const tag = discriminator?.propertyName === undefined ? undefined : valueAt(data, [discriminator.propertyName]);
    if (typeof tag !== "string") return undefined;
    const name = discriminator?.mapping?.[tag] ?? tag;
    const alternatives = [node["oneOf"], node["anyOf"]].flat().filter((item) => typeof item === "object" && item !== null) as Node[];
    return alternatives.find((item) => item["$ref"] === name || this.#description.schema(item).name === name);
  }

  #toSchemaError(error: ErrorObject): SchemaError {
    const params = error.params as Record<string, string | undefined>;
    const node = this.#translator.originOf(error.parentSchema as object) ?? this.#description.root;
    return {
      pointer: error.instancePath,
      keyword: error.keyword,
      message: schemaMessage(error),
      property: params["missingProperty"] ?? params["additionalProperty"] ?? params["unevaluatedProperty"],
      at: this.#description.locate(node, Object.hasOwn(node, error.keyword) ? error.keyword : undefined),
      node,
    };
  }
}

/** An error that says that the value is another kind of thing: another type, or another tag. */
function saysOtherKind({ pointer, keyword }: SchemaError): boolean {
  if (pointer === "") return keyword === "type" || keyword === "const";
  return (keyword === "const" || keyword === "enum") && parsePointer(pointer).length === 1;
}
