import type { Description, JsonObject, OperationView } from "@gatehouse/description";
import { type CredentialPlan, planCredentials } from "./credentials.js";
import { BundledDocument, object } from "./document.js";
import { mapNodes } from "./map-nodes.js";
import { type Model, ModelTable } from "./models.js";
import { NameTable, pascalCase } from "./names.js";
import { operationNames } from "./operation-names.js";
import { type OperationPlan, planOperation } from "./plan-operation.js";
import { planValidation, type ValidationPlan } from "./plan-validation.js";
import { unsupportedFeatures } from "./unsupported.js";

/** Everything about an API that the emitters write down: names given, types chosen, nothing left to decide. */
export interface ApiPlan {
  readonly description: Description;
  readonly document: BundledDocument;
  /** `EntrustIdaas`. */
  readonly typeName: string;
  /** What a client is called in examples: `idaas`. */
  readonly variable: string;
  readonly models: readonly Model[];
  readonly operations: readonly OperationPlan[];
  readonly validation: ValidationPlan;
  readonly credentials: readonly CredentialPlan[];
  /** One line per name that is not what the rule says. */
  readonly renamed: readonly string[];
  /** One line per feature of the description that the output does not carry. */
  readonly unsupported: readonly string[];
}

/** Reads a whole description and decides what is generated from it. */
export async function planApi(description: Description): Promise<ApiPlan> {
  const root = object(await description.bundle());
  const document = new BundledDocument(description.gatehouse ? root : mapNodes(root, withoutOurKeys));
  const table = new NameTable(USED_BY_GENERATED_FILES);
  const typeName = table.take("the client", [pascalCase(description.id)], (name) => [name, `${name}Credentials`]);
  const models = new ModelTable(document, table);
  const names = operationNames(description);
  const operations = description.operations.map((view) => planOperation(view, { description, document, models, table, names: names.of }));
  const validation = planValidation(description, operations);
  return {
    description,
    document,
    typeName,
    variable: clientVariable(description),
    models: models.all,
    operations,
    validation,
    credentials: planCredentials(description),
    renamed: [...names.renamed, ...table.renamed, ...operations.flatMap((operation) => operation.renamed)],
    unsupported: [...unsupportedFeatures(description, document), ...validation.unsupported],
  };
}

/** Other people use some of our keys with other shapes. */
function withoutOurKeys(node: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(node).filter(([key]) => !/^x-(extensible-enum|lifecycle|sensitive)$/.test(key)));
}

/** The plan of one operation by its `operationId`. */
export function planned(plan: Pick<ApiPlan, "operations">, view: OperationView): OperationPlan {
  return plan.operations.find((operation) => operation.view === view) as OperationPlan;
}

/** `entrust-idaas` → `idaas`: the product, as a variable. */
export function clientVariable(description: Description): string {
  const last = description.id.split("-").at(-1) ?? "";
  return /^[a-z][a-z0-9]*$/.test(last) && !/^(api|client|process|console|body|new|in|do|if)$/.test(last) ? last : "client";
}

/** Names that generated files use themselves: a model called `Promise` would change what a signature means. */
const USED_BY_GENERATED_FILES: readonly string[] = [
  ..."ApiError Call CallOptions Job NoOtherStatus Pages Resumes".split(" "),
  ..."ApiDescriptor LoginDescriptor OperationDescriptor ClientOptions Result GatehouseError".split(" "),
  ..."Blob NonNullable Promise Readonly Record".split(" "),
];
