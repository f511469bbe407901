import { pascalCase } from "../names.js";
import type { ApiPlan } from "../plan.js";
import type { OperationPlan } from "../plan-operation.js";
import { access, expression, literal, propertyName } from "../text.js";
import { environmentVariable } from "./environment.js";
import { bodySample, parameterSample, type SampleValue, Secret } from "./values.js";

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
  const { description } = plan;
  const variable = (name: string) => environmentVariable(description.id, name);
  const input: Record<string, SampleValue> = {};
  for (const { key, parameter } of operation.inputs) {
    if (parameter.required) input[key] = parameterSample(parameter, variable, description);
  }
  const { body, view } = operation;
  if (!body) return Object.keys(input).length > 0 ? typescript(input, 0) : "";
  const sample = bodySample(view, body.mediaType, variable, description);
  const binary = body.type.text === "Blob";
  if (!binary && sample !== undefined && (body.required || view.body?.media.some(({ examples }) => examples.length > 0)))
    input["body"] = sample;
  if (binary) return typescript({ ...input, body: BYTES }, 0);
  return Object.keys(input).length > 0 ? typescript(input, 0) : "";
}

const BYTES = new Secret("");

/** A value as TypeScript: on one line where it is short. */
function typescript(value: SampleValue, depth: number): string {
  if (value === BYTES) return "new Blob([bytes])";
  if (value instanceof Secret) return `process.env[${literal(value.variable)}]!`;
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

function resultName({ data, key }: OperationPlan): string {
  const word = /^[A-Z]\w*$/.test(data.text) ? data.text.replace(/^[A-Z]/, (first) => first.toLowerCase()) : "answer";
  return word === key ||
    pascalCase(word).length > 24 ||
    /^(?:await|class|default|delete|enum|export|function|import|in|new|package|process|console)$/.test(word)
    ? "answer"
    : word;
}
