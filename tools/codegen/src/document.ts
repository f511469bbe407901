import type { Json, JsonObject, OperationView, ParameterView } from "@gatehouse/description";

/** A bundled description: one document, every reference inside it. Types are read here, so that they name what `schema.ts` names. */
export class BundledDocument {
  readonly root: JsonObject;

  /** Components are put in the order of their names: in which order files and their parts were read must not show in the output. */
  constructor(root: Json) {
    const components = Object.entries(object(object(root)["components"])).map(([kind, group]) => [kind, sorted(object(group))] as const);
    this.root = { ...object(root), components: Object.fromEntries(components) };
  }

  /** Component schemas by name. */
  get schemas(): readonly (readonly [string, Json])[] {
    return Object.entries(object(object(this.root["components"])["schemas"]));
  }

  /** The node, or what its `$ref` leads to. */
  resolve(node: Json | undefined): JsonObject {
    let current = object(node);
    for (let hops = 0; typeof current["$ref"] === "string" && hops < 100; hops++) current = object(this.#at(current["$ref"]));
    return current;
  }

  /** Name of the component that the node refers to: `component(node, "schemas")`. */
  component(node: Json | undefined, kind: string): string | undefined {
    const reference = object(node)["$ref"];
    const prefix = `#/components/${kind}/`;
    if (typeof reference !== "string" || !reference.startsWith(prefix)) return undefined;
    const rest = reference.slice(prefix.length);
    return rest.includes("/") ? undefined : unescapePart(rest);
  }

  operation(view: OperationView): JsonObject {
    return object(this.#pathItem(view)[view.method.toLowerCase()]);
  }

  /** The node of a parameter, references resolved. */
  parameter(view: OperationView, parameter: ParameterView): JsonObject {
    const lists = [this.operation(view)["parameters"], this.#pathItem(view)["parameters"]];
    const nodes = lists.flatMap((list) => array(list)).map((node) => this.resolve(node));
    return nodes.find((node) => node["name"] === parameter.name && node["in"] === parameter.in) ?? {};
  }

  #pathItem(view: OperationView): JsonObject {
    return this.resolve(object(this.root["paths"])[view.path]);
  }

  #at(reference: string): Json | undefined {
    if (!reference.startsWith("#/")) return undefined;
    let node: Json | undefined = this.root;
    for (const part of reference.slice(2).split("/")) node = own(node, unescapePart(part));
    return node;
  }
}

/** The value if it is an object, else an empty one. */
export function object(value: Json | undefined): JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

/** The value if it is an array, else an empty one. */
export function array(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

/** By code unit: the same on every machine, whatever its locale. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function sorted(group: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(group).sort(([a], [b]) => compare(a, b)));
}

function own(node: Json | undefined, key: string): Json | undefined {
  if (Array.isArray(node)) return node[Number(key)];
  return Object.hasOwn(object(node), key) ? object(node)[key] : undefined;
}

function unescapePart(part: string): string {
  const text = part.replaceAll("~1", "/").replaceAll("~0", "~");
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
