import { type Description, formatPointer, type Json, type Node, type SchemaValidator, type SchemaView } from "@gatehouse/description";

/** What is different in an answer, as `kind pointer`. */
export interface Expected {
  /** What JSON Schema calls wrong. */
  readonly breaking: readonly string[];
  /** What is only new; undefined where something is wrong and nobody can tell. */
  readonly news: readonly string[] | undefined;
}

const KINDS: Readonly<Record<string, string>> = {
  ...each("type", "wrong-type"),
  ...each("required dependentRequired", "missing-property"),
  ...each("enum const", "unknown-value"),
  ...each("pattern format", "wrong-format"),
  ...each("additionalProperties unevaluatedProperties propertyNames", "unknown-property"),
  ...each("oneOf anyOf", "no-alternative"),
  ...each("not", "excluded"),
  "false schema": "excluded",
};

/** What must be said of an answer, by the validator of the contract checks, which shares no code with that of the clients. */
export function expectedOf(description: Description, validator: SchemaValidator, schema: SchemaView, value: Json): Expected {
  const errors = validator.validate(schema, value, { direction: "response" });
  // Of a value of another type nothing else is said.
  const mistyped = new Set(errors.filter(({ keyword }) => keyword === "type").map(({ pointer }) => pointer));
  const breaking = errors
    .filter(({ keyword, pointer }) => keyword === "type" || !mistyped.has(pointer))
    .map(({ keyword, pointer, property }) => {
      const place = property === undefined ? pointer : `${pointer}${formatPointer([property])}`;
      return `${KINDS[keyword] ?? "out-of-bounds"} ${place}`;
    });
  if (breaking.length > 0) return { breaking: sorted(breaking), news: undefined };
  const unlisted = validator.notes(schema, value).map(({ pointer }) => `unknown-value ${pointer}`);
  return { breaking: [], news: sorted([...unlisted, ...unnamed(description, validator, schema.node, value, [])]) };
}

export function sorted(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}

/** Properties that are named by none of the schemas that the value is under, where these name any and do not leave the rest open. */
function unnamed(
  description: Description,
  validator: SchemaValidator,
  node: Node,
  value: Json,
  path: readonly string[],
): readonly string[] {
  return under([node], value, path);

  function under(nodes: readonly Node[], data: Json, at: readonly string[]): readonly string[] {
    if (typeof data !== "object" || data === null) return [];
    const parts = nodes.flatMap((use) => partsFor(use, data));
    if (Array.isArray(data))
      return data.flatMap((item, index) => under(schemasIn(parts.map((part) => part["items"])), item as Json, [...at, String(index)]));
    const named = parts.filter((part) => isNode(part["properties"]));
    const isOpen = parts.some((part) => part["additionalProperties"] !== undefined || part["patternProperties"] !== undefined);
    return Object.entries(data).flatMap(([name, member]) => {
      const schemas = schemasIn(named.map((part) => own(part["properties"] as Node, name)));
      const found = under(schemas, member as Json, [...at, name]);
      return named.length > 0 && !isOpen && schemas.length === 0 ? [`unknown-property ${formatPointer([...at, name])}`, ...found] : found;
    });
  }

  function partsFor(use: Node, data: Json): readonly Node[] {
    const schema = description.resolve(use);
    const fits = (part: Node) => validator.validate(description.schema(part), data, { direction: "response" }).length === 0;
    const condition = isNode(schema["if"])
      ? schemasIn([schema[fits(schema["if"]) ? "then" : "else"], fits(schema["if"]) && schema["if"]])
      : [];
    const alternatives = schemasIn([schema["oneOf"], schema["anyOf"]].flat()).filter(fits);
    const inner = [...schemasIn([schema["allOf"]].flat()), ...alternatives, ...condition];
    return [...(use === schema ? [use] : [use, schema]), ...inner.flatMap((part) => partsFor(part, data))];
  }
}

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && !Array.isArray(value);
const schemasIn = (values: readonly unknown[]): readonly Node[] => values.filter(isNode);
const own = (node: Node, name: string): unknown => (Object.hasOwn(node, name) ? node[name] : undefined);

function each(keywords: string, kind: string): Record<string, string> {
  return Object.fromEntries(keywords.split(" ").map((keyword) => [keyword, kind]));
}
