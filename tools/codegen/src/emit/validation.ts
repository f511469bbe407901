import type { ApiPlan } from "../plan.js";
import type { OperationPlan } from "../plan-operation.js";
import type { CheckedAnswer, Part, SharedSchema } from "../plan-validation.js";
import { docBlock, expression, literal, propertyName } from "../text.js";
import { CHECKED, FORMATS } from "../validation-keywords.js";
import { HEADER } from "./header.js";

/**
 * `validation.ts`: the schemas of all answers as data, and a Standard Schema per operation and status over them. Nothing imports it but who
 * wants answers checked. No statement has an effect: a bundler keeps the operations that are used.
 */
export function emitValidation({ validation, operations }: ApiPlan): string {
  const emission = new Emission(validation.schemas);
  const members = operations.map((operation) => [operation, validation.answers.get(operation) ?? []] as const);
  const constants = members.map(([operation, answers]) => emission.operation(operation, answers));
  const types = members.map(([{ key, constant }]) => `  readonly ${propertyName(key)}: typeof ${constant};\n`);
  const values = members.map(([{ key, constant }]) => `  ${key === constant ? key : `${propertyName(key)}: ${constant}`},\n`);
  const schemas = validation.schemas.map((schema) => emission.schema(schema));
  return [
    HEADER,
    emission.imports(),
    'export { type Drift, type DriftError, isDriftError, report, strict } from "@gatehouse/runtime/validation";\n\n',
    ...schemas,
    "\n",
    ...emission.answers,
    "\n",
    constants.join("\n"),
    "\n/** The answers of every operation, by status. */\n",
    `export const validation: {\n${types.join("")}} = {\n${values.join("")}};\n`,
  ].join("");
}

/** What is written, and what it takes from elsewhere. The `$` keeps all of it apart from operations. */
class Emission {
  readonly answers: string[] = [];
  readonly #constants: ReadonlyMap<string, string>;
  readonly #known = new Map<string, string>();
  readonly #formats = new Set<string>();
  readonly #models = new Set<string>();

  constructor(schemas: readonly SharedSchema[]) {
    this.#constants = new Map(schemas.map(({ id, constant }) => [id, constant]));
  }

  imports(): string {
    const formats = [...this.#formats].sort().map((name) => `${name} as $${name}`);
    const runtime = ["type AnswerSchema", "answer as $answer", ...formats, "type SchemaObject"];
    const models = [...this.#models].sort();
    return [
      `import {\n${runtime.map((name) => `  ${name},\n`).join("")}} from "@gatehouse/runtime/validation";\n`,
      ...(models.length > 0 ? [`import type {\n${models.map((name) => `  ${name},\n`).join("")}} from "./models.js";\n`] : []),
    ].join("");
  }

  operation({ key, constant }: OperationPlan, answers: readonly CheckedAnswer[]): string {
    const types = answers.map(({ status, type }) => `  readonly ${status}: AnswerSchema<${type.text}>;\n`);
    const values = answers.map((answer) => `${answer.status}: ${this.#answer(answer)}`);
    const doc = docBlock([`Answers of \`${key}\`, by status.`]);
    return `${doc}export const ${constant}: {\n${types.join("")}} = { ${values.join(", ")} };\n`;
  }

  schema({ constant, place, schema }: SharedSchema): string {
    const part = typeof schema === "boolean" ? (schema ? {} : { not: {} }) : schema;
    return `const ${constant}: SchemaObject = ${this.#part({ $id: place, ...part })};\n`;
  }

  #answer({ type, schemas }: CheckedAnswer): string {
    const id = `${type.text} ${schemas.join(" ")}`;
    let name = this.#known.get(id);
    if (name === undefined) {
      name = `$${this.#known.size}`;
      this.#known.set(id, name);
      for (const model of type.models) this.#models.add(model);
      const constants = schemas.map((each) => this.#constants.get(each));
      const schema = constants.length === 1 ? constants[0] : `{ anyOf: [${constants.join(", ")}] }`;
      this.answers.push(`const ${name}: AnswerSchema<${type.text}> = /* @__PURE__ */ $answer(${schema});\n`);
    }
    return name;
  }

  #part(part: unknown): string {
    if (typeof part !== "object" || part === null) return expression(part);
    const entries = Object.entries(part).flatMap(([key, value]) => this.#keyword(key, value));
    return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
  }

  #keyword(key: string, value: unknown): readonly string[] {
    if (key === "$ref") return [`$ref: () => ${this.#constants.get(value as string)}`];
    if (key === "$id") return [`$id: ${literal(value as string)}`];
    if (key === "format") return this.#format(value as string);
    if (key === "x-extensible-enum") return [`open: ${expression(value)}`];
    if (key === "x-sensitive") return ["secret: true"];
    const form = Object.hasOwn(CHECKED, key) ? CHECKED[key] : undefined;
    if (form === undefined) return [];
    if (form === "schema") return [`${key}: ${this.#part(value)}`];
    if (form === "schemas") return [`${key}: [${(value as readonly Part[]).map((each) => this.#part(each)).join(", ")}]`];
    if (form !== "named schemas") return [`${key}: ${expression(value)}`];
    const members = Object.entries(value as object).map(([name, each]) => `${propertyName(name)}: ${this.#part(each)}`);
    return [`${key}: { ${members.join(", ")} }`];
  }

  #format(name: string): readonly string[] {
    if (name === "password") return ["secret: true"];
    if (!Object.hasOwn(FORMATS, name)) return [];
    this.#formats.add(FORMATS[name] as string);
    return [`format: $${FORMATS[name]}`];
  }
}
