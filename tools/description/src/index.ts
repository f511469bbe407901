export type { ContractAccount, ContractConfig, EnvironmentValue } from "./contract-config.js";
export { DescriptionError, type DescriptionErrorParts, formatLocation, isDescriptionError } from "./description-error.js";
export * from "./extensions.js";
export type { Json, JsonObject } from "./json.js";
export { childAt, formatPointer, parsePointer, valueAt } from "./json-pointer.js";
export { type LoadOptions, loadDescription, loadDescriptionSync } from "./load-description.js";
export type * from "./model.js";
export { nearest } from "./nearest.js";
export {
  type BodyPlace,
  type CredentialPlace,
  type ExchangePlace,
  type ExpressionPlace,
  isRuntimeExpression,
  type NamedPlace,
  parseRuntimeExpression,
} from "./runtime-expression.js";
export type { Direction } from "./schema-translation.js";
export {
  createValidator,
  type ExtensibleEnumNote,
  type SchemaError,
  type SchemaValidator,
  type ValidateOptions,
} from "./schema-validation.js";
export type { Source, SourceKind, Sources } from "./sources.js";
