import {
  type Description,
  type Json,
  type MediaView,
  type OperationView,
  type ParameterView,
  parsePointer,
  type SchemaView,
  valueAt,
} from "@gatehouse/description";
import type { FreshBounds, TemplateBody, TemplatePart, Value, WireTemplate } from "../case.js";
import { sampleOf } from "../schema/sample.js";
import { schemaAt } from "../schema/schema-at.js";
import { loginOf } from "../send/login-of.js";
import { emptyTemplate, withValueAt, withValueIn } from "../template/template.js";
import { literal } from "../template/value.js";
import { CannotPlan, type PlanContext } from "./context.js";
import { parameterPairs } from "./parameter-pairs.js";

/** What a base request may vary. */
export interface BaseOptions {
  /** Name of the step that it is for: fresh values of different steps differ. */
  readonly step: string;
  /** Name of the body's example. Default: the first. */
  readonly example?: string;
}

/**
 * The request that an operation's examples make: required parameters and the body. What `contract.yaml` names comes from there, what the
 * law `unique` names is fresh, what a login takes comes from the account.
 *
 * @throws {CannotPlan} for a body in a media type that cannot be written.
 */
export function baseRequest(context: PlanContext, operation: OperationView, options: BaseOptions): WireTemplate {
  const template = withLoginParameters(context, operation, requestWithoutBody(context, operation));
  const media = operation.body && chooseMedia(operation.body.media);
  if (!media) return template;
  return withBody(context, operation, template, media, exampleBody(context, media, options.example), options.step);
}

/** The required parameters alone, by their examples. */
export function requestWithoutBody(context: PlanContext, operation: OperationView, except?: ParameterView): WireTemplate {
  let template = emptyTemplate(operation);
  for (const parameter of operation.parameters) {
    if (!parameter.required || parameter === except || isSetOtherwise(parameter)) continue;
    template = withParameter(context, operation, template, parameter, exampleOf(context, parameter));
  }
  return template;
}

/** The JSON of an example of a body; without one, a small valid value. */
export function exampleBody({ description }: PlanContext, media: MediaView, name?: string): Json {
  const example = media.examples.find((one) => one.name === name) ?? media.examples[0];
  return example ? example.value : media.schema ? sampleOf(description, media.schema) : {};
}

/**
 * A template with a body: what `contract.yaml`, the law `unique` and a login say of its values is put in their places.
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
  const isFree = (segments: readonly string[]): boolean => varied === undefined || !overlap(segments, varied);
  let value = withConfigured(context, operation, literal(json), json, isFree);
  value = withFresh(context, operation, media.schema, value, json, step, isFree);
  value = withLoginBody(context, operation, value, json, isFree);
  const { body, headers } = templateBody(media, value, context);
  return { ...template, headers: [...template.headers, ...headers], body };
}

/** Places in a body that hold what must exist on the server, or what an account has: they are not for a generator to choose. */
export function fixedPlaces({ config, description }: PlanContext, operation: OperationView): readonly (readonly string[])[] {
  const prefix = `${operation.id}#$request.body#`;
  const configured = Object.keys(config.values ?? {}).flatMap((key) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : []));
  return [...configured, ...loginPointers(description, operation)].map((pointer) => parsePointer(pointer));
}

function overlap(a: readonly string[], b: readonly string[]): boolean {
  return (
    a.slice(0, b.length).every((segment, index) => segment === b[index]) &&
    b.slice(0, a.length).every((segment, index) => segment === a[index])
  );
}

/** A template with one more parameter, in the style that the description asks for. */
export function withParameter(
  context: PlanContext,
  operation: OperationView,
  template: WireTemplate,
  parameter: ParameterView,
  value: Json,
): WireTemplate {
  const configured = configuredValue(context, operation, parameter, value);
  switch (parameter.in) {
    case "path":
      return { ...template, pathValues: { ...template.pathValues, [parameter.name]: configured ?? literal(value) } };
    case "query": {
      const pairs: readonly (readonly [string, Value])[] = configured ? [[parameter.name, configured]] : parameterPairs(parameter, value);
      return { ...template, query: [...(template.query ?? []), ...pairs] };
    }
    case "header":
      return { ...template, headers: [...template.headers, [parameter.name.toLowerCase(), configured ?? literal(value)]] };
    case "cookie":
      return {
        ...template,
        headers: [...template.headers, ["cookie", `${parameter.name}=${typeof value === "string" ? value : JSON.stringify(value)}`]],
      };
  }
}

/** The value that an example gives a parameter; without one, a small valid value. */
export function exampleOf({ description }: PlanContext, parameter: ParameterView): Json {
  return parameter.examples[0] ? parameter.examples[0].value : sampleOf(description, parameter.schema);
}

/** Headers that OpenAPI gives to other parts of a description: what is said of them as parameters is ignored. */
export function isSetOtherwise(parameter: ParameterView): boolean {
  return parameter.in === "header" && ["accept", "content-type", "authorization"].includes(parameter.name.toLowerCase());
}

/** JSON where there is a choice. */
export function chooseMedia(media: readonly MediaView[]): MediaView | undefined {
  return (
    media.find(({ type }) => isJsonType(type)) ??
    media.find(({ type }) => /^(multipart\/form-data|application\/x-www-form-urlencoded)\b/.test(type)) ??
    media[0]
  );
}

/** `application/json` and everything that ends in `+json`. */
export function isJsonType(type: string): boolean {
  return /^[^;]*[/+]json\s*(;|$)/i.test(type);
}

function configuredValue({ config }: PlanContext, operation: OperationView, parameter: ParameterView, local: Json): Value | undefined {
  const keys = [`${operation.id}#$request.${parameter.in}.${parameter.name}`, parameter.name];
  const key = keys.find((name) => config.values && Object.hasOwn(config.values, name));
  return key === undefined ? undefined : { $value: key, local: config.values![key]!.local ?? local };
}

/** A JSON value as a body of this media type. @throws {CannotPlan} */
export function templateBody(
  media: MediaView,
  value: Value,
  { description }: Pick<PlanContext, "description">,
): { readonly body: TemplateBody; readonly headers: WireTemplate["headers"] } {
  const { type } = media;
  if (isJsonType(type)) return { body: { json: value }, headers: [["content-type", type]] };
  const fields =
    typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value as { [key: string]: Value }) : [];
  if (type.startsWith("application/x-www-form-urlencoded")) return { body: { form: fields }, headers: [] };
  if (type.startsWith("multipart/form-data")) {
    const parts = fields.map(([name, content]): TemplatePart => {
      const schema = media.schema && schemaAt(description, media.schema, [name]);
      const binary =
        schema?.["format"] === "binary" || schema?.["contentEncoding"] === "base64" || schema?.["contentMediaType"] !== undefined;
      return binary && typeof content === "string"
        ? {
            name,
            filename: name,
            type: String(schema?.["contentMediaType"] ?? "application/octet-stream"),
            content: { base64: base64Of(content) },
          }
        : { name, content: { value: content } };
    });
    return { body: { parts }, headers: [] };
  }
  if (typeof value === "string" && type.startsWith("text/")) return { body: { text: value }, headers: [["content-type", type]] };
  if (typeof value === "string") return { body: { base64: base64Of(value) }, headers: [["content-type", type]] };
  throw new CannotPlan("not-expressible", `no body of the media type ${type} can be made from a JSON example`);
}

/** Bytes in an example are written in base64; what is not base64 is meant as text. */
function base64Of(text: string): string {
  return /^[A-Za-z0-9+/]+={0,2}$/.test(text) && text.length % 4 === 0 ? text : Buffer.from(text).toString("base64");
}

type IsFree = (segments: readonly string[]) => boolean;

/** Only where there is a value: what is left out stays out. */
function withConfigured({ config }: PlanContext, operation: OperationView, body: Value, json: Json, isFree: IsFree): Value {
  const prefix = `${operation.id}#$request.body#`;
  let result = body;
  for (const [key, { local }] of Object.entries(config.values ?? {})) {
    if (!key.startsWith(prefix)) continue;
    const segments = parsePointer(key.slice(prefix.length));
    const given = valueAt(json, segments) as Json | undefined;
    if (given !== undefined && isFree(segments)) result = withValueIn(result, segments, { $value: key, local: local ?? given });
  }
  return result;
}

function withFresh(
  { description }: PlanContext,
  operation: OperationView,
  schema: SchemaView | undefined,
  body: Value,
  json: Json,
  step: string,
  isFree: IsFree,
): Value {
  let result = body;
  for (const law of operation.laws) {
    if (law.law !== "unique") continue;
    const segments = parsePointer(law.property);
    const base = valueAt(json, segments);
    if ((typeof base !== "string" && typeof base !== "number") || !isFree(segments)) continue;
    const node = schema && schemaAt(description, schema, segments);
    result = withValueIn(result, segments, { $fresh: base, name: `${step}${law.property}`, ...boundsOf(node) });
  }
  return result;
}

function boundsOf(node: { readonly [key: string]: unknown } | undefined): { within?: FreshBounds } {
  const bounds = Object.fromEntries(
    (["maxLength", "pattern", "minimum", "maximum"] as const).flatMap((key) => (node?.[key] === undefined ? [] : [[key, node[key]]])),
  ) as FreshBounds;
  return Object.keys(bounds).length === 0 ? {} : { within: bounds };
}

function withLoginParameters({ description, config }: PlanContext, operation: OperationView, template: WireTemplate): WireTemplate {
  if (Object.keys(config.accounts).length === 0) return template;
  const places = Object.keys(loginOf(description, operation.id)?.inputs ?? {}).filter((place) => !place.startsWith("$request.body"));
  return places.reduce((filled, place) => withValueAt(filled, place, { $login: place }), template);
}

function withLoginBody({ description, config }: PlanContext, operation: OperationView, body: Value, json: Json, isFree: IsFree): Value {
  if (Object.keys(config.accounts).length === 0) return body;
  let result = body;
  for (const pointer of loginPointers(description, operation)) {
    const segments = parsePointer(pointer);
    if (valueAt(json, segments) !== undefined && isFree(segments))
      result = withValueIn(result, segments, { $login: `$request.body#${pointer}` });
  }
  return result;
}

function loginPointers(description: Description, operation: OperationView): string[] {
  const places = Object.keys(loginOf(description, operation.id)?.inputs ?? {});
  return places.flatMap((place) => (place.startsWith("$request.body#") ? [place.slice("$request.body#".length)] : []));
}
