import type { Json, OperationView, ParameterView } from "@gatehouse/description";
import type { Value, WireTemplate } from "../case.js";
import { sampleOf } from "../schema/sample.js";
import { loginOf } from "../send/login-of.js";
import { literal } from "../template/value.js";
import type { PlanContext } from "./context.js";
import { parameterPairs } from "./parameter-pairs.js";

/** A template with one more parameter, in the style that the description asks for. */
export function withParameter(template: WireTemplate, parameter: ParameterView, value: Json): WireTemplate {
  switch (parameter.in) {
    case "path":
      return { ...template, pathValues: { ...template.pathValues, [parameter.name]: literal(value) } };
    case "query":
      return { ...template, query: [...(template.query ?? []), ...parameterPairs(parameter, value)] };
    case "header":
      return { ...template, headers: [...template.headers, [parameter.name.toLowerCase(), literal(value)]] };
    case "cookie": {
      const text = typeof value === "string" ? value : JSON.stringify(value);
      return { ...template, headers: [...template.headers, ["cookie", `${parameter.name}=${text}`]] };
    }
  }
}

/** A template with a parameter's example, or with the value that `contract.yaml` names for it. */
export function withExample(
  context: PlanContext,
  operation: OperationView,
  template: WireTemplate,
  parameter: ParameterView,
): WireTemplate {
  const example = exampleOf(context, parameter);
  const hole = configuredValue(context, operation, parameter, example);
  if (hole === undefined || parameter.in === "cookie") return withParameter(template, parameter, example);
  if (parameter.in === "path") return { ...template, pathValues: { ...template.pathValues, [parameter.name]: hole } };
  if (parameter.in === "query") return { ...template, query: [...(template.query ?? []), [parameter.name, hole]] };
  return { ...template, headers: [...template.headers, [parameter.name.toLowerCase(), hole]] };
}

/** The value that an example gives a parameter; without one, a small valid value. */
export function exampleOf({ description }: PlanContext, parameter: ParameterView): Json {
  return parameter.examples[0] ? parameter.examples[0].value : sampleOf(description, parameter.schema);
}

/** Headers that OpenAPI gives to other parts of a description: what is said of them as parameters is ignored. */
export function isSetOtherwise(parameter: ParameterView): boolean {
  return parameter.in === "header" && ["accept", "content-type", "authorization"].includes(parameter.name.toLowerCase());
}

/** True for what must exist on the server or is an account's: no other valid value may stand there. */
export function isFixed({ config, description }: PlanContext, operation: OperationView, { in: place, name }: ParameterView): boolean {
  const inputs = loginOf(description, operation.id)?.inputs ?? {};
  const keys = [`${operation.id}#$request.${place}.${name}`, name];
  return Object.hasOwn(inputs, `$request.${place}.${name}`) || keys.some((key) => Object.hasOwn(config.values ?? {}, key));
}

function configuredValue({ config }: PlanContext, operation: OperationView, parameter: ParameterView, local: Json): Value | undefined {
  const keys = [`${operation.id}#$request.${parameter.in}.${parameter.name}`, parameter.name];
  const key = keys.find((name) => config.values && Object.hasOwn(config.values, name));
  return key === undefined ? undefined : { $value: key, local: config.values![key]!.local ?? local };
}
