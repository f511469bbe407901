import { patternProblem } from "./bounded-pattern.js";
import type { Node } from "./model.js";
import { SHAPE } from "./shape.js";
import { isObject, isReference } from "./walk.js";

/** A schema of a description as plain JSON Schema 2020-12, without its references inlined: each is a `$ref` to another translation. */
export interface TranslatedSchema {
  readonly id: string;
  readonly schema: Readonly<Record<string, unknown>> | boolean;
}

/** A value on its way to the server, or back. */
export type Direction = "request" | "response";

/** How schemas are translated. */
export interface TranslationOptions {
  /** OpenAPI 3.0: `nullable`, boolean `exclusiveMinimum`, and nothing beside a `$ref`. */
  readonly openapi30: boolean;
  /** Then `required` leaves out what is `readOnly` in a request and `writeOnly` in a response. */
  readonly direction: Direction | undefined;
  /** Makes the ids of one translator differ from another's. Default "0". */
  readonly namespace?: string;
  /** Further keywords to copy, such as `x-extensible-enum`. Default none. */
  readonly keep?: ReadonlySet<string>;
  resolve(node: Node): Node;
}

/** JSON Schema keywords whose value is data, copied as it is. */
const DATA_KEYWORDS = new Set([
  "type",
  "enum",
  "const",
  "multipleOf",
  "maximum",
  "minimum",
  "exclusiveMaximum",
  "exclusiveMinimum",
  "maxLength",
  "minLength",
  "pattern",
  "format",
  "maxItems",
  "minItems",
  "uniqueItems",
  "maxContains",
  "minContains",
  "maxProperties",
  "minProperties",
  "required",
  "dependentRequired",
]);

/**
 * Translates schemas of a description into plain JSON Schema 2020-12, each referred-to schema once, so that any validator can take them.
 * What is not a keyword of JSON Schema is left out; so are `$dynamicRef` and `$id`, which no description of an HTTP API needs, and patterns
 * that do not compile with the `u` flag.
 */
export class SchemaTranslator {
  readonly #options: TranslationOptions;
  readonly #ids = new Map<object, string>();
  readonly #origins = new WeakMap<object, Node>();
  #pending: Node[] = [];

  constructor(options: TranslationOptions) {
    this.#options = options;
  }

  /**
   * The id of a schema node's translation, and those translations that it needs and that no earlier call gave.
   */
  translate(node: Node): { readonly id: string; readonly added: readonly TranslatedSchema[] } {
    const id = this.#idOf(node);
    const added: TranslatedSchema[] = [];
    for (let next = this.#pending.pop(); next; next = this.#pending.pop()) {
      added.push({ id: this.#ids.get(next)!, schema: this.#copy(next) });
    }
    return { id, added };
  }

  /** The node of the description that a part of a translation was made from. */
  originOf(part: object): Node | undefined {
    return this.#origins.get(part);
  }

  #idOf(node: Node): string {
    let id = this.#ids.get(node);
    if (id === undefined) {
      id = `urn:gatehouse-schema:${this.#options.namespace ?? "0"}:${this.#ids.size}`;
      this.#ids.set(node, id);
      this.#pending.push(node);
    }
    return id;
  }

  #copy(node: unknown): Record<string, unknown> | boolean {
    if (typeof node === "boolean") return node;
    if (!isObject(node)) return {};
    const entries: [string, unknown][] = [];
    const isRef = isReference(node);
    if (isRef) {
      const target = this.#options.resolve(node as Node);
      if (target !== node) entries.push(["$ref", this.#idOf(target)]);
    }
    if (!isRef || !this.#options.openapi30) {
      for (const key of Object.keys(node)) {
        const value = this.#keyword(key, node[key]);
        if (value !== undefined) entries.push([key, value]);
      }
    }
    // fromEntries defines own properties, so that a property called `__proto__` stays one.
    const copy = Object.fromEntries(entries);
    if (this.#options.openapi30) translateFrom30(node, copy);
    if (this.#options.direction) this.#relaxRequired(node, copy);
    this.#origins.set(copy, node as Node);
    return copy;
  }

  #keyword(key: string, value: unknown): unknown {
    if (key === "pattern" && patternProblem(String(value))) return undefined;
    if (DATA_KEYWORDS.has(key) || this.#options.keep?.has(key)) return value;
    const slot = Object.hasOwn(SHAPE.schema, key) ? SHAPE.schema[key]! : undefined;
    if (!slot) return undefined;
    if (Array.isArray(value)) return value.map((item) => this.#copy(item));
    if (slot.form === "map" && isObject(value)) {
      const map = isReference(value) ? this.#options.resolve(value as Node) : value;
      const entries = Object.entries(map).filter(([name]) => key !== "patternProperties" || !patternProblem(name));
      return Object.fromEntries(entries.map(([name, schema]) => [name, this.#copy(schema)]));
    }
    return this.#copy(value);
  }

  #relaxRequired(node: Readonly<Record<string, unknown>>, copy: Record<string, unknown>): void {
    const { required } = copy;
    const properties = node["properties"];
    if (!Array.isArray(required) || !isObject(properties)) return;
    const mark = this.#options.direction === "request" ? "readOnly" : "writeOnly";
    copy["required"] = required.filter((name: string) => {
      const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
      return !isObject(property) || (property[mark] !== true && this.#options.resolve(property as Node)[mark] !== true);
    });
  }
}

/** What OpenAPI 3.0 spells differently. */
function translateFrom30(node: Readonly<Record<string, unknown>>, copy: Record<string, unknown>): void {
  for (const [exclusive, bound] of [
    ["exclusiveMinimum", "minimum"],
    ["exclusiveMaximum", "maximum"],
  ] as const) {
    if (typeof copy[exclusive] !== "boolean") continue;
    if (copy[exclusive] === true && bound in copy) {
      copy[exclusive] = copy[bound];
      delete copy[bound];
    } else delete copy[exclusive];
  }
  if (node["nullable"] !== true) return;
  if (typeof copy["type"] === "string") copy["type"] = [copy["type"], "null"];
  if (Array.isArray(copy["enum"]) && !copy["enum"].includes(null)) copy["enum"] = [...copy["enum"], null];
  // The standard says that nullable needs a type; descriptions write it beside allOf and mean it.
  for (const key of ["allOf", "anyOf", "oneOf"] as const) {
    if (!(key in copy) || "type" in node) continue;
    const { [key]: alternatives } = copy;
    delete copy[key];
    copy["anyOf"] = [{ type: "null" }, { [key]: alternatives }];
    return;
  }
}
