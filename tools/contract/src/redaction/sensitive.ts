import type { Description, Json, Node, OperationView, SchemaView } from "@gatehouse/description";
import { nodeOf, nodesOf, propertyOf } from "../schema/nodes.js";
import { redacted, type Secrets } from "../send/secrets.js";

/** Knows which values of a description's requests and answers are secret or biometric (`x-sensitive`, or the format `password`). */
export class Sensitive {
  readonly #description: Description;
  /** Names of properties and parameters that are sensitive wherever they are described. */
  readonly #names: ReadonlySet<string>;
  readonly #secrets: Secrets;

  /** @param secrets Learns every value that is left out, so that it is left out wherever else it turns up. */
  constructor(description: Description, secrets: Secrets) {
    this.#description = description;
    this.#secrets = secrets;
    this.#names = sensitiveNames(description);
  }

  /** A JSON value without what is sensitive: by its schema, and by the names that are sensitive everywhere. */
  redact(value: Json, schema: SchemaView | undefined): Json {
    return this.#redact(value, schema ? [schema.node] : [], undefined, 0);
  }

  /** What stands in the place of a sensitive value. */
  hide(value: Json, name: string): string {
    const variable = variableName(name);
    if (typeof value === "string" || typeof value === "number") this.#secrets.add(String(value), variable);
    return redacted(variable);
  }

  isSensitiveParameter(operation: OperationView, place: string, name: string): boolean {
    const same = (other: string): boolean => (place === "header" ? other.toLowerCase() === name.toLowerCase() : other === name);
    const parameter = operation.parameters.find((one) => one.in === place && same(one.name));
    return parameter ? parameter.sensitive !== undefined || isMarked(parameter.schema.resolved) : this.#names.has(name);
  }

  #redact(value: Json, uses: readonly Node[], name: string | undefined, depth: number): Json {
    const parts = uses.flatMap((use) => this.#parts(use, 0));
    if (value !== null && name !== undefined && (this.#names.has(name) || parts.some(isMarked))) return this.hide(value, name);
    if (value !== null && name === undefined && parts.some(isMarked)) return this.hide(value, "value");
    if (typeof value !== "object" || value === null || depth > 100) return value;
    if (Array.isArray(value)) {
      const items = nodesOf(...parts.map((part) => part["items"]));
      return value.map((item: Json) => this.#redact(item, items, undefined, depth + 1));
    }
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => {
        const schemas = nodesOf(...parts.map((part) => propertyOf(part, key) ?? part["additionalProperties"]));
        return [key, this.#redact(item as Json, schemas, key, depth + 1)];
      }),
    );
  }

  /** Every schema that a value may be under. To keep a secret in, each alternative counts. */
  #parts(use: Node, depth: number): Node[] {
    const node = this.#description.resolve(use);
    if (depth > 20) return [node];
    const inner = nodesOf(node["allOf"], node["oneOf"], node["anyOf"], node["then"], node["else"]);
    return [...(use === node ? [node] : [use, node]), ...inner.flatMap((part) => this.#parts(part, depth + 1))];
  }
}

/** `sharedSecret` → `SHARED_SECRET`: what a secret is called where it is left out. */
export function variableName(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
  return (/^[A-Za-z]/.test(words) ? words : `V_${words}`).toUpperCase();
}

function isMarked(node: Node): boolean {
  return node["x-sensitive"] !== undefined || node["format"] === "password";
}

/** Names that are marked at least once and never described without a mark. */
function sensitiveNames(description: Description): Set<string> {
  const marked = new Set<string>();
  const plain = new Set<string>();
  const seen = new Set<unknown>();
  const note = (name: string, sensitive: boolean): void => void (sensitive ? marked : plain).add(name);
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null || seen.has(value)) return;
    seen.add(value);
    const node = Array.isArray(value) ? undefined : (value as Node);
    for (const [name, property] of Object.entries(nodeOf(node?.["properties"]) ?? {})) {
      const schema = nodeOf(property);
      if (schema) note(name, isMarked(schema) || isMarked(description.resolve(schema)));
    }
    for (const child of Object.values(value)) visit(child);
    if (node && typeof node["$ref"] === "string") visit(resolved(description, node));
  };
  visit(description.root);
  for (const { parameters } of description.operations) {
    for (const { name, sensitive, schema } of parameters) note(name, sensitive !== undefined || isMarked(schema.resolved));
  }
  return new Set([...marked].filter((name) => !plain.has(name)));
}

function resolved(description: Description, node: Node): Node | undefined {
  try {
    return description.resolve(node);
  } catch {
    // A $ref in an example or an extension need not lead anywhere.
    return undefined;
  }
}
