import type { Json, MediaView, OperationView, ParameterView } from "@gatehouse/description";
import type { WireTemplate } from "../case.js";
import { sampleOf } from "../schema/sample.js";
import { loginOf } from "../send/login-of.js";
import { emptyTemplate, withValueAt } from "../template/template.js";
import { withHoles } from "./body-holes.js";
import type { PlanContext } from "./context.js";
import { chooseMedia, templateBody } from "./media-body.js";
import { isSetOtherwise, withExample } from "./parameters.js";

/** What a base request may vary. */
export interface BaseOptions {
  /** Name of the step that it is for: fresh values of different steps differ. */
  readonly step: string;
  /** Name of the body's example. Default: the first. */
  readonly example?: string;
  /** Media type of the body. Default: JSON where there is a choice. */
  readonly media?: string;
}

/**
 * The request that an operation's examples make: required parameters and the body.
 *
 * @throws {CannotPlan} for a body in a media type that cannot be written.
 */
export function baseRequest(context: PlanContext, operation: OperationView, options: BaseOptions): WireTemplate {
  const template = requestWithoutBody(context, operation);
  const declared = operation.body?.media ?? [];
  const media = options.media === undefined ? chooseMedia(declared) : declared.find(({ type }) => type === options.media);
  if (!media) return template;
  return withBody(context, operation, template, media, exampleBody(context, media, options.example), options.step);
}

/** The required parameters alone, by their examples; what a login takes comes from the account. */
export function requestWithoutBody(context: PlanContext, operation: OperationView, except?: ParameterView): WireTemplate {
  let template = emptyTemplate(operation);
  for (const parameter of operation.parameters) {
    if (!parameter.required || parameter === except || isSetOtherwise(parameter)) continue;
    template = withExample(context, operation, template, parameter);
  }
  if (Object.keys(context.config.accounts).length === 0) return template;
  const places = Object.keys(loginOf(context.description, operation.id)?.inputs ?? {});
  return places
    .filter((place) => !place.startsWith("$request.body") && place !== `$request.${except?.in}.${except?.name}`)
    .reduce((filled, place) => withValueAt(filled, place, { $login: place }), template);
}

/** The JSON of an example of a body; without one, a small valid value. */
export function exampleBody({ description }: PlanContext, media: MediaView, name?: string): Json {
  const example = media.examples.find((one) => one.name === name) ?? media.examples[0];
  return example ? example.value : media.schema ? sampleOf(description, media.schema) : {};
}

/**
 * A template with a body: what is not the description's to say is put into its place.
 *
 * @param varied The place that a case is about: it stays as it is.
 * @throws {CannotPlan} for a media type that cannot be written.
 */
export function withBody(
  context: PlanContext,
  operation: OperationView,
  template: WireTemplate,
  media: MediaView,
  json: Json,
  step: string,
  varied?: readonly string[],
): WireTemplate {
  const value = withHoles(context, { operation, schema: media.schema, json, step, varied });
  const { body, headers } = templateBody(media, value, context);
  return { ...template, headers: [...template.headers, ...headers], body };
}
