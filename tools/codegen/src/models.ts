import type { Json, JsonObject } from "@gatehouse/description";
import { array, type BundledDocument, object } from "./document.js";
import { type NameTable, pascalCase } from "./names.js";
import { literal } from "./text.js";
import { openEnum, type Place, type TypeText } from "./types.js";

/** One exported name of `models.ts`. */
export interface Model {
  readonly name: string;
  /** The type in terms of `schema.ts`. */
  readonly path: string;
  readonly schema: Json;
  /** Name of the component schema; undefined for a schema that stands inside an operation. */
  readonly component: string | undefined;
  /** True where an interface can extend it: its name then shows in hovers and messages, where an alias would be spelled out. */
  readonly nameable: boolean;
}

/** The models of an API: one per component schema, and one per schema inside an operation that is not simple. */
export class ModelTable {
  readonly #components = new Map<string, Model>();
  readonly #inline = new Map<string, Model>();
  readonly #names: NameTable;

  constructor(document: BundledDocument, names: NameTable) {
    this.#names = names;
    for (const [component, schema] of document.schemas) {
      const name = names.take(`schema ${component}`, [pascalCase(component)]);
      const path = `components["schemas"][${literal(component)}]`;
      this.#components.set(component, { name, path, schema, component, nameable: isNameable(schema, document) });
    }
  }

  /** All of them, components first, in order of their names' origin. */
  get all(): readonly Model[] {
    return [...this.#components.values(), ...this.#inline.values()];
  }

  /** The type of a component schema. */
  component(component: string): TypeText {
    const model = this.#components.get(component);
    return model ? { text: model.name, models: new Set([model.name]) } : { text: "unknown", models: new Set() };
  }

  /** The type of a schema that has no name; the same place is the same model. */
  inline(place: Place, schema: JsonObject): TypeText {
    let model = this.#inline.get(place.path);
    if (!model) {
      const name = this.#names.take(`the schema ${place.name}`, [place.name, `${place.name}Model`]);
      model = { name, path: place.path, schema, component: undefined, nameable: false };
      this.#inline.set(place.path, model);
    }
    return { text: model.name, models: new Set([model.name]) };
  }
}

/** True for a schema whose type is an object type with known members. */
function isNameable(schema: Json, document: BundledDocument, seen: ReadonlySet<JsonObject> = new Set()): boolean {
  const node = document.resolve(schema);
  if (seen.has(node) || node["type"] !== "object" || node["nullable"] === true) return false;
  if ("enum" in node || "const" in node || "oneOf" in node || "anyOf" in node || openEnum(node)) return false;
  if (Object.keys(object(node["properties"])).length === 0 && !("allOf" in node)) return false;
  return array(node["allOf"]).every((part) => isNameable(part, document, new Set([...seen, node])));
}
