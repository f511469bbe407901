import type { Description, OperationView } from "@gatehouse/description";
import type { ApiPlan } from "../plan.js";
import type { InputPlan, OperationPlan } from "../plan-operation.js";
import { environmentVariable } from "./environment.js";
import { SampleFile } from "./file.js";
import { Secret } from "./secret.js";
import { bodySample, parameterSample, type SampleValue } from "./values.js";

/** What a sample sends. */
export interface SampleInput {
  /** Required parameters. */
  readonly parameters: readonly { readonly input: InputPlan; readonly value: SampleValue }[];
  /** Undefined: none is sent. `"bytes"`: something that no text can show. */
  readonly body: { readonly value: SampleValue } | "bytes" | undefined;
}

/** The environment variables of the secrets in an input. */
export function inputVariables({ parameters, body }: SampleInput): readonly string[] {
  return variablesIn([...parameters.map(({ value }) => value), ...(typeof body === "object" ? [body.value] : [])]);
}

function variablesIn(value: SampleValue): readonly string[] {
  if (value instanceof Secret) return [value.variable];
  if (value instanceof SampleFile) return [];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap((inner) => variablesIn(inner as SampleValue)) : [];
}

/** The values that samples of an operation share, in whatever language. */
export function sampleInput({ inputs, body, view }: OperationPlan, { description }: ApiPlan): SampleInput {
  const variable = (name: string) => environmentVariable(description.id, name);
  const parameters = inputs
    .filter(({ parameter }) => parameter.required)
    .map((input) => ({
      input,
      value: loginSecret(view, input, variable, description) ?? parameterSample(input.parameter, variable, description),
    }));
  if (!body) return { parameters, body: undefined };
  if (body.type.text === "Blob") return { parameters, body: "bytes" };
  const value = bodySample(view, body.mediaType, variable, description);
  const shown = body.required || view.body?.media.some(({ type, examples }) => type === body.mediaType && examples.length > 0);
  return { parameters, body: value === undefined || !shown ? undefined : { value } };
}

/** What a login sends in place of a credential, where it is not the credential itself. */
function loginSecret(
  view: OperationView,
  { parameter }: InputPlan,
  variable: (name: string) => string,
  description: Description,
): Secret | undefined {
  for (const { login } of description.securitySchemes.values()) {
    const from = login?.operationId === view.id ? login.inputs?.[`$request.${parameter.in}.${parameter.name}`] : undefined;
    if (typeof from === "object" && "transform" in from && from.of.length === 1) return new Secret(variable(from.of[0]!), from.transform);
  }
  return undefined;
}

/** The files that an input reads. */
export function inputFiles({ body }: SampleInput): readonly SampleFile[] {
  if (typeof body !== "object" || typeof body.value !== "object" || body.value === null) return [];
  return Object.values(body.value).filter((value): value is SampleFile => value instanceof SampleFile);
}
