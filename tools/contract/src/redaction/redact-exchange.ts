import type { Description, Json, OperationView, SchemaView } from "@gatehouse/description";
import type { Step, TemplateBody, Value, WireTemplate } from "../case.js";
import { declaredFor, essence, mediaFor } from "../checks/judged.js";
import type { Exchange } from "../exchange.js";
import { jsonOf } from "../send/json-body.js";
import { redacted, type Secrets } from "../send/secrets.js";
import { headerOf } from "../targets/body.js";
import { isHole } from "../template/value.js";
import type { WireBody, WireHeaders } from "../wire.js";
import type { Sensitive } from "./sensitive.js";

/** What redaction knows. */
export interface RedactionOptions {
  readonly description: Description;
  readonly sensitive: Sensitive;
  readonly secrets: Secrets;
}

/**
 * Exchanges that can be stored and shown: without what security schemes send, without what `x-sensitive` names in path, query, headers and
 * bodies, and without any secret that the run has met, wherever it stands. Dates are left out too: they differ from run to run.
 */
export function redactExchanges(exchanges: readonly Exchange[], options: RedactionOptions): Exchange[] {
  const redactAll = (): Exchange[] => exchanges.map((exchange) => redactExchange(exchange, options));
  // A first look learns what is secret in them: an answer may hold what a later request shows to be one.
  redactAll();
  return redactAll();
}

function redactExchange(exchange: Exchange, options: RedactionOptions): Exchange {
  const operation = options.description.operation(exchange.step.operation);
  const { request, response } = exchange;
  const clean = (text: string): string => options.secrets.redact(text);
  const schemes = schemesOf(options.description, operation);
  const requestType = headerOf(request.headers, "content-type");
  return {
    step: redactStep(exchange.step, options),
    request: {
      method: request.method,
      target: clean(redactTarget(request.target, operation, schemes, options.sensitive)),
      headers: redactHeaders(request.headers, operation, schemes, options),
      ...(request.body === undefined
        ? {}
        : { body: redactBody(request.body, requestType, requestSchema(operation, requestType), options) }),
    },
    response: {
      ...response,
      headers: response.headers.flatMap(([name, value]): WireHeaders => {
        const key = name.toLowerCase();
        if (key === "date") return [];
        return [[name, key === "set-cookie" ? redacted("COOKIE") : clean(value)]];
      }),
      body: redactBody(response.body, headerOf(response.headers, "content-type"), responseSchema(operation, exchange), options),
    },
  };
}

/** A step that can be stored: its template without what is sensitive. */
export function redactStep(step: Step, options: RedactionOptions): Step {
  return { ...step, request: redactTemplate(step.request, options.description.operation(step.operation), options) };
}

/** A template without what is sensitive: a placeholder stands for it. */
export function redactTemplate(template: WireTemplate, operation: OperationView, { sensitive }: RedactionOptions): WireTemplate {
  const hide = (place: string, name: string, value: Value): Value =>
    sensitive.isSensitiveParameter(operation, place, name) && !isHole(value) ? sensitive.hide(value as Json, name) : value;
  const { body } = template;
  return {
    ...template,
    ...(template.pathValues === undefined
      ? {}
      : { pathValues: Object.fromEntries(Object.entries(template.pathValues).map(([name, value]) => [name, hide("path", name, value)])) }),
    ...(template.query === undefined ? {} : { query: template.query.map(([name, value]) => [name, hide("query", name, value)] as const) }),
    headers: template.headers.map(([name, value]) => [name, hide("header", name, value)] as const),
    ...(body === undefined ? {} : { body: redactTemplateBody(body, requestSchema(operation, contentTypeOf(template)), sensitive) }),
  };
}

function redactTemplateBody(body: TemplateBody, schema: SchemaView | undefined, sensitive: Sensitive): TemplateBody {
  if ("json" in body) return { json: sensitive.redact(body.json as Json, schema) };
  if ("form" in body) {
    return { form: body.form.map(([name, value]) => [name, isHole(value) ? value : redactField(name, value, schema, sensitive)] as const) };
  }
  if ("parts" in body) {
    return {
      parts: body.parts.map((part) =>
        "base64" in part.content
          ? { ...part, content: { value: sensitive.hide(part.content.base64, part.name) } }
          : { ...part, content: { value: redactField(part.name, part.content.value, schema, sensitive) } },
      ),
    };
  }
  return "base64" in body ? { text: redacted("BODY") } : body;
}

interface SentBy {
  readonly in: string;
  readonly key: string;
}

function schemesOf({ securitySchemes }: Description, operation: OperationView): SentBy[] {
  const used = operation.security.flat().flatMap(({ scheme }) => securitySchemes.get(scheme) ?? []);
  return used.map((scheme) => ({ in: scheme.in, key: scheme.key }));
}

function redactTarget(target: string, operation: OperationView, schemes: readonly SentBy[], sensitive: Sensitive): string {
  const [path = "", query] = target.split(/\?(.*)/s);
  const pairs = query?.split("&").map((pair) => {
    const [name = "", value] = pair.split(/=(.*)/s);
    const plain = decoded(name);
    const secret =
      schemes.some((one) => one.in === "query" && one.key === plain) || sensitive.isSensitiveParameter(operation, "query", plain);
    return secret && value !== undefined ? `${name}=${sensitive.hide(decoded(value), plain)}` : pair;
  });
  return redactPath(path, operation, sensitive) + (pairs === undefined ? "" : `?${pairs.join("&")}`);
}

/** Segments of the path are known by the template's holes. */
function redactPath(path: string, operation: OperationView, sensitive: Sensitive): string {
  const template = operation.path.split("/");
  const actual = path.split("/");
  if (template.length !== actual.length) return path;
  return actual
    .map((segment, index) => {
      const holes = [...template[index]!.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1]!);
      const secret = holes.find((name) => sensitive.isSensitiveParameter(operation, "path", name));
      return secret === undefined ? segment : sensitive.hide(decoded(segment), secret);
    })
    .join("/");
}

function redactHeaders(
  headers: WireHeaders,
  operation: OperationView,
  schemes: readonly SentBy[],
  { sensitive, secrets }: RedactionOptions,
): WireHeaders {
  const secret = (name: string): boolean => {
    const key = name.toLowerCase();
    if (key === "authorization" || key === "cookie" || key === "proxy-authorization") return true;
    return (
      schemes.some((one) => one.in === "header" && one.key.toLowerCase() === key) ||
      sensitive.isSensitiveParameter(operation, "header", name)
    );
  };
  return headers.map(([name, value]) => [name, secret(name) ? sensitive.hide(value, name) : secrets.redact(value)] as const);
}

function redactBody(
  body: WireBody,
  type: string | undefined,
  schema: SchemaView | undefined,
  { sensitive, secrets }: RedactionOptions,
): WireBody {
  // Bytes are photographs, fingerprints and templates as often as not, and nobody reads them in a report.
  if ("base64" in body) return { text: `‹${Buffer.from(body.base64, "base64").length} bytes›` };
  if (type !== undefined && essence(type) === "application/x-www-form-urlencoded") {
    const pairs = [...new URLSearchParams(body.text)].map(([name, value]) => [name, redactField(name, value, schema, sensitive)] as const);
    return { text: pairs.map(([name, value]) => `${name}=${secrets.redact(value)}`).join("&") };
  }
  const json = jsonOf(body);
  if (json === undefined) return { text: secrets.redact(body.text) };
  return { text: secrets.redact(JSON.stringify(sensitive.redact(json, schema))) };
}

function redactField(name: string, value: Value, schema: SchemaView | undefined, sensitive: Sensitive): string {
  const field = (sensitive.redact({ [name]: value as Json }, schema) as { readonly [key: string]: Json })[name];
  return typeof field === "string" ? field : JSON.stringify(field);
}

function requestSchema(operation: OperationView, contentType: string | undefined): SchemaView | undefined {
  const media = operation.body?.media ?? [];
  return (media.find(({ type }) => contentType !== undefined && type === contentType) ?? media[0])?.schema;
}

function responseSchema(operation: OperationView, { response }: Exchange): SchemaView | undefined {
  const declared = declaredFor(operation, response.status);
  const type = headerOf(response.headers, "content-type");
  return declared && (type === undefined ? declared.media[0] : mediaFor(declared, type))?.schema;
}

function contentTypeOf(template: WireTemplate): string | undefined {
  const value = template.headers.find(([key]) => key.toLowerCase() === "content-type")?.[1];
  return typeof value === "string" ? value : undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
