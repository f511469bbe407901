import { credentialsFor } from "../credentials.js";
import type { ApiPlan } from "../plan.js";
import type { OperationPlan } from "../plan-operation.js";
import { access, expression, literal, propertyName } from "../text.js";
import { environmentVariable } from "./environment.js";
import { SampleFile } from "./file.js";
import type { SampleCode } from "./index.js";
import { inputVariables, sampleInput } from "./input.js";
import { Secret } from "./secret.js";
import type { SampleValue } from "./values.js";

/** A whole program that calls one operation. */
export function typescriptSample(operation: OperationPlan, plan: ApiPlan): SampleCode {
  const { description, typeName, variable } = plan;
  const fromEnvironment = (name: string) => new Secret(environmentVariable(description.id, name));
  const names = credentialsFor(operation.view, description);
  const options: SampleValue = {
    baseUrl: fromEnvironment("url"),
    ...(names.length > 0 && { credentials: Object.fromEntries(names.map((name) => [name, fromEnvironment(name)])) }),
  };
  const environment = ["url", ...names].map((name) => fromEnvironment(name).variable);
  const call = exampleCall(operation, plan);
  const code = [
    ...(call.includes("createHash(") ? ['import { createHash } from "node:crypto";'] : []),
    ...(call.includes("await readFile(") ? ['import { readFile } from "node:fs/promises";'] : []),
    `import { create${typeName} } from ${literal(`@gatehouse/${description.id}`)};`,
    "",
    `const ${variable} = create${typeName}(${typescript(options, 0)});`,
    "",
    call,
  ].join("\n");
  return { code, environment: [...new Set([...environment, ...inputVariables(sampleInput(operation, plan))])] };
}

/** The call of one operation, as it stands in its documentation: `const tenant = await idaas.getTenant({ id: "…" });`. */
export function exampleCall(operation: OperationPlan, plan: ApiPlan): string {
  const call = `${plan.variable}${access(operation.key)}`;
  const input = inputText(operation, plan);
  if (operation.item) return `for await (const item of ${call}.items(${input})) console.log(item);`;
  if (operation.job) return `const job = await ${call}(${input});\nconst result = await job.wait();`;
  const value = operation.data.text === "undefined" ? "" : `const ${resultName(operation)} = `;
  return `${value}await ${call}(${input});`;
}

/** The input object of an example call; empty where nothing is needed. */
function inputText(operation: OperationPlan, plan: ApiPlan): string {
  const { parameters, body } = sampleInput(operation, plan);
  const entries: [string, SampleValue][] = parameters.map(({ input, value }) => [input.key, value]);
  if (body === "bytes") entries.push(["body", BYTES]);
  else if (body) entries.push(["body", body.value]);
  return entries.length > 0 ? typescript(Object.fromEntries(entries), 0) : "";
}

/** A file, as samples write it. */
const BYTES = new Secret("");

/** A value as TypeScript: on one line where it is short. */
function typescript(value: SampleValue, depth: number): string {
  if (value === BYTES) return 'new Blob(["…"])';
  if (value instanceof Secret) return secretText(value);
  if (value instanceof SampleFile) {
    const type = value.type === undefined ? "" : `, { type: ${literal(value.type)} }`;
    return `new Blob([await readFile(${literal(value.name)})]${type})`;
  }
  if (typeof value !== "object" || value === null) return expression(value);
  const entries = Array.isArray(value)
    ? (value as readonly SampleValue[]).map((item) => typescript(item, depth + 1))
    : Object.entries(value).map(([key, inner]) => `${propertyName(key)}: ${typescript(inner as SampleValue, depth + 1)}`);
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{ ", " }"];
  const line = `${open}${entries.join(", ")}${close}`;
  if (entries.length === 0) return line.replace(/\s+/g, "");
  if (line.length + depth * 2 <= 90 && !line.includes("\n")) return line;
  const indent = "  ".repeat(depth + 1);
  return `${open.trim()}\n${entries.map((entry) => `${indent}${entry},\n`).join("")}${"  ".repeat(depth)}${close.trim()}`;
}

function secretText({ variable, transform }: Secret): string {
  const text = `process.env[${literal(variable)}]!`;
  return transform === "md5-hex" ? `createHash("md5").update(${text}).digest("hex")` : text;
}

/** A variable for the answer: its model's name where that is short and free. */
function resultName({ data, key }: OperationPlan): string {
  if (!/^[A-Z][A-Za-z0-9]{1,15}$/.test(data.text)) return "answer";
  const word = data.text.charAt(0).toLowerCase() + data.text.slice(1);
  return word === key || TAKEN.has(word) ? "answer" : word;
}

const TAKEN = new Set(
  "await blob class console default delete enum export function import in new package process this void with".split(" "),
);
