import type { Description, Node } from "@gatehouse/description";
import { conditionsOf, isForm } from "./conditions.js";
import { allOf, typesOf } from "./type-text.js";

/** The object that a schema leads to. */
export interface Inside {
  readonly node: Node;
  /** Name of the component that it is. */
  readonly name: string | undefined;
  /** What is written between the schema's path and a property's: `[]` per array, `.{name}` per map. */
  readonly steps: string;
  readonly properties: ReadonlyMap<string, Property>;
  readonly required: ReadonlySet<string>;
  /** Where the object has one of several forms: each with the properties that are its own. */
  readonly forms: readonly Form[];
  /** Sentences of Markdown: what is demanded beyond the properties. */
  readonly conditions: readonly string[];
}

/** One of the forms of an object that is a union. */
export interface Form {
  readonly title: string;
  readonly description: string | undefined;
  readonly properties: ReadonlyMap<string, Property>;
  readonly required: ReadonlySet<string>;
}

/** A property, with what it narrows. */
export interface Property {
  readonly node: Node;
  /** The same property in parts of an `allOf`, or in the object around a form, nearest first. */
  readonly narrowed: readonly Node[];
}

/** What a schema leads to: itself or, behind arrays, maps, texts that hold JSON and unions with null, the object whose properties follow. */
export function insideOf(description: Description, schema: Node): Inside | undefined {
  if (typeof schema !== "object") return undefined;
  const node = description.resolve(schema);
  if (typesOf(node).includes("array") && node["items"]) {
    const items = insideOf(description, node["items"] as Node);
    return items && { ...items, steps: `[]${items.steps}`, conditions: [...conditionsOf(description, node), ...items.conditions] };
  }
  if (typeof node["contentSchema"] === "object") return insideOf(description, node["contentSchema"] as Node);
  const branches = branchesOf(description, node);
  if (branches.length === 1 && !node["properties"]) return insideOf(description, branches[0]!);
  const base = gather(description, node);
  const forms = branches.length > 1 ? formsOf(description, branches, base) : [];
  if (base.properties.size > 0 || forms.length > 0) {
    const shared = new Map(
      [...base.properties].filter(([name]) => forms.length === 0 || !forms.every((form) => form.properties.has(name))),
    );
    const name = description.schema(node).name;
    return { node, name, steps: "", properties: shared, required: base.required, forms, conditions: conditionsOf(description, node) };
  }
  const values = node["additionalProperties"];
  if (typeof values === "object" && values !== null) {
    const value = insideOf(description, values as Node);
    return value && { ...value, steps: `.{name}${value.steps}` };
  }
  return undefined;
}

/** The branches of the unions of a schema that stand for a value, `null` apart. */
function branchesOf(description: Description, node: Node): readonly Node[] {
  const own = ([...((node["oneOf"] ?? []) as readonly Node[]), ...((node["anyOf"] ?? []) as readonly Node[])] as readonly Node[]).filter(
    (branch) => isForm(description, branch) && !isNull(description.resolve(branch)),
  );
  return [...own, ...allOf(node).flatMap((part) => branchesOf(description, description.resolve(part)))];
}

function isNull(node: Node): boolean {
  const types = typesOf(node);
  return types.length === 1 && types[0] === "null";
}

function formsOf(description: Description, branches: readonly Node[], base: Gathered): Form[] {
  const forms = branches.map((branch, index): Form => {
    const node = description.resolve(branch);
    const own = gather(description, node);
    const properties = new Map(
      [...own.properties].map(([name, property]): [string, Property] => {
        const around = base.properties.get(name);
        return [name, around ? { node: property.node, narrowed: [...property.narrowed, around.node, ...around.narrowed] } : property];
      }),
    );
    const text = node["description"];
    return {
      title: String(node["title"] ?? description.schema(branch).name ?? `form ${index + 1}`),
      description: typeof text === "string" ? text : undefined,
      properties,
      required: new Set([...base.required, ...own.required]),
    };
  });
  return forms.some((form) => form.properties.size > 0) ? forms : [];
}

interface Gathered {
  readonly properties: Map<string, Property>;
  readonly required: Set<string>;
}

/** The properties of an object and of the parts of its `allOf`; the nearest comes first. */
function gather(
  description: Description,
  node: Node,
  into: Gathered = { properties: new Map(), required: new Set() },
  seen = new Set<Node>(),
): Gathered {
  if (seen.has(node)) return into;
  seen.add(node);
  for (const part of allOf(node)) gather(description, description.resolve(part), into, seen);
  for (const name of (node["required"] ?? []) as readonly string[]) into.required.add(name);
  for (const [name, property] of Object.entries((node["properties"] ?? {}) as Record<string, Node>)) {
    const known = into.properties.get(name);
    into.properties.set(name, { node: property, narrowed: known ? [known.node, ...known.narrowed] : [] });
  }
  return into;
}
