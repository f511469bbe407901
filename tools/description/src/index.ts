export { isHarmlessPattern, patternProblem } from "./bounded-pattern.js";
export { byPlace, checkDescription } from "./check/check-description.js";
export { assumedHasReason, SOURCE_KINDS_OF, sourceRefExists } from "./check/claims-are-backed.js";
export { evidenceOnEveryNode } from "./check/evidence-on-every-node.js";
export { checkExamples, type ExamplesResult, exampleFindings, type PlacedExample, placedExamples } from "./check/examples.js";
export { extensionsAreValid } from "./check/extensions-are-valid.js";
export type { Finding } from "./check/finding.js";
export { expressionProblem, referencesExist } from "./check/references-exist.js";
export { claimsOf, type LocatedClaim } from "./claims.js";
export type { ComparedOperation, Comparison } from "./compare/compare-with-vendor.js";
export type { ExplainedComparison, Explanation, Explanations } from "./compare/explain.js";
export { comparisonMarkdown } from "./compare/format-comparison.js";
export type { Difference } from "./compare/ledger.js";
export { compareWithVendorModel, DIFFERENCES_SCHEMA, hasVendorModel, VENDOR_MODEL_SCHEMA } from "./compare/load-comparison.js";
export type { ContractAccount, ContractConfig, EnvironmentValue } from "./contract-config.js";
export { DescriptionError, type DescriptionErrorParts, formatLocation, isDescriptionError } from "./description-error.js";
export type { About } from "./evidence.js";
export { type EvidenceRow, type EvidenceTable, evidenceTable, formatEvidenceTable } from "./evidence-table.js";
export { EXTENSIONS, type ExtensionDefinition, FOREIGN_EXTENSIONS } from "./extension-schemas.js";
export * from "./extensions.js";
export type { Json, JsonObject } from "./json.js";
export { childAt, formatPointer, parsePointer, valueAt } from "./json-pointer.js";
export { CONTRACT_SCHEMA, loadContractConfig } from "./load-contract-config.js";
export { type LoadOptions, loadDescription, loadDescriptionSync } from "./load-description.js";
export { loadSources, SOURCES_SCHEMA } from "./load-sources.js";
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
export { propertiesOf, schemasAt } from "./schema-at.js";
export { type Direction, SchemaTranslator, type TranslatedSchema, type TranslationOptions } from "./schema-translation.js";
export {
  createValidator,
  type ExtensibleEnumNote,
  type SchemaError,
  type SchemaValidator,
  type ValidateOptions,
} from "./schema-validation.js";
export { METHODS, type NodeKind } from "./shape.js";
export type { Source, SourceKind, Sources } from "./sources.js";
export { type Visit, walkDescription } from "./walk-description.js";
