/** What a keyword's value is: schemas, or data that must look like something. */
type Form = "schema" | "schemas" | "named schemas" | { readonly right: string; readonly fits: (value: unknown) => boolean };

const isNumber = (value: unknown): value is number => typeof value === "number";
const isSize = (value: unknown): boolean => isNumber(value) && Number.isInteger(value) && value >= 0;
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((item) => typeof item === "string");
const TYPES = new Set("string number integer boolean object array null".split(" "));

const number: Form = { right: "a number", fits: isNumber };
const size: Form = { right: "a whole number of at least 0", fits: isSize };
const texts: Form = { right: "a list of names", fits: isTexts };

/** Every keyword that the runtime compares answers with. */
export const CHECKED: Readonly<Record<string, Form>> = {
  ...each("items additionalProperties unevaluatedProperties unevaluatedItems propertyNames contains not if then else", "schema"),
  ...each("allOf anyOf oneOf prefixItems", "schemas"),
  ...each("properties patternProperties dependentSchemas", "named schemas"),
  ...each("minimum maximum exclusiveMinimum exclusiveMaximum", number),
  ...each("minLength maxLength minItems maxItems minProperties maxProperties minContains maxContains", size),
  multipleOf: { right: "a number above 0", fits: (value) => isNumber(value) && value > 0 },
  required: texts,
  type: { right: "a type of JSON Schema, or a list of them", fits: (value) => [value].flat().every((type) => TYPES.has(String(type))) },
  enum: { right: "a list of values", fits: Array.isArray },
  const: { right: "a value", fits: (value) => value !== undefined },
  pattern: { right: "a regular expression", fits: (value) => typeof value === "string" },
  format: { right: "a name", fits: (value) => typeof value === "string" },
  uniqueItems: { right: "true or false", fits: (value) => typeof value === "boolean" },
  dependentRequired: {
    right: "a list of names per name",
    fits: (value) => typeof value === "object" && value !== null && Object.values(value).every(isTexts),
  },
  "x-extensible-enum": texts,
  "x-sensitive": { right: "secret or biometric", fits: (value) => typeof value === "string" },
};

/** Keywords that say nothing of which answers are right. References have been followed, so names for them are among these. */
const SILENT = new Set(
  (
    "title description default example examples deprecated readOnly writeOnly externalDocs xml discriminator nullable summary " +
    "contentEncoding contentMediaType contentSchema $comment $schema $id $anchor $defs definitions $ref"
  ).split(" "),
);

/** True for a keyword that means something and that the runtime does not know. */
export function isUnknown(keyword: string): boolean {
  return !Object.hasOwn(CHECKED, keyword) && !SILENT.has(keyword) && !keyword.startsWith("x-");
}

/** Formats that the runtime checks, by the name of their constant there. */
export const FORMATS: Readonly<Record<string, string>> = {
  "date-time": "dateTime",
  date: "date",
  uuid: "uuid",
  uri: "uri",
  "uri-reference": "uriReference",
  email: "email",
  hostname: "hostname",
  ipv4: "ipv4",
  int32: "int32",
  int64: "int64",
};

function each(keywords: string, form: Form): Record<string, Form> {
  return Object.fromEntries(keywords.split(" ").map((keyword) => [keyword, form]));
}
