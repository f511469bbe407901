/** A schema as the vendor's model has it: the words of JSON Schema, with `model` in the place of `$ref`. */
export interface VendorSchema {
  /** Name of one of the `models`; nothing else stands beside it but `nullable`, `deprecated`, `readOnly` and `writeOnly`. */
  readonly model?: string;
  readonly type?: string;
  readonly nullable?: boolean;
  readonly format?: string;
  readonly enum?: readonly (string | number | boolean)[];
  readonly properties?: Readonly<Record<string, VendorSchema>>;
  readonly required?: readonly string[];
  readonly items?: VendorSchema;
  readonly additionalProperties?: boolean | VendorSchema;
  /** Bounds, `pattern`, `default` and marks: the keywords of {@link COMPARED_KEYWORDS}. */
  readonly [keyword: string]: unknown;
}

/** A parameter of the vendor's model. */
export interface VendorParameter {
  readonly name: string;
  readonly in: "path" | "query" | "header" | "cookie";
  readonly required?: boolean;
  readonly schema: VendorSchema;
}

/** Media type → schema; empty where there is no body. */
export type VendorContent = Readonly<Record<string, VendorSchema>>;

/** An operation of the vendor's model. */
export interface VendorOperation {
  readonly method: string;
  readonly path: string;
  readonly deprecated?: boolean;
  /** As in OpenAPI: alternatives, each a map from scheme to scopes or permissions; empty where none is needed. Absent = not stated. */
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly VendorParameter[];
  readonly request?: { readonly required?: boolean; readonly content: VendorContent };
  /** By status. */
  readonly responses: Readonly<Record<string, VendorContent>>;
}

/** A security scheme of the vendor's model. */
export interface VendorSecurityScheme {
  readonly type: string;
  readonly in?: string;
  readonly name?: string;
}

/** `vendor-model.yaml`: what the vendor's own machine-readable model says, without its text. */
export interface VendorModel {
  /** Key of `sources.yaml`. */
  readonly source: string;
  /** The vendor release that the model is of; the description's `info.version`. */
  readonly release: string;
  readonly securitySchemes?: Readonly<Record<string, VendorSecurityScheme>>;
  /** By the vendor's operation id. */
  readonly operations: Readonly<Record<string, VendorOperation>>;
  /** By the vendor's name, which is ours too. */
  readonly models: Readonly<Record<string, VendorSchema>>;
}

/** Keywords whose values are compared as they are; absent and `false` mean the same for the marks. */
export const COMPARED_KEYWORDS = [
  "format",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minLength",
  "maxLength",
  "pattern",
  "minItems",
  "maxItems",
  "uniqueItems",
  "minProperties",
  "maxProperties",
  "default",
  "deprecated",
  "readOnly",
  "writeOnly",
] as const;
