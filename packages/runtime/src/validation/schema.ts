import type { Format } from "./formats.js";

/**
 * JSON Schema 2020-12 as data that needs no compiling, so that it works where `eval` does not: in workers and under a content security
 * policy. Written by codegen. The keywords are the standard's own, but for `$id`, `$ref`, `format`, `open` and `secret`.
 */
export type Schema = boolean | SchemaObject;

/** One schema. */
export interface SchemaObject {
  /** Of a shared schema: where it stands in the description's files, `schemas/tenants.yaml#/Tenant`. */
  readonly $id?: string;
  /** A function, because schemas may refer to each other. */
  readonly $ref?: () => SchemaObject;
  readonly type?: SchemaType | readonly SchemaType[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  /** `x-extensible-enum`: values that are known; another one is news and no error. */
  readonly open?: readonly string[];
  /** `x-sensitive`: nothing of the value is ever shown. */
  readonly secret?: true;
  readonly format?: Format;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
  readonly unevaluatedProperties?: Schema;
  readonly propertyNames?: Schema;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly dependentRequired?: Readonly<Record<string, readonly string[]>>;
  readonly dependentSchemas?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly unevaluatedItems?: Schema;
  readonly contains?: Schema;
  readonly minContains?: number;
  readonly maxContains?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly not?: Schema;
  readonly if?: Schema;
  readonly then?: Schema;
  readonly else?: Schema;
}

/** The types of JSON Schema. */
export type SchemaType = "string" | "number" | "integer" | "boolean" | "object" | "array" | "null";
