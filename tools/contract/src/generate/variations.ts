import type { Description, Json, Node, SchemaValidator, SchemaView, XOnInvalid } from "@gatehouse/description";
import { valueAt } from "@gatehouse/description";
import { nodeOf, nodesOf, propertyOf } from "../schema/nodes.js";
import { sampleOf } from "../schema/sample.js";
import { edgesOf } from "./edges.js";
import { REMOVED, withEdit } from "./json.js";

/** A whole value that differs from a valid one in one place. */
export interface Variation {
  /** Of the place that differs. */
  readonly segments: readonly string[];
  readonly keyword: string;
  readonly variant: string;
  /** The whole value. */
  readonly value: Json;
  readonly valid: boolean;
  /** What the server does with a value that is not valid here. */
  readonly onInvalid: XOnInvalid;
  /** The node that has the keyword. */
  readonly node: Node;
}

/** A variation that nobody has made yet. */
export interface Candidate extends Omit<Variation, "value"> {
  /** The variation, or undefined where the whole value is not what it was meant to be. */
  make(): Variation | undefined;
}

/** What is varied. */
export interface VariationInput {
  readonly description: Description;
  readonly validator: SchemaValidator;
  readonly schema: SchemaView;
  /** Valid values; the first is varied, the others lend what it leaves out. */
  readonly bases: readonly Json[];
  readonly onInvalid: XOnInvalid;
  /** True for what goes over the wire as text. */
  readonly text?: boolean;
}

/**
 * Walks every keyword of a schema and all that lies inside, and gives for each a value at its edge and one over it. Each is a valid value
 * with one place changed; whether it is still valid was asked of a validator, and what is not what it was meant to be is left out. So a
 * condition between two properties is never broken by accident.
 */
export function variationsOf(input: VariationInput): Variation[] {
  const bodies = new Set([JSON.stringify(input.bases[0])]);
  const variations: Variation[] = [];
  for (const candidate of candidatesOf(input)) {
    const made = candidate.make();
    const body = made && JSON.stringify(made.value);
    if (!made || bodies.has(body!)) continue;
    bodies.add(body!);
    variations.push(made);
  }
  return variations;
}

/** All variations, each to be made when it is wanted: on a large schema that is most of the work. */
export function candidatesOf(input: VariationInput): Candidate[] {
  const walk = new Walk(input);
  const base = input.bases[0];
  if (base !== undefined) walk.visit(input.schema.node, [], base, input.onInvalid, []);
  return [...walk.found.values()];
}

class Walk {
  readonly #input: VariationInput;
  readonly #visited = new Map<string, Set<Node>>();
  readonly found = new Map<string, Candidate>();

  constructor(input: VariationInput) {
    this.#input = input;
  }

  /** @param path Nodes on the way, to end in schemas that contain themselves. */
  visit(use: Node, segments: readonly string[], base: Json, onInvalid: XOnInvalid, path: readonly Node[]): void {
    const { description } = this.#input;
    const node = description.resolve(use);
    if (path.filter((one) => one === node).length > 1 || path.length > 60) return;
    const own = this.#onInvalid(use) ?? this.#onInvalid(node) ?? onInvalid;
    for (const part of new Set([use, node])) {
      if (part !== node && Object.keys(part).length === 1) continue;
      this.#visitPart(part, segments, base, own, [...path, node]);
    }
  }

  #visitPart(node: Node, segments: readonly string[], base: Json, onInvalid: XOnInvalid, path: readonly Node[]): void {
    const key = segments.join("/");
    const visited = this.#visited.get(key) ?? new Set();
    this.#visited.set(key, visited);
    if (visited.has(node)) return;
    visited.add(node);
    const value = at(base, segments);
    if (value === undefined) return;
    for (const edge of edgesOf(node, value, this.#input.text === true)) {
      this.#add(base, segments, edge.value, { segments, node, onInvalid, keyword: edge.keyword, variant: edge.variant, valid: edge.valid });
    }
    for (const part of nodesOf(node["allOf"])) this.visit(part, segments, base, onInvalid, path);
    this.#alternatives(node, segments, base, onInvalid, path);
    this.#conditions(node, segments, base, onInvalid, path);
    this.#properties(node, segments, base, onInvalid, path);
    this.#items(node, segments, base, onInvalid, path);
  }

  /** Alternatives that the value does not fit are tried with a value that does. */
  #alternatives(node: Node, segments: readonly string[], base: Json, onInvalid: XOnInvalid, path: readonly Node[]): void {
    const { description } = this.#input;
    for (const keyword of ["oneOf", "anyOf"] as const) {
      for (const [index, alternative] of nodesOf(node[keyword]).entries()) {
        const view = description.schema(alternative);
        if (this.#isValid(view, at(base, segments)!)) {
          this.visit(alternative, segments, base, onInvalid, path);
          continue;
        }
        const other = this.#lent(segments, view) ?? sampleOf(description, view);
        const changed = withEdit(base, segments, other);
        if (!this.#isWhole(changed)) continue;
        this.#add(base, segments, other, { segments, node, onInvalid, keyword, variant: String(index), valid: true });
        this.visit(alternative, segments, changed, onInvalid, path);
      }
    }
  }

  /** The branch that holds is walked; what `then` asks for is taken away where the condition can be made to hold. */
  #conditions(node: Node, segments: readonly string[], base: Json, onInvalid: XOnInvalid, path: readonly Node[]): void {
    const condition = nodeOf(node["if"]);
    if (condition) {
      const { description } = this.#input;
      const value = at(base, segments)!;
      const holds = this.#isValid(description.schema(condition), value);
      const branch = nodeOf(node[holds ? "then" : "else"]);
      if (branch) this.visit(branch, segments, base, onInvalid, path);
      const flipped = holds ? undefined : this.#made(condition, value);
      if (flipped !== undefined) {
        this.#add(base, segments, flipped, { segments, node, onInvalid, keyword: "if", variant: "without-then", valid: false });
      }
    }
    const excluded = nodeOf(node["not"]);
    const broken = excluded && this.#made(excluded, at(base, segments)!);
    if (broken !== undefined)
      this.#add(base, segments, broken, { segments, node, onInvalid, keyword: "not", variant: "broken", valid: false });
  }

  /** A value changed so that a simple schema holds: what it names as constant, listed or required is set. */
  #made(schema: Node, value: Json): Json | undefined {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    const { description } = this.#input;
    const names = new Set([...Object.keys(nodeOf(schema["properties"]) ?? {}), ...((schema["required"] as string[] | undefined) ?? [])]);
    let result = value as { readonly [key: string]: Json };
    for (const name of names) {
      const property = propertyOf(schema, name);
      const fits = Object.hasOwn(result, name) && (!property || this.#isValid(description.schema(property), result[name]!));
      if (!fits) result = { ...result, [name]: property ? sampleOf(description, description.schema(property)) : "text" };
    }
    return this.#isValid(description.schema(schema), result) ? result : undefined;
  }

  #properties(node: Node, segments: readonly string[], base: Json, onInvalid: XOnInvalid, path: readonly Node[]): void {
    const value = at(base, segments);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return;
    const { description } = this.#input;
    const required = (node["required"] as readonly string[] | undefined) ?? [];
    for (const name of required) {
      this.#add(base, [...segments, name], REMOVED, {
        segments: [...segments, name],
        node,
        onInvalid,
        keyword: "required",
        variant: "missing",
        valid: false,
      });
    }
    for (const [name, needs] of Object.entries(nodeOf(node["dependentRequired"]) ?? {})) {
      if (!Object.hasOwn(value, name)) continue;
      for (const needed of needs as readonly string[]) {
        const place = [...segments, needed];
        this.#add(base, place, REMOVED, { segments: place, node, onInvalid, keyword: "dependentRequired", variant: name, valid: false });
      }
    }
    for (const name of Object.keys(nodeOf(node["properties"]) ?? {})) {
      const property = propertyOf(node, name);
      if (!property || isReadOnly(description, property)) continue;
      const place = [...segments, name];
      const about = { segments: place, node: property, onInvalid };
      if (Object.hasOwn(value, name)) {
        if (!required.includes(name)) this.#add(base, place, REMOVED, { ...about, keyword: "optional", variant: "absent", valid: true });
        this.visit(property, place, base, onInvalid, path);
        continue;
      }
      const view = description.schema(property);
      const added = this.#lent(place, view) ?? sampleOf(description, view);
      const more = withEdit(base, place, added);
      if (!this.#isWhole(more)) continue;
      this.#add(base, place, added, { ...about, keyword: "optional", variant: "present", valid: true });
      this.visit(property, place, more, onInvalid, path);
    }
    const additional = nodeOf(node["additionalProperties"]);
    if (additional && nodeOf(node["properties"]) === undefined) {
      const name = Object.keys(value)[0] ?? "extra";
      const more = Object.hasOwn(value, name)
        ? base
        : withEdit(base, [...segments, name], sampleOf(description, description.schema(additional)));
      if (this.#isWhole(more)) this.visit(additional, [...segments, name], more, onInvalid, path);
    }
  }

  #items(node: Node, segments: readonly string[], base: Json, onInvalid: XOnInvalid, path: readonly Node[]): void {
    const value = at(base, segments);
    const items = nodeOf(node["items"]);
    if (!Array.isArray(value) || !items) return;
    const place = [...segments, "0"];
    const { description } = this.#input;
    const filled = value.length > 0 ? base : withEdit(base, place, sampleOf(description, description.schema(items)));
    if (this.#isWhole(filled)) this.visit(items, place, filled, onInvalid, path);
  }

  /** What another base has in a place, where it is valid there. */
  #lent(segments: readonly string[], schema: SchemaView): Json | undefined {
    return this.#input.bases.map((base) => at(base, segments)).find((value) => value !== undefined && this.#isValid(schema, value));
  }

  #add(base: Json, segments: readonly string[], value: Json | typeof REMOVED, about: Omit<Variation, "value">): void {
    if (value === REMOVED && at(base, segments) === undefined) return;
    if (about.keyword === "x-extensible-enum" && !this.#input.description.gatehouse) return;
    const id = `${about.segments.join("\n")}\n${about.keyword}\n${about.variant}`;
    if (this.found.has(id)) return;
    const make = (): Variation | undefined => {
      const whole = withEdit(base, segments, value);
      // An open enum is closed on the way to the server, which JSON Schema does not know.
      const isOpen = about.keyword === "x-extensible-enum";
      return this.#isWhole(whole) === (about.valid || isOpen) ? { ...about, value: whole } : undefined;
    };
    this.found.set(id, { ...about, make });
  }

  #isWhole(value: Json): boolean {
    return this.#isValid(this.#input.schema, value);
  }

  #isValid(schema: SchemaView, value: Json): boolean {
    return this.#input.validator.validate(schema, value, { direction: "request" }).length === 0;
  }

  #onInvalid(node: Node): XOnInvalid | undefined {
    return this.#input.description.gatehouse ? node["x-on-invalid"] : undefined;
  }
}

function at(value: Json, segments: readonly string[]): Json | undefined {
  return valueAt(value, segments) as Json | undefined;
}

function isReadOnly(description: Description, use: Node): boolean {
  return use["readOnly"] === true || description.resolve(use)["readOnly"] === true;
}
