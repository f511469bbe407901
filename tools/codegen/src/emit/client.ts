import { operationDoc } from "../documentation.js";
import { describe } from "../facts.js";
import type { ApiPlan } from "../plan.js";
import type { OperationPlan } from "../plan-operation.js";
import { docBlock, literal, propertyName, prose, sentence } from "../text.js";
import { HEADER } from "./header.js";

/** `client.ts`: types only. Per operation its input, its errors and an interface whose call signature carries the documentation. */
export function emitClient(plan: ApiPlan): string {
  const body = [...plan.operations.map((operation) => emitOperation(operation, plan)), emitApi(plan), emitCredentials(plan)].join("\n");
  return `${HEADER}${imports(plan)}\n${body}`;
}

function imports(plan: ApiPlan): string {
  const { operations } = plan;
  const runtime = [
    ...(operations.some(({ errors }) => errors.length > 0) ? ["ApiError"] : []),
    ...(operations.length > 0 ? ["Call", "CallOptions"] : []),
    ...(operations.some(({ job }) => job) ? ["Job"] : []),
    ...(operations.length > 0 ? ["NoOtherStatus"] : []),
    ...(operations.some(({ item }) => item) ? ["Pages"] : []),
    ...(operations.some(({ job }) => job) ? ["Resumes"] : []),
  ];
  const models = new Set<string>();
  for (const operation of operations) for (const type of typesOf(operation)) for (const model of type.models) models.add(model);
  return importLine(runtime, "@gatehouse/runtime") + importLine([...models].sort(), "./models.js");
}

function importLine(names: readonly string[], from: string): string {
  if (names.length === 0) return "";
  const line = `import type { ${names.join(", ")} } from ${literal(from)};\n`;
  return line.length <= 140 ? line : `import type {\n${names.map((name) => `  ${name},\n`).join("")}} from ${literal(from)};\n`;
}

function typesOf({ inputs, body, data, errors, item, job }: OperationPlan) {
  return [
    ...inputs.map(({ type }) => type),
    ...(body ? [body.type] : []),
    data,
    ...errors.map(({ type }) => type),
    ...(item ? [item] : []),
    ...(job ? [job.result, job.progress] : []),
  ];
}

function emitOperation(operation: OperationPlan, plan: ApiPlan): string {
  const { typeName, data, item, job, view } = operation;
  const answer = job ? `Job<${job.result.text}, ${job.progress.text}>` : data.text;
  const input = `input${operation.inputOptional ? "?" : ""}: ${typeName}Input`;
  const args = `[${input}, options?: CallOptions]`;
  const bases = [
    `Call<${args}, ${data.text}, ${typeName}Error>`,
    ...(item ? [`Pages<${args}, ${data.text}, ${item.text}>`] : []),
    ...(job ? [`Resumes<${job.result.text}, ${job.progress.text}>`] : []),
  ];
  return [
    emitInput(operation),
    emitErrors(operation),
    docBlock(prose(view.summary ?? `${view.method} ${view.path}`)),
    `export interface ${typeName} extends ${bases.join(", ")} {\n`,
    docBlock(operationDoc(operation, plan), "  "),
    `  (${input}, options?: CallOptions): Promise<${answer}>;\n`,
    "}\n",
  ].join("");
}

function emitInput({ typeName, inputs, body, view, key }: OperationPlan): string {
  const doc = docBlock([`Input of \`${key}\`.`]);
  const parameters = inputs.map(({ key: name, parameter, schema, type }) => {
    const text = [describe(parameter.description ?? schema["description"], schema)].filter(Boolean);
    return docBlock(text, "  ") + property(name, type.text, parameter.required);
  });
  const text = body && sentence(view.body?.description);
  const bodies = body ? [docBlock(text ? [text] : [], "  ") + property("body", body.type.text, body.required)] : [];
  const members = [...parameters, ...bodies];
  if (members.length === 0) return `${doc}export type ${typeName}Input = Readonly<Record<string, never>>;\n`;
  return `${doc}export interface ${typeName}Input {\n${members.join("")}}\n`;
}

function property(name: string, type: string, required: boolean): string {
  return `  readonly ${propertyName(name)}${required ? "" : "?"}: ${type}${required ? "" : " | undefined"};\n`;
}

function emitErrors({ typeName, key, errors }: OperationPlan): string {
  const members = errors.map(({ status, type }) => `  | ApiError<${literal(key)}, ${status}, ${type.text}>\n`);
  const text = errors.length > 0 ? `Errors that \`${key}\` declares, by status.` : `\`${key}\` declares no error.`;
  return `${docBlock([text])}export type ${typeName}Error =\n${members.join("")}  | NoOtherStatus;\n`;
}

function emitApi({ typeName, operations, description }: ApiPlan): string {
  const members = operations.map((operation) => {
    const { key, typeName: type, view } = operation;
    const lines = [...prose(view.summary), ...(view.deprecated ? ["@deprecated"] : [])];
    return `${docBlock(lines, "  ")}  readonly ${propertyName(key)}: ${type};\n`;
  });
  const release = description.vendorRelease && `, release ${description.vendorRelease}`;
  return `${docBlock([sentence(`A client of ${description.title || description.id}${release}.`)])}export interface ${typeName} {\n${members.join("")}}\n`;
}

function emitCredentials({ typeName, credentials, description }: ApiPlan): string {
  const doc = docBlock([sentence(`What a client of ${description.title || description.id} proves itself with.`)]);
  if (credentials.length === 0) return `${doc}export type ${typeName}Credentials = Readonly<Record<string, never>>;\n`;
  const members = credentials.map(
    ({ name, text, required }) => docBlock(text ? [sentence(text)] : [], "  ") + property(name, "string", required),
  );
  return `${doc}export interface ${typeName}Credentials {\n${members.join("")}}\n`;
}
