import type { Description, OperationView } from "../model.js";
import { isObject } from "../walk.js";
import { compareOperation, countOperationFacts } from "./compare-operation.js";
import { compareSchema, countFacts, type SchemaContext } from "./compare-schema.js";
import { type Difference, Ledger } from "./ledger.js";
import type { VendorModel, VendorSecurityScheme } from "./vendor-model.js";

/** What a comparison of a description with the vendor's model found. */
export interface Comparison {
  /** Statements that were compared: those of the vendor's model, and those that only the description makes. */
  readonly facts: number;
  /** In the order of the vendor's model. */
  readonly differences: readonly Difference[];
  /** In the order of the vendor's model, those that only the description has last. */
  readonly operations: readonly ComparedOperation[];
  /** Places where the description allows null and the vendor's model cannot say whether it does. */
  readonly nulls: number;
}

/** An operation and what differs in it, its parameters, bodies, and every model that these reach. */
export interface ComparedOperation {
  /** Our `operationId`; the vendor's where we have no such operation. */
  readonly id: string;
  readonly differences: readonly Difference[];
}

/** How a comparison is made. */
export interface CompareOptions {
  /** False where the vendor's model has no way to say that a value may be null. Default true. */
  readonly nullIsStated?: boolean;
}

/**
 * Compares a description with the vendor's own model, fact by fact: operations, parameters, statuses, bodies, and of every model each
 * field with its type, required mark, format, values and bounds. What the description says beyond the vendor's model is a difference too.
 */
export function compareWithVendor(description: Description, vendor: VendorModel, options: CompareOptions = {}): Comparison {
  const ledger = new Ledger();
  const ownSchemas = new Set<string>();
  let nulls = 0;
  const context: SchemaContext = {
    description,
    vendor,
    ledger,
    nullIsStated: options.nullIsStated ?? true,
    onNull: () => {
      nulls += 1;
    },
    onOwnSchema: (name) => void ownSchemas.add(name),
    open: new Map(),
  };
  compareSecuritySchemes(context);
  const matched = compareOperations(context);
  compareModels(context, ownSchemas);
  const operations = [...matched].map(([key, id]): ComparedOperation => {
    const owners = new Set([key, ...modelsReachedBy(vendor, key)]);
    return { id, differences: ledger.differences.filter(({ owner }) => owners.has(owner)) };
  });
  return { facts: ledger.facts, differences: ledger.differences, operations, nulls };
}

/** Compares every operation; gives our id of each by the name that differences know it under. */
function compareOperations(context: SchemaContext): Map<string, string> {
  const { description, vendor, ledger } = context;
  const ours = new Map(description.operations.map((operation): [string, OperationView] => [operation.vendorId ?? operation.id, operation]));
  const matched = new Map<string, string>();
  for (const key of new Set([...Object.keys(vendor.operations), ...ours.keys()])) {
    const theirs = Object.hasOwn(vendor.operations, key) ? vendor.operations[key] : undefined;
    const operation = ours.get(key);
    matched.set(key, operation?.id ?? key);
    const place = { owner: key, text: key };
    const at = () => (operation ? description.locate(operation.node) : description.locate(description.root, "paths"));
    if (!theirs) ledger.differ({ place, what: "operation", at }, undefined, "an operation");
    else if (!operation) {
      const facts = countOperationFacts(theirs, context.nullIsStated);
      ledger.differ({ place, what: "operation", at }, "an operation", undefined, facts);
    } else compareOperation(context, key, theirs, operation);
  }
  return matched;
}

function compareModels(context: SchemaContext, ownSchemas: ReadonlySet<string>): void {
  const { description, vendor, ledger } = context;
  for (const [name, theirs] of Object.entries(vendor.models)) {
    const place = { owner: name, text: name };
    const schema = description.schemas.get(name);
    if (schema) {
      ledger.agree();
      compareSchema(context, place, theirs, [schema.resolved]);
    } else {
      const facts = 1 + countFacts(theirs, context.nullIsStated);
      ledger.differ({ place, what: "model", at: () => description.locate(description.root) }, "a model", undefined, facts);
    }
  }
  for (const [name, schema] of description.schemas) {
    if (Object.hasOwn(vendor.models, name) || ownSchemas.has(name)) continue;
    const at = () => description.locate(schema.resolved);
    ledger.differ({ place: { owner: name, text: name }, what: "model", at }, undefined, "a model");
  }
}

function compareSecuritySchemes({ description, vendor, ledger }: SchemaContext): void {
  if (!vendor.securitySchemes) return;
  const ours = description.securitySchemes;
  for (const name of new Set([...Object.keys(vendor.securitySchemes), ...ours.keys()])) {
    const place = { owner: name, text: name };
    const theirs: VendorSecurityScheme | undefined = vendor.securitySchemes[name];
    const own = ours.get(name);
    const at = () => (own ? description.locate(own.node) : description.locate(description.root, "components"));
    if (!theirs) ledger.differ({ place, what: "security scheme", at }, undefined, own?.type);
    else if (!own) ledger.differ({ place, what: "security scheme", at }, theirs.type, undefined, 1 + Object.keys(theirs).length);
    else {
      ledger.agree();
      for (const key of ["type", "in", "name"] as const) {
        const value = own.node[key];
        ledger.compare({ place, what: key, at }, theirs[key], typeof value === "string" ? value : undefined);
      }
    }
  }
}

/** Names of the models that an operation of the vendor's reaches, through other models too. */
function modelsReachedBy(vendor: VendorModel, operation: string): ReadonlySet<string> {
  const reached = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) visit(item);
    if (!isObject(value)) return;
    const { model } = value;
    if (typeof model === "string" && Object.hasOwn(vendor.models, model) && !reached.has(model)) {
      reached.add(model);
      visit(vendor.models[model]);
    }
    for (const child of Object.values(value)) visit(child);
  };
  visit(vendor.operations[operation]);
  return reached;
}
