import type { Description, HeaderView, Json, Node, ParameterView, XLifecycle, XOnInvalid, XSensitive } from "@gatehouse/description";
import { aspectsOf, type ClaimView, claimsOf, claimsOfUse } from "./claims.js";
import { type LifecycleView, lifecycleView } from "./lifecycle.js";
import { allOf, limitsOf, typesOf, typeText, type ValueList, valuesOf } from "./type-text.js";

/** One row of a table of fields: a parameter, a header, or a property at any depth of a body. */
export interface Field {
  /** Anchor on the page. */
  readonly id: string;
  /** Last step of the path, as it is written on the wire. */
  readonly name: string;
  /** From the body's root, `results[].id`; for parameters the name. */
  readonly path: string;
  /** 0 for parameters and for properties of the body itself. */
  readonly depth: number;
  readonly type: string;
  /** `forbidden`: the schema says that it must not be there. */
  readonly presence: "required" | "optional" | "forbidden";
  /** Markdown. */
  readonly description: string | undefined;
  /** Phrases of Markdown: bounds, patterns. */
  readonly limits: readonly string[];
  readonly values: ValueList | undefined;
  readonly default: Json | undefined;
  readonly example: Json | undefined;
  readonly sensitive: XSensitive | undefined;
  /** What the vendor does with a value outside the schema, where it does not simply refuse it. */
  readonly onInvalid: XOnInvalid | undefined;
  readonly lifecycle: LifecycleView | undefined;
  /** Name of a model whose fields stand above already, because the schema contains itself. */
  readonly again: string | undefined;
  /** Name of a model whose fields stand on a page of their own. */
  readonly model: string | undefined;
  readonly claims: readonly ClaimView[];
}

/** The row of a parameter. */
export function parameterField(description: Description, parameter: ParameterView): Field {
  const schema = parameter.schema.resolved;
  const example = parameter.examples[0]?.value;
  return {
    ...facts(description, [parameter.schema.node, schema]),
    id: anchor(parameter.in, parameter.name),
    name: parameter.name,
    path: parameter.name,
    depth: 0,
    type: typeText(description, parameter.schema.node),
    presence: parameter.required ? "required" : "optional",
    description: parameter.description,
    example,
    sensitive: parameter.sensitive,
    onInvalid: parameter.onInvalid === "refuse" ? undefined : parameter.onInvalid,
    lifecycle: lifecycleView(description, extension<XLifecycle>(description, [parameter.node], "x-lifecycle")),
    again: undefined,
    model: undefined,
    claims: claimsOfUse(description, parameter.use, parameter.node, aspectsOf(parameter.node, schema)),
  };
}

/** The row of a response header. */
export function headerField(description: Description, header: HeaderView, status: number | string): Field {
  const nodes = header.schema ? [header.schema.node, header.schema.resolved] : [];
  return {
    ...facts(description, nodes),
    id: anchor(`${status}-header`, header.name),
    name: header.name,
    path: header.name,
    depth: 0,
    type: header.schema ? typeText(description, header.schema.node) : "string",
    presence: header.required ? "required" : "optional",
    description: header.description,
    example: undefined,
    again: undefined,
    model: undefined,
    claims: claimsOfUse(description, header.use, header.node, aspectsOf(...nodes)),
  };
}

/**
 * The rows of a body, depth first, in the order of the document. Named models inside it are opened level by level while the rows stay
 * within `room`; those that no longer fit are left closed, and stand on a page of their own.
 *
 * @param scope Prefix of the anchors, such as `body` or `answer-200`.
 */
export function bodyFields(description: Description, schema: Node, scope: string, room: number): Field[] {
  const root = branch(description, { node: schema, narrowed: [] }, { scope, path: "", depth: -1, above: new Set() });
  let rows = 0;
  for (let level = [root]; level.length > 0; level = level.flatMap((one) => one.children)) {
    for (const one of level) {
      if (!one.inside || one.again) continue;
      // What has no name has no page to stand on: it is opened in any case.
      const fits = rows + one.inside.properties.size <= room;
      if (one.depth >= 0 && !fits && one.inside.name !== undefined) continue;
      open(description, one);
      rows += one.children.length;
    }
  }
  return [...rowsOf(description, root)];
}

/** A property on its way to become a row. */
interface Branch extends Place {
  readonly property: Property;
  readonly inside: Inside | undefined;
  /** It contains itself: the fields stand above. */
  readonly again: boolean;
  readonly children: Branch[];
  readonly name: string;
  readonly required: boolean;
}

interface Place {
  readonly scope: string;
  readonly path: string;
  /** -1 is the body itself. */
  readonly depth: number;
  /** Schemas on the way down: a schema that contains itself is not entered twice. */
  readonly above: ReadonlySet<Node>;
}

function branch(description: Description, property: Property, place: Place, name = "", required = true): Branch {
  const found = insideOf(description, property.node);
  return { ...place, property, inside: found, again: found !== undefined && place.above.has(found.node), children: [], name, required };
}

function open(description: Description, one: Branch): void {
  const { inside, scope, depth } = one;
  if (!inside) return;
  const above = new Set([...one.above, inside.node]);
  const path = `${one.path}${inside.steps}`;
  for (const [name, property] of inside.properties) {
    const place = { scope, path: path ? `${path}.${name}` : name, depth: depth + 1, above };
    one.children.push(branch(description, property, place, name, inside.required.has(name)));
  }
}

function* rowsOf(description: Description, one: Branch): Generator<Field> {
  if (one.depth >= 0) yield propertyField(description, one);
  for (const child of one.children) yield* rowsOf(description, child);
}

interface Property {
  readonly node: Node;
  /** The same property in parts of an `allOf` that this one narrows. */
  readonly narrowed: readonly Node[];
}

function propertyField(description: Description, { property, inside, ...one }: Branch): Field {
  const nodes = [property.node, ...property.narrowed].flatMap((node) => [node, description.resolve(node)]);
  const forbidden = isNothing(property.node);
  return {
    ...facts(description, nodes),
    id: anchor(one.scope, one.path),
    name: one.name,
    path: one.path,
    depth: one.depth,
    type: forbidden ? "–" : typeText(description, property.node),
    presence: forbidden ? "forbidden" : one.required ? "required" : "optional",
    description: first<string>(nodes, "description"),
    example: undefined,
    again: one.again ? (inside?.name ?? "the object above") : undefined,
    model: inside?.name !== undefined && !one.again && one.children.length === 0 && inside.properties.size > 0 ? inside.name : undefined,
    claims: typeof property.node === "boolean" ? [] : claimsOf(description, property.node, aspectsOf(...nodes)),
  };
}

/** What a row says that its schema states itself. Nodes that come first win. */
function facts(description: Description, nodes: readonly Node[]) {
  const schemas = nodes.filter((node) => typeof node === "object");
  const stating = (of: (node: Node) => unknown) => schemas.find((node) => of(node) !== undefined);
  const onInvalid = extension<XOnInvalid>(description, schemas, "x-on-invalid");
  return {
    limits: [...new Set(schemas.flatMap(limitsOf))],
    values: valuesOf(stating(valuesOf) ?? {}),
    default: first<Json>(schemas, "default"),
    sensitive: extension<XSensitive>(description, schemas, "x-sensitive"),
    onInvalid: onInvalid === "refuse" ? undefined : onInvalid,
    lifecycle: lifecycleView(description, extension<XLifecycle>(description, schemas, "x-lifecycle")),
  };
}

/** The object that a schema leads to. */
interface Inside {
  readonly node: Node;
  /** Name of the component that it is. */
  readonly name: string | undefined;
  /** What is written between the schema's path and a property's: `[]` per array, `.{name}` per map. */
  readonly steps: string;
  readonly properties: ReadonlyMap<string, Property>;
  readonly required: ReadonlySet<string>;
}

/** What a schema leads to: itself or, behind arrays, maps and unions with null, the object whose properties follow. */
function insideOf(description: Description, schema: Node): Inside | undefined {
  if (typeof schema !== "object") return undefined;
  const node = description.resolve(schema);
  if (typesOf(node).includes("array") && node["items"]) {
    const items = insideOf(description, node["items"] as Node);
    return items && { ...items, steps: `[]${items.steps}` };
  }
  const branches = ((node["oneOf"] ?? node["anyOf"] ?? []) as readonly Node[]).filter(
    (one) => !typesOf(description.resolve(one)).includes("null"),
  );
  if (branches.length === 1 && !node["properties"]) return insideOf(description, branches[0]!);
  const properties = new Map<string, Property>();
  const required = new Set<string>();
  collect(description, node, properties, required, new Set());
  // A union of objects: the rows of all its branches, none of them required by the union as a whole.
  for (const one of branches) collect(description, description.resolve(one), properties, new Set(), new Set());
  if (properties.size > 0) return { node, name: description.schema(node).name, steps: "", properties, required };
  const values = node["additionalProperties"];
  if (typeof values === "object" && values !== null) {
    const value = insideOf(description, values as Node);
    return value && { ...value, steps: `.{name}${value.steps}` };
  }
  return undefined;
}

function collect(description: Description, node: Node, properties: Map<string, Property>, required: Set<string>, seen: Set<Node>): void {
  if (seen.has(node)) return;
  seen.add(node);
  for (const part of allOf(node)) collect(description, description.resolve(part), properties, required, seen);
  for (const name of (node["required"] ?? []) as readonly string[]) required.add(name);
  for (const [name, property] of Object.entries((node["properties"] ?? {}) as Record<string, Node>)) {
    const known = properties.get(name);
    properties.set(name, { node: property, narrowed: known ? [known.node, ...known.narrowed] : [] });
  }
}

/** `false`, and `not: {}`, which says the same and may carry a description. */
function isNothing(schema: Node | boolean): boolean {
  if (typeof schema === "boolean") return !schema;
  const { not } = schema;
  return typeof not === "object" && not !== null && Object.keys(not).length === 0;
}

function first<T>(nodes: readonly Node[], key: string): T | undefined {
  const holder = nodes.find((node) => typeof node === "object" && Object.hasOwn(node, key));
  return holder?.[key] as T | undefined;
}

/** One of our keys, of the first node that has it; other people's keys of the same name say something else. */
function extension<T>(description: Description, nodes: readonly Node[], key: `x-${string}`): T | undefined {
  return description.gatehouse ? first<T>(nodes, key) : undefined;
}

/** An id that is safe in HTML and in a URL, unique as long as the path is. */
export function anchor(scope: string, path: string): string {
  return `${scope}-${path}`
    .replace(/\[\]/g, "")
    .replace(/[^A-Za-z0-9_-]+/g, "-")
    .replace(/-+$/, "");
}
