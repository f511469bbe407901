import {
  InvalidSchemaError,
  type OutputUnit,
  registerSchema,
  setMetaSchemaOutputFormat,
  unregisterSchema,
  type Validator,
  validate,
} from "@hyperjump/json-schema/draft-2020-12";
import type { Json } from "./json.js";
import { valueAt } from "./json-pointer.js";
import type { Description, Location, Node, SchemaView } from "./model.js";
import { type Direction, SchemaTranslator } from "./schema-translation.js";

/** What the second validator finds. */
export interface SecondOpinion {
  /** Where in the value. */
  readonly pointer: string;
  readonly message: string;
  /** Where in the description, when the schema itself is wrong. */
  readonly at: Location | undefined;
}

/** A validator that shares no code with ajv. */
export interface SecondValidator {
  /** Empty where the value is valid. `format` is left to the first validator. */
  validate(schema: SchemaView, value: Json, direction: Direction): Promise<readonly SecondOpinion[]>;
  /** Forgets the schemas: its library keeps them for the whole process. */
  close(): void;
}

/** The library's own name for a JSON value, which it does not export from here. */
type HyperjumpJson = Parameters<Validator>[0];

const DIALECT = "https://json-schema.org/draft/2020-12/schema";
let made = 0;

/**
 * The second opinion, by `@hyperjump/json-schema`: an example is right when two validators that share no code say so. It also checks the
 * schemas themselves against the meta-schema. Nothing bounds the time of its patterns: give it values that the first validator accepts.
 */
export function createSecondValidator(description: Description): SecondValidator {
  made += 1;
  const translators = new Map(
    (["request", "response"] as const).map((direction) => [
      direction,
      new SchemaTranslator({
        openapi30: String(description.root["openapi"]).startsWith("3.0"),
        direction,
        namespace: `${made}-${direction}`,
        resolve: description.resolve,
      }),
    ]),
  );
  const registered = new Map<string, { readonly schema: unknown; readonly direction: Direction }>();

  return {
    async validate(schema, value, direction) {
      const { id, added } = translators.get(direction)!.translate(schema.node);
      for (const translation of added) {
        registerSchema(translation.schema as Parameters<typeof registerSchema>[0], translation.id, DIALECT);
        registered.set(translation.id, { schema: translation.schema, direction });
      }
      setMetaSchemaOutputFormat("BASIC");
      try {
        const output = await validate(id, value as HyperjumpJson, "BASIC");
        return output.valid ? [] : (output.errors ?? []).map((error) => toOpinion(error));
      } catch (error) {
        if (!(error instanceof InvalidSchemaError)) throw error;
        return [{ pointer: "", message: "the schema itself is no valid JSON Schema", at: schemaPlace(error, schema) }];
      }
    },
    close() {
      for (const id of registered.keys()) unregisterSchema(id);
      registered.clear();
    },
  };

  /** The meta-schema's errors point into the translated schema. */
  function schemaPlace(error: InvalidSchemaError, schema: SchemaView): Location {
    for (const { instanceLocation } of (error.output as { errors?: OutputUnit[] }).errors ?? []) {
      const [id = "", fragment = ""] = instanceLocation.split("#");
      const known = registered.get(id);
      if (!known) continue;
      const steps = decodeURIComponent(fragment);
      const parent = valueAt(known.schema, steps.replace(/\/[^/]*$/, ""));
      const node = typeof parent === "object" && parent !== null ? translators.get(known.direction)!.originOf(parent) : undefined;
      if (node) return description.locate(node, steps.slice(steps.lastIndexOf("/") + 1));
    }
    return description.locate(schema.node as Node);
  }
}

function toOpinion({ keyword, instanceLocation }: OutputUnit): SecondOpinion {
  return {
    pointer: decodeURIComponent(instanceLocation.replace(/^#/, "")),
    message: `it breaks "${keyword.split("/").at(-1)}"`,
    at: undefined,
  };
}
