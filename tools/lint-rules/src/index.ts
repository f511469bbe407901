import type { Oas3Rule, Plugin } from "@redocly/openapi-core";
import { accessAndRetryDeclared } from "./rules/access-and-retry-declared.js";
import { assumedHasReason } from "./rules/assumed-has-reason.js";
import { deprecatedHasLifecycle } from "./rules/deprecated-has-lifecycle.js";
import { errorsShareSchema } from "./rules/errors-share-schema.js";
import { evidenceOnEveryNode } from "./rules/evidence-on-every-node.js";
import { examplesPresentAndValid } from "./rules/examples-present-and-valid.js";
import { extensionsAreValid } from "./rules/extensions-are-valid.js";
import { operationIdStyle } from "./rules/operation-id-style.js";
import { referencesExist } from "./rules/references-exist.js";
import { secretsAreSensitive } from "./rules/secrets-are-sensitive.js";
import { sourceRefExists } from "./rules/source-ref-exists.js";

/** The rules by id; `redocly.yaml` calls them `gatehouse/<id>`. */
export const RULES: Readonly<Record<string, Oas3Rule>> = {
  "access-and-retry-declared": accessAndRetryDeclared,
  "assumed-has-reason": assumedHasReason,
  "deprecated-has-lifecycle": deprecatedHasLifecycle,
  "errors-share-schema": errorsShareSchema,
  "evidence-on-every-node": evidenceOnEveryNode,
  "examples-present-and-valid": examplesPresentAndValid,
  "extensions-are-valid": extensionsAreValid,
  "operation-id-style": operationIdStyle,
  "references-exist": referencesExist,
  "secrets-are-sensitive": secretsAreSensitive,
  "source-ref-exists": sourceRefExists,
};

/**
 * The Redocly plugin `gatehouse`. `extends: [gatehouse/all]` turns on every rule as an error.
 *
 * Redocly demands the default export.
 */
export default function gatehouse(): Plugin {
  const all = Object.fromEntries(Object.keys(RULES).map((id) => [`gatehouse/${id}`, "error" as const]));
  return { id: "gatehouse", rules: { oas3: { ...RULES } }, configs: { all: { rules: all } } };
}
