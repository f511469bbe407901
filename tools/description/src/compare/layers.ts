import type { Json, JsonObject } from "../json.js";
import type { Description, Node } from "../model.js";
import { isObject, isReference } from "../walk.js";

/** What the description says about one value, taken together from references and `allOf`. */
export interface Layers {
  /** The vendor's models that the schema refers to. */
  readonly models: ReadonlySet<string>;
  readonly nullable: boolean;
  /** Schemas that hold at once, the outermost first. What stands in `models` is none of them. */
  readonly own: readonly Layer[];
}

/** One schema node, without the keys that only lead on to others. */
export interface Layer {
  readonly node: Node;
  readonly keywords: JsonObject;
}

/**
 * Takes schemas apart that hold for the same value. References and `allOf` are followed; of `oneOf` and `anyOf` only the way to say
 * that a value may be null.
 *
 * @param stopAt Names of models that are not opened but reported.
 */
export function layersOf(description: Description, nodes: readonly Node[], stopAt: (name: string) => boolean): Layers {
  const models = new Set<string>();
  const own: Layer[] = [];
  const seen = new Set<Node>();
  let nullable = false;

  const visit = (node: Node): void => {
    if (seen.has(node)) return;
    seen.add(node);
    const { $ref, allOf, ...rest } = node as Readonly<Record<string, Json>>;
    const beyondNull = isReference(node) ? undefined : alternativeToNull(rest);
    const keywords = beyondNull ? without(rest, beyondNull.keyword) : rest;
    if (beyondNull || saysNull(keywords["type"]) || keywords["nullable"] === true) nullable = true;
    own.push({ node, keywords });
    if ($ref !== undefined && isReference(node)) {
      const target = description.resolve(node);
      const { name } = description.schema(target);
      if (name !== undefined && stopAt(name)) models.add(name);
      else visit(target);
    }
    if (Array.isArray(allOf)) for (const part of allOf) if (isObject(part)) visit(part as Node);
    if (beyondNull) visit(beyondNull.schema);
  };
  for (const node of nodes) visit(node);
  return { models, nullable, own };
}

/** `oneOf: [something, { type: "null" }]`, or the same with `anyOf`. */
function alternativeToNull(keywords: JsonObject): { readonly keyword: string; readonly schema: Node } | undefined {
  for (const keyword of ["oneOf", "anyOf"]) {
    const alternatives = keywords[keyword];
    if (!Array.isArray(alternatives) || alternatives.length !== 2) continue;
    const others = alternatives.filter((one) => !(isObject(one) && one["type"] === "null"));
    if (others.length === 1 && isObject(others[0])) return { keyword, schema: others[0] as Node };
  }
  return undefined;
}

const without = (keywords: JsonObject, key: string): JsonObject =>
  Object.fromEntries(Object.entries(keywords).filter(([keyword]) => keyword !== key)) as JsonObject;

const saysNull = (type: unknown): boolean => type === "null" || (Array.isArray(type) && type.includes("null"));
