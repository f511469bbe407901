import type { Description, Json, Node } from "@gatehouse/description";
import { allOf, code, limitsOf } from "./type-text.js";

/**
 * What a schema demands beyond its fields, a sentence of Markdown each: conditions, dependences, exclusions, alternatives that only
 * constrain. What no sentence is known for stands there as it is written, so that nothing is left out.
 */
export function conditionsOf(description: Description, schema: Node): string[] {
  const node = description.resolve(schema);
  return [...allOf(node).flatMap((part) => conditionsOf(description, part)), ...ownConditions(description, node)];
}

/** Whether a branch of a union gives fields of its own, and not only constrains those that stand there already. */
export function isForm(description: Description, branch: Node): boolean {
  const node = description.resolve(branch);
  if (description.schema(branch).name !== undefined || node["title"] !== undefined || node["type"] !== undefined) return true;
  const properties = Object.values((node["properties"] ?? {}) as Record<string, Node>);
  return properties.some((one) => typeof one === "object" && ("$ref" in one || "type" in one || "description" in one));
}

function ownConditions(description: Description, node: Node): string[] {
  const says = (schema: unknown) => demands(description, schema as Node, "");
  const sentences: string[] = [];
  for (const [name, needed] of Object.entries((node["dependentRequired"] ?? {}) as Record<string, readonly string[]>)) {
    sentences.push(`With ${code(name)}, ${names(needed)} ${needed.length === 1 ? "is" : "are"} needed too.`);
  }
  if (node["if"] !== undefined) {
    const condition = says(node["if"]);
    if (node["then"] !== undefined) sentences.push(`If ${condition}, then ${says(node["then"])}.`);
    if (node["else"] !== undefined) sentences.push(`Unless ${condition}, ${says(node["else"])}.`);
  }
  if (node["not"] !== undefined && !isEmpty(node["not"])) sentences.push(`Not allowed: ${says(node["not"])}.`);
  for (const key of ["anyOf", "oneOf"] as const) {
    const branches = list(node[key]);
    if (branches.length < 2 || branches.some((branch) => isForm(description, branch))) continue;
    const options = branches.map((branch, index) => `(${"abcdefghij"[index] ?? index + 1}) ${says(branch)}`);
    sentences.push(`${key === "oneOf" ? "Exactly one" : "One"} of these has to hold: ${options.join("; ")}.`);
  }
  if (node["contains"] !== undefined) sentences.push(`At least one item in which ${says(node["contains"])}.`);
  for (const key of ["dependentSchemas", "propertyNames", "patternProperties", "unevaluatedProperties"]) {
    if (node[key] !== undefined) sentences.push(`Further rule: ${code(JSON.stringify({ [key]: node[key] }))}.`);
  }
  if (node["additionalProperties"] === false) sentences.push("No other fields.");
  return sentences;
}

/** What a schema demands of a value, as a clause; `path` is where the value is. */
function demands(description: Description, schema: Node | boolean, path: string): string {
  const clauses = [...clausesOf(description, schema, path)];
  return clauses.length > 0 ? clauses.join(" and ") : "anything is there";
}

function* clausesOf(description: Description, schema: Node | boolean, path: string): Generator<string> {
  if (typeof schema === "boolean") {
    if (!schema) yield `${at(path)} is missing`;
    return;
  }
  const node = description.resolve(schema);
  const properties = (node["properties"] ?? {}) as Record<string, Node | boolean>;
  const required = (node["required"] ?? []) as readonly string[];
  for (const name of required) if (!saysMore(properties[name])) yield `${at(join(path, name))} is there`;
  for (const [name, property] of Object.entries(properties)) {
    if (!saysMore(property)) continue;
    const clauses = [...clausesOf(description, property, join(path, name))];
    // A property that need not be there satisfies whatever is said of it by its absence.
    yield required.includes(name) || clauses.some((clause) => clause.endsWith("is missing"))
      ? clauses.join(" and ")
      : clauses.map(orMissing).join(" and ");
  }
  yield* valueClauses(node, path);
  for (const [name, needed] of Object.entries((node["dependentRequired"] ?? {}) as Record<string, readonly string[]>)) {
    yield `${needed.map((one) => at(join(path, one))).join(" and ")} ${needed.length === 1 ? "is" : "are"} there, where ${at(join(path, name))} is`;
  }
  if (node["not"] !== undefined) yield negated(description, node["not"] as Node, path);
  for (const part of allOf(node)) yield* clausesOf(description, part, path);
  for (const key of ["anyOf", "oneOf"] as const) {
    const branches = list(node[key]);
    if (branches.length > 0) yield `(${branches.map((branch) => demands(description, branch, path)).join(" or ")})`;
  }
  const rest = Object.entries(node).filter(([key]) => ["if", "then", "else", "contains", "items", "dependentSchemas"].includes(key));
  if (rest.length > 0) yield `${at(path)} fits ${code(JSON.stringify(Object.fromEntries(rest)))}`;
}

function* valueClauses(node: Node, path: string): Generator<string> {
  if (node["const"] !== undefined) yield `${at(path)} is ${value(node["const"])}`;
  if (Array.isArray(node["enum"])) yield `${at(path)} is ${(node["enum"] as readonly Json[]).map(value).join(" or ")}`;
  for (const limit of limitsOf(node)) yield `${at(path)} is ${limit}`;
  if (path !== "" && typeof node["type"] === "string" && node["properties"] === undefined) yield `${at(path)} is a ${node["type"]}`;
}

function negated(description: Description, schema: Node, path: string): string {
  if (isEmpty(schema)) return `${at(path)} is missing`;
  const node = description.resolve(schema);
  const required = (node["required"] ?? []) as readonly string[];
  const more = Object.values((node["properties"] ?? {}) as Record<string, Node>).some(saysMore);
  const onlyRequired = Object.keys(node).every((key) => key === "required" || key === "properties");
  if (onlyRequired && !more && required.length === 1) return `${at(join(path, required[0]!))} is missing`;
  return `not (${demands(description, schema, path)})`;
}

function orMissing(clause: string): string {
  return `${clause} or missing`;
}

/** Whether a property's schema says more than that the property may be there. */
function saysMore(schema: Node | boolean | undefined): boolean {
  return (
    schema === false || (typeof schema === "object" && Object.keys(schema).some((key) => !key.startsWith("x-") && key !== "description"))
  );
}

function isEmpty(schema: unknown): boolean {
  return typeof schema === "object" && schema !== null && Object.keys(schema).length === 0;
}

function list(branches: unknown): readonly Node[] {
  return Array.isArray(branches) ? branches : [];
}

function at(path: string): string {
  return path === "" ? "it" : code(path);
}

function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

function names(list: readonly string[]): string {
  return list.map(code).join(" and ");
}

function value(json: Json): string {
  return code(typeof json === "string" ? json : JSON.stringify(json));
}
