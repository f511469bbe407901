import type { Description, Json, Node } from "@gatehouse/description";

/** Type of a schema in words: `string`, `integer or null`, `array of Tenant, or null`. */
export function typeText(description: Description, node: Node): string {
  const name = description.schema(node).name;
  const at = description.resolve(node);
  const union = (at["oneOf"] ?? at["anyOf"]) as readonly Node[] | undefined;
  if (Array.isArray(union) && typesOf(at).length === 0)
    return orNull([...new Set(union.map((branch: Node) => typeText(description, branch)))]);
  const types = typesOf(at);
  if (types.length === 0) {
    if ("const" in at || "enum" in at) return "constant";
    const only = allOf(at);
    if (only.length === 1) return typeText(description, only[0]!);
    return name ?? "any value";
  }
  return orNull(types.map((type) => oneType(description, at, type, name)));
}

function orNull(types: readonly string[]): string {
  const values = types.filter((type) => type !== "null").join(" or ");
  if (values === "" || !types.includes("null")) return values || "null";
  return values.includes(" ") ? `${values}, or null` : `${values} or null`;
}

function oneType(description: Description, node: Node, type: string, name: string | undefined): string {
  if (type === "array") return `array of ${node["items"] ? typeText(description, node["items"] as Node) : "anything"}`;
  if (type === "object") return name ?? nameInside(description, node) ?? "object";
  if (type !== "string") return type;
  if (typeof node["contentSchema"] === "object") return `${typeText(description, node["contentSchema"] as Node)} as a text`;
  if (node["contentEncoding"]) return `${String(node["contentEncoding"])} text`;
  const format = node["format"];
  return typeof format === "string" ? `${type} (${format})` : type;
}

/** An object that narrows one model keeps the model's name. */
function nameInside(description: Description, node: Node): string | undefined {
  const parts = allOf(node);
  return parts.length === 1 ? description.schema(parts[0]!).name : undefined;
}

/** The values of `type`, as a list. */
export function typesOf(node: Node): readonly string[] {
  const type = node["type"];
  return Array.isArray(type) ? type.map(String) : typeof type === "string" ? [type] : [];
}

/** The branches of `allOf`. */
export function allOf(node: Node): readonly Node[] {
  const list = node["allOf"];
  return Array.isArray(list) ? (list as unknown as Node[]) : [];
}

/** The bounds of a schema, each a phrase. */
export function limitsOf(node: Node): string[] {
  const number = (key: string) => (typeof node[key] === "number" ? (node[key] as number) : undefined);
  const range = (low: number | undefined, high: number | undefined, unit: string) => {
    if (low !== undefined && high !== undefined) return low === high ? [`exactly ${low}${unit}`] : [`${low} to ${high}${unit}`];
    if (low !== undefined) return [`at least ${low}${unit}`];
    return high !== undefined ? [`at most ${high}${unit}`] : [];
  };
  const limits = [
    ...range(number("minimum"), number("maximum"), ""),
    ...range(number("minLength"), number("maxLength"), " characters"),
    ...range(number("minItems"), number("maxItems"), " items"),
    ...range(number("minProperties"), number("maxProperties"), " properties"),
  ];
  if (number("exclusiveMinimum") !== undefined) limits.push(`more than ${number("exclusiveMinimum")}`);
  if (number("exclusiveMaximum") !== undefined) limits.push(`less than ${number("exclusiveMaximum")}`);
  if (number("multipleOf") !== undefined) limits.push(`a multiple of ${number("multipleOf")}`);
  if (node["uniqueItems"] === true) limits.push("no item twice");
  if (typeof node["pattern"] === "string") limits.push(`matches ${code(node["pattern"])}`);
  return limits;
}

/** The values that a schema lists. */
export interface ValueList {
  readonly values: readonly Json[];
  /** True: others may come; a reader must not fail on them. */
  readonly open: boolean;
}

export function valuesOf(node: Node): ValueList | undefined {
  if ("const" in node) return { values: [node["const"] as Json], open: false };
  if (Array.isArray(node["enum"])) return { values: node["enum"] as Json[], open: false };
  const open = node["x-extensible-enum"];
  return Array.isArray(open) ? { values: open as Json[], open: true } : undefined;
}

/** A value as inline code of Markdown, whatever back-ticks it has. */
export function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = "`".repeat(longest + 1);
  const pad = text.startsWith("`") || text.endsWith("`") ? " " : "";
  return `${fence}${pad}${text}${pad}${fence}`;
}
