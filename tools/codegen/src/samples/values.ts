import {
  createValidator,
  type Description,
  type Json,
  type JsonObject,
  type Node,
  type OperationView,
  type ParameterView,
  type SchemaValidator,
  type SchemaView,
} from "@gatehouse/description";
import { isBinary } from "../media.js";
import { type SampleFile, sampleFile } from "./file.js";
import { Secret } from "./secret.js";

/** A value of an example. Secrets are no values but the name of the environment variable that has them, bytes the name of a file. */
export type SampleValue = Json | Secret | SampleFile | readonly SampleValue[] | { readonly [key: string]: SampleValue };

/** An example of a parameter: what the description gives, else something that fits. */
export function parameterSample(parameter: ParameterView, variable: (name: string) => string, description: Description): SampleValue {
  if (parameter.sensitive) return new Secret(variable(parameter.name));
  const example = parameter.examples.find(({ value }) => fits(value, parameter.schema, description));
  if (example) return example.value;
  return schemaSample(parameter.schema, parameter.name, variable, description) ?? "text";
}

/** An example of a request body in this media type; undefined where none can be made. */
export function bodySample(
  view: OperationView,
  mediaType: string,
  variable: (name: string) => string,
  description: Description,
): SampleValue | undefined {
  const media = view.body?.media.find(({ type }) => type === mediaType);
  const schema = media?.schema;
  const example = media?.examples.find(({ value }) => !schema || fits(value, schema, description));
  if (mediaType.startsWith("multipart/") && schema) return formSample(schema, example?.value, variable, description);
  if (!example) return schema && schemaSample(schema, "body", variable, description);
  return schema ? withSecrets(example.value, schema, "body", variable, description) : example.value;
}

/** A form: its files are bytes, whatever text an example has for them, and sensitive or not they are shown by their names only. */
function formSample(
  schema: SchemaView,
  example: Json | undefined,
  variable: (name: string) => string,
  description: Description,
): SampleValue | undefined {
  const value = example === undefined ? schemaSample(schema, "body", variable, description) : example;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      const property = propertySchema(schema, name, description);
      if (!property) return [name, inner];
      if (!isBinary(property.resolved)) return [name, withSecrets(inner as Json, property, name, variable, description)];
      const type = property.resolved["contentMediaType"];
      return [name, sampleFile(name, typeof type === "string" ? type : undefined, inner)];
    }),
  );
}

const validators = new WeakMap<Description, SchemaValidator>();

/**
 * True for a value that the schema allows. Examples of others may be older than their schemas; those of our own are held to them by lint.
 * Patterns are left out: they may be stopped for the time they take, and what is written may not depend on how busy a machine is.
 */
function fits(value: Json, schema: SchemaView, description: Description): boolean {
  if (description.gatehouse) return true;
  const validator = validators.get(description) ?? createValidator(description);
  validators.set(description, validator);
  return validator.validate(schema, value, { direction: "request" }).every(({ keyword }) => keyword === "pattern");
}

/** The value with everything that is marked as a secret replaced by its environment variable. */
function withSecrets(
  value: Json,
  schema: SchemaView,
  name: string,
  variable: (name: string) => string,
  description: Description,
): SampleValue {
  if (isSecret(schema, description)) return new Secret(variable(name));
  if (Array.isArray(value)) {
    const items = subschema(schema, "items", description);
    return items ? value.map((item: Json) => withSecrets(item, items, name, variable, description)) : value;
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value as JsonObject).map(([key, inner]): [string, SampleValue] => {
    const property = propertySchema(schema, key, description);
    return [key, property ? withSecrets(inner, property, key, variable, description) : inner];
  });
  return Object.fromEntries(entries);
}

/** The smallest value that fits a schema: its required properties only. */
function schemaSample(
  schema: SchemaView,
  name: string,
  variable: (name: string) => string,
  description: Description,
  depth = 0,
): SampleValue | undefined {
  if (isSecret(schema, description)) return new Secret(variable(name));
  const node = schema.resolved;
  const given = [
    node["example"],
    list(node["examples"])[0],
    node["default"],
    node["const"],
    list(node["enum"])[0],
    list(node["x-extensible-enum"])[0],
  ];
  const found = given.find((value) => value !== undefined && fits(value, schema, description));
  if (found !== undefined) return withSecrets(found, schema, name, variable, description);
  if (depth > 6) return undefined;
  for (const key of ["oneOf", "anyOf"]) {
    const [first] = list(node[key]);
    if (!isNode(first)) continue;
    const value = schemaSample(description.schema(first), name, variable, description, depth + 1);
    return withDiscriminator(value, node["discriminator"], first, description);
  }
  const type = typeName(schema, description);
  if (type === "object") {
    const required = allRequired(schema, description);
    return Object.fromEntries(
      required.map((key) => {
        const property = propertySchema(schema, key, description);
        return [key, (property && schemaSample(property, key, variable, description, depth + 1)) ?? "text"];
      }),
    );
  }
  if (type === "array") {
    const items = subschema(schema, "items", description);
    const item = items && Number(node["minItems"] ?? 0) > 0 ? schemaSample(items, name, variable, description, depth + 1) : undefined;
    return item === undefined ? [] : [item];
  }
  if (node["type"] === undefined) {
    const parts = list(node["allOf"]).filter(isNode);
    const samples = parts.map((part) => schemaSample(description.schema(part), name, variable, description, depth + 1));
    return samples.find((value) => value !== undefined);
  }
  if (type === "integer" || type === "number") return typeof node["minimum"] === "number" ? node["minimum"] : 1;
  if (type === "boolean") return true;
  return type === "string" ? textSample(node) : undefined;
}

/** The type that a schema has by itself or by its `allOf`. */
function typeName(schema: SchemaView, description: Description): string | undefined {
  const { resolved: node } = schema;
  const own = [node["type"]].flat().find((each): each is string => typeof each === "string" && each !== "null");
  if (own !== undefined || node["properties"] !== undefined) return own ?? "object";
  const parts = list(node["allOf"]).filter(isNode);
  return parts.map((part) => typeName(description.schema(part), description)).find((type) => type !== undefined);
}

/** The value of an alternative with the property that tells which one it is; readers need it whether or not it is required. */
function withDiscriminator(value: SampleValue | undefined, discriminator: Json | undefined, alternative: Node, description: Description) {
  const property = isNode(discriminator) ? discriminator["propertyName"] : undefined;
  if (typeof property !== "string" || typeof value !== "object" || value === null || Array.isArray(value) || value instanceof Secret)
    return value;
  if (Object.hasOwn(value, property)) return value;
  const mapping = isNode(discriminator) && isNode(discriminator["mapping"]) ? discriminator["mapping"] : {};
  const mapped = Object.keys(mapping).find((key) => mapping[key] === alternative["$ref"]);
  const name = mapped ?? description.schema(alternative).name;
  return name === undefined ? value : { ...value, [property]: name };
}

function textSample(node: JsonObject): string {
  const formats: Readonly<Record<string, string>> = {
    "date-time": "2026-01-31T12:00:00Z",
    date: "2026-01-31",
    uuid: "3f0c1f6e-1c1b-4b8e-9d57-0a4a6f0c9c11",
    email: "someone@example.com",
    uri: "https://example.com/",
  };
  const format = node["format"];
  const text = typeof format === "string" && Object.hasOwn(formats, format) ? (formats[format] as string) : "text";
  return text.padEnd(Number(node["minLength"] ?? 0), "t");
}

function isSecret(schema: SchemaView, description: Description): boolean {
  return description.gatehouse && ("x-sensitive" in schema.node || "x-sensitive" in schema.resolved);
}

function allRequired(schema: SchemaView, description: Description): readonly string[] {
  const own = list(schema.resolved["required"]).filter((key): key is string => typeof key === "string");
  const parts = list(schema.resolved["allOf"])
    .filter(isNode)
    .flatMap((part) => allRequired(description.schema(part), description));
  return [...new Set([...own, ...parts])];
}

function propertySchema(schema: SchemaView, key: string, description: Description): SchemaView | undefined {
  const properties = schema.resolved["properties"];
  if (isNode(properties) && Object.hasOwn(properties, key) && isNode(properties[key])) return description.schema(properties[key]);
  for (const group of ["allOf", "oneOf", "anyOf"]) {
    for (const part of list(schema.resolved[group]).filter(isNode)) {
      const found = propertySchema(description.schema(part), key, description);
      if (found) return found;
    }
  }
  return undefined;
}

function subschema(schema: SchemaView, key: string, description: Description): SchemaView | undefined {
  const node = schema.resolved[key];
  return isNode(node) ? description.schema(node) : undefined;
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function isNode(value: Json | undefined): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
