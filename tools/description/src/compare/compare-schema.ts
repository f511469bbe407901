import type { Description, Location, Node } from "../model.js";
import { isObject } from "../walk.js";
import { type Layer, layersOf } from "./layers.js";
import type { Ledger, Place } from "./ledger.js";
import { COMPARED_KEYWORDS, type VendorModel, type VendorSchema } from "./vendor-model.js";

/** What a comparison of schemas needs beyond the two schemas. */
export interface SchemaContext {
  readonly description: Description;
  readonly vendor: VendorModel;
  readonly ledger: Ledger;
  /** False where the vendor's model has no way to say that a value may be null: then nothing is said about it here either. */
  readonly nullIsStated: boolean;
  /** Called for each place where the description allows null and the vendor's model could not say so. */
  readonly onNull: () => void;
  /** Called for each component schema of ours that was compared as a part of another one. */
  readonly onOwnSchema: (name: string) => void;
  /** What is being compared with what: models may contain themselves. */
  readonly open: Map<Node, Set<VendorSchema>>;
}

/** Keywords that say nothing about which values are right, and those that are compared on their own. */
const NO_RULE = new Set<string>([
  ...COMPARED_KEYWORDS,
  ...["type", "nullable", "enum", "const", "properties", "required", "items", "additionalProperties"],
  ...["title", "description", "example", "examples", "externalDocs", "$comment", "then", "else", "xml", "discriminator"],
]);

const MARKS = new Set<string>(["deprecated", "readOnly", "writeOnly", "uniqueItems"]);

/**
 * Compares what the description says about a value with what the vendor's model says.
 *
 * @param beyond True where the description adds to one of the vendor's models at the place of use: what it does not repeat still holds.
 */
export function compareSchema(context: SchemaContext, place: Place, vendor: VendorSchema, nodes: readonly Node[], beyond = false): void {
  const { description, ledger, vendor: model, open } = context;
  const at = () => description.locate(nodes[0]!);
  const against = open.get(nodes[0]!) ?? new Set();
  if (against.has(vendor)) return;
  open.set(nodes[0]!, against.add(vendor));
  const wanted = vendor.model;
  const { models, nullable, own } = layersOf(description, nodes, (name) => wanted !== undefined && Object.hasOwn(model.models, name));
  noteOwnSchemas(context, nodes, own);
  if (nullable && !context.nullIsStated) context.onNull();
  if (context.nullIsStated && !beyond) ledger.compare({ place, what: "null", at }, vendor.nullable === true, nullable);
  if (wanted === undefined) compareLayers(context, place, vendor, own, beyond);
  else if (models.has(wanted) || (beyond && models.size === 0)) {
    if (!beyond) ledger.agree();
    const { [wanted]: referred } = model.models;
    compareMarks(context, place, vendor, own, beyond);
    compareLayers(context, place, { ...referred, ...marksOf(own) }, own, true);
  } else {
    const ours = models.size > 0 ? [...models] : (own[0]?.keywords["type"] ?? "a schema of its own");
    ledger.differ({ place, what: "model", at }, wanted, ours);
  }
  against.delete(vendor);
}

/** How many facts a schema of the vendor's states, without those of the models it names. */
export function countFacts(vendor: VendorSchema, nullIsStated: boolean): number {
  let count = (vendor.model ?? vendor.type) === undefined ? 0 : 1;
  if (nullIsStated) count += 1;
  count += vendor.enum?.length ?? 0;
  for (const keyword of COMPARED_KEYWORDS) if (saidBy(vendor, keyword) !== undefined) count += 1;
  for (const property of Object.values(vendor.properties ?? {})) count += 2 + countFacts(property, nullIsStated);
  if (vendor.items) count += countFacts(vendor.items, nullIsStated);
  if (isObject(vendor.additionalProperties)) count += countFacts(vendor.additionalProperties, nullIsStated);
  else if (vendor.additionalProperties === false) count += 1;
  return count;
}

function compareLayers(context: SchemaContext, place: Place, vendor: VendorSchema, layers: readonly Layer[], beyond: boolean): void {
  const { description, ledger } = context;
  const said = (keyword: string, read = (keywords: Layer["keywords"]): unknown => saidBy(keywords, keyword)) => {
    const layer = layers.find(({ keywords }) => read(keywords) !== undefined);
    const at = (): Location => (layer ? description.locate(layer.node, keyword) : description.locate(layers[0]!.node));
    return { value: layer && read(layer.keywords), at };
  };

  const type = said("type", (keywords) => typeOf(keywords["type"]));
  if (!beyond || type.value !== undefined) ledger.compare({ place, what: "type", at: type.at }, vendor.type, type.value, beyond);
  const values = said("enum", valuesOf);
  if (!beyond || values.value !== undefined) {
    ledger.compareSets({ place, what: "enum", at: values.at }, vendor.enum, values.value as unknown[] | undefined, beyond);
  }
  for (const keyword of COMPARED_KEYWORDS) {
    const { value, at } = said(keyword);
    if (!beyond || value !== undefined) ledger.compare({ place, what: keyword, at }, saidBy(vendor, keyword), value, beyond);
  }
  for (const { node, keywords } of layers) {
    for (const keyword of Object.keys(keywords)) {
      if (NO_RULE.has(keyword) || keyword.startsWith("x-")) continue;
      ledger.differ({ place, what: keyword, at: () => description.locate(node, keyword) }, undefined, "a rule");
    }
  }
  compareProperties(context, place, vendor, layers, beyond);
  compareInside(context, below(place, "[]"), "items", vendor.items, layers, beyond);
  compareInside(context, below(place, "{}"), "additionalProperties", vendor.additionalProperties, layers, beyond);
}

/** Marks stand beside a reference, not in the model that it names. */
function compareMarks(context: SchemaContext, place: Place, vendor: VendorSchema, layers: readonly Layer[], beyond: boolean): void {
  for (const mark of MARKS) {
    const layer = layers.find(({ keywords }) => keywords[mark] === true);
    const at = () => context.description.locate((layer ?? layers[0]!).node, layer && mark);
    context.ledger.compare({ place, what: mark, at }, saidBy(vendor, mark), layer && true, beyond);
  }
}

const marksOf = (layers: readonly Layer[]): Record<string, unknown> =>
  Object.fromEntries([...MARKS].flatMap((mark) => (layers.some(({ keywords }) => keywords[mark] === true) ? [[mark, true]] : [])));

function compareProperties(context: SchemaContext, place: Place, vendor: VendorSchema, layers: readonly Layer[], beyond: boolean): void {
  const { description, ledger, nullIsStated } = context;
  const properties = new Map<string, { readonly nodes: Node[]; readonly holder: object }>();
  const required = new Map<string, Node>();
  for (const { node, keywords } of layers) {
    const { properties: map, required: names } = keywords;
    for (const [name, property] of Object.entries(isObject(map) ? map : {})) {
      if (property === true) continue;
      // A schema that is just `false` refuses whatever it is asked about: `{ not: {} }`.
      const known = properties.get(name);
      if (known) known.nodes.push(property as Node);
      else properties.set(name, { nodes: [property as Node], holder: map as object });
    }
    for (const name of Array.isArray(names) ? (names as string[]) : []) if (!required.has(name)) required.set(name, node);
  }
  const whole = () => description.locate(layers[0]!.node);
  for (const name of new Set([...Object.keys(vendor.properties ?? {}), ...properties.keys(), ...required.keys()])) {
    const inside = below(place, `.${name}`);
    const theirs = vendor.properties && Object.hasOwn(vendor.properties, name) ? vendor.properties[name] : undefined;
    const own = properties.get(name);
    if (!theirs) {
      const at = () => (own ? description.locate(own.holder, name) : description.locate(required.get(name)!, "required"));
      ledger.differ({ place: inside, what: own ? "field" : "required", at }, undefined, own ? "a field" : true);
      continue;
    }
    if (!own && !beyond) {
      ledger.differ({ place: inside, what: "field", at: whole }, "a field", undefined, 2 + countFacts(theirs, nullIsStated));
      continue;
    }
    if (!beyond) ledger.agree();
    const needing = required.get(name);
    const entry = {
      place: inside,
      what: "required",
      at: () => (needing ? description.locate(needing, "required") : own ? description.locate(own.holder, name) : whole()),
    };
    if (!beyond || needing) ledger.compare(entry, vendor.required?.includes(name) ?? false, needing !== undefined, beyond);
    if (own) compareSchema(context, inside, theirs, own.nodes, beyond);
  }
}

/** Items of a list, or what a map holds under names that are not known. */
function compareInside(
  context: SchemaContext,
  place: Place,
  keyword: "items" | "additionalProperties",
  vendor: VendorSchema | boolean | undefined,
  layers: readonly Layer[],
  beyond: boolean,
): void {
  const { description, ledger, nullIsStated } = context;
  const holders = layers.filter(({ keywords }) => keywords[keyword] !== undefined && keywords[keyword] !== true);
  const nodes = holders.map(({ keywords }) => keywords[keyword]).filter(isObject) as Node[];
  const theirs = vendor === true ? undefined : vendor;
  const at = () => description.locate((holders[0] ?? layers[0])!.node, holders[0] && keyword);
  const ours = nodes.length > 0 ? "a schema" : holders.length > 0 ? false : undefined;
  if (isObject(theirs) && nodes.length > 0) compareSchema(context, place, theirs as VendorSchema, nodes, beyond);
  else if (beyond && holders.length === 0) return;
  else if (isObject(theirs)) {
    ledger.differ({ place, what: keyword, at }, "a schema", ours, countFacts(theirs as VendorSchema, nullIsStated));
  } else ledger.compare({ place, what: keyword, at }, theirs, ours, beyond);
}

/** Component schemas of ours that were opened on the way to the vendor's model. */
function noteOwnSchemas({ description, onOwnSchema }: SchemaContext, nodes: readonly Node[], layers: readonly Layer[]): void {
  for (const { node } of layers) {
    const { name } = description.schema(node);
    if (name !== undefined && !nodes.includes(node)) onOwnSchema(name);
  }
}

/** A place inside a place. */
export function below(place: Place, step: string): Place {
  return { owner: place.owner, text: place.text + step };
}

/** The value of a keyword; what a mark says by being absent is no statement. */
function saidBy(keywords: Readonly<Record<string, unknown>>, keyword: string): unknown {
  const value = Object.hasOwn(keywords, keyword) ? keywords[keyword] : undefined;
  return MARKS.has(keyword) && value === false ? undefined : value;
}

function typeOf(type: unknown): unknown {
  if (!Array.isArray(type)) return type === "null" ? undefined : type;
  const others = type.filter((one) => one !== "null");
  return others.length === 1 ? others[0] : others.length === 0 ? undefined : [...others].sort();
}

function valuesOf(keywords: Readonly<Record<string, unknown>>): unknown[] | undefined {
  const listed = keywords["x-extensible-enum"] ?? keywords["enum"] ?? ("const" in keywords ? [keywords["const"]] : undefined);
  return Array.isArray(listed) ? listed.filter((value) => value !== null) : undefined;
}
