import type { ErrorObject } from "ajv/dist/2020.js";

/**
 * What is wrong with a value, in our words: what it is, what would be right. Never the value itself: it may be a secret, and whoever
 * asks has it.
 */
export function schemaMessage(error: ErrorObject): string {
  const { keyword, params, data } = error;
  const p = params as Record<string, unknown>;
  switch (keyword) {
    case "type":
      return `is ${kindOf(data)}, must be ${listOf(p["type"], kindName)}`;
    case "required":
      return `lacks "${p["missingProperty"]}"`;
    case "dependentRequired":
      return `lacks "${p["missingProperty"]}", needed where "${p["property"]}" is present`;
    case "enum":
      return `is none of ${listOf(p["allowedValues"], show)}`;
    case "const":
      return `must be ${show(p["allowedValue"])}`;
    case "minLength":
    case "maxLength":
      return `has ${[...String(data)].length} characters, must have ${bound(keyword, p["limit"])}`;
    case "minItems":
    case "maxItems":
      return `has ${(data as unknown[]).length} items, must have ${bound(keyword, p["limit"])}`;
    case "minProperties":
    case "maxProperties":
      return `has ${Object.keys(data as object).length} properties, must have ${bound(keyword, p["limit"])}`;
    case "minimum":
    case "maximum":
    case "exclusiveMinimum":
    case "exclusiveMaximum":
      return `must be ${COMPARISON[p["comparison"] as string]} ${p["limit"]}`;
    case "multipleOf":
      return `must be a multiple of ${p["multipleOf"]}`;
    case "pattern":
      return `does not match the pattern ${p["pattern"]}`;
    case "format":
      return `is no ${p["format"]}`;
    case "uniqueItems":
      return `has the same item at ${p["j"]} and ${p["i"]}, items must differ`;
    case "additionalProperties":
      return `has "${p["additionalProperty"]}", which the schema does not know`;
    case "unevaluatedProperties":
      return `has "${p["unevaluatedProperty"]}", which the schema does not know`;
    case "additionalItems":
    case "items":
    case "unevaluatedItems":
      return `has more items than the schema knows (${p["limit"] ?? p["len"]})`;
    case "propertyNames":
      return `has the name "${p["propertyName"]}", which the schema does not allow`;
    case "contains":
      return `must contain ${p["maxContains"] === undefined ? "at least" : "between"} ${p["minContains"]}${p["maxContains"] === undefined ? "" : ` and ${p["maxContains"]}`} matching items`;
    case "oneOf":
      return p["passingSchemas"] ? "fits more than one of the alternatives, must fit exactly one" : "fits none of the alternatives";
    case "anyOf":
      return "fits none of the alternatives";
    case "not":
      return "fits what the schema excludes";
    case "if":
      return `breaks a condition: it must fit "${p["failingKeyword"]}"`;
    case "false schema":
      return "must not be present";
    default:
      return error.message ?? `breaks ${keyword}`;
  }
}

const COMPARISON: Readonly<Record<string, string>> = { ">=": "at least", "<=": "at most", ">": "more than", "<": "less than" };

function bound(keyword: string, limit: unknown): string {
  return `${keyword.startsWith("min") ? "at least" : "at most"} ${limit}`;
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return kindName(typeof value);
}

function kindName(type: unknown): string {
  return KINDS[String(type)] ?? String(type);
}

const KINDS: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
  object: "an object",
  array: "a list",
};

function listOf(value: unknown, show: (item: unknown) => string): string {
  const items = (Array.isArray(value) ? value : [value]).map(show);
  const shown = items.length > 12 ? [...items.slice(0, 12), `${items.length - 12} more`] : items;
  return shown.length === 1 ? shown[0]! : `${shown.slice(0, -1).join(", ")} or ${shown.at(-1)}`;
}

/** A value of the schema, not of the instance. */
function show(value: unknown): string {
  return JSON.stringify(value);
}
