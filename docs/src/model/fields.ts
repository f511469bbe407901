import type { Description, HeaderView, Json, Node, ParameterView, XLifecycle, XOnInvalid, XSensitive } from "@gatehouse/description";
import { aspectsOf, type ClaimView, claimsOf, claimsOfUse } from "./claims.js";
import { conditionsOf } from "./conditions.js";
import { type LifecycleView, lifecycleView } from "./lifecycle.js";
import { type Form, type Inside, insideOf, type Property } from "./object-inside.js";
import { limitsOf, typeText, type ValueList, valuesOf } from "./type-text.js";

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
  /** Sentences of Markdown: what is demanded of it beyond the fields inside. */
  readonly conditions: readonly string[];
  /** Set where the row is no field but the heading of one of several forms that the object above can have. */
  readonly form: { readonly number: number; readonly of: number } | undefined;
  readonly claims: readonly ClaimView[];
}

/** The row of a parameter, and below it those of the object that it is, if it is one. */
export function parameterFields(description: Description, parameter: ParameterView, room: number): Field[] {
  const inside = bodyFields(description, parameter.schema.node, anchor(parameter.in, parameter.name), room);
  return [parameterField(description, parameter), ...inside.map((field) => ({ ...field, depth: field.depth + 1 }))];
}

function parameterField(description: Description, parameter: ParameterView): Field {
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
    ...NOTHING_MORE,
    example,
    sensitive: parameter.sensitive,
    onInvalid: parameter.onInvalid === "refuse" ? undefined : parameter.onInvalid,
    lifecycle: lifecycleView(description, extension<XLifecycle>(description, [parameter.node], "x-lifecycle")),
    conditions: conditionsOf(description, parameter.schema.node),
    claims: claimsOfUse(description, parameter.use, parameter.node, [...aspectsOf(parameter.node, schema), "location"]),
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
    ...NOTHING_MORE,
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
  for (let level = [root]; level.length > 0; level = level.flatMap((one) => one.below.filter(isBranch))) {
    // What every request must have is read first, so it is the last to move away.
    for (const one of [...level].sort((a, b) => Number(b.required) - Number(a.required))) {
      if (!one.inside || one.again) continue;
      const below = rowsBelow(description, one);
      // What has no name has no page to stand on: it is opened in any case.
      if (one.depth >= 0 && rows + below.length > room && one.inside.name !== undefined) continue;
      one.below.push(...below);
      rows += below.length;
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
  /** What has been opened: properties, and before those of a form its heading. */
  readonly below: (Branch | Field)[];
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

function isBranch(row: Branch | Field): row is Branch {
  return "below" in row;
}

function branch(description: Description, property: Property, place: Place, name = "", required = true): Branch {
  const inside = insideOf(description, property.node);
  return { ...place, property, inside, again: inside !== undefined && place.above.has(inside.node), below: [], name, required };
}

/** The rows directly below a property. */
function rowsBelow(description: Description, one: Branch): (Branch | Field)[] {
  const { inside, depth } = one;
  if (!inside) return [];
  const above = new Set([...one.above, inside.node]);
  const path = `${one.path}${inside.steps}`;
  const rows = (properties: Inside["properties"], required: ReadonlySet<string>, scope: string, deeper: number) =>
    [...properties].map(([name, property]) => {
      const place = { scope, path: path ? `${path}.${name}` : name, depth: depth + deeper, above };
      return branch(description, property, place, name, required.has(name));
    });
  return [
    ...rows(inside.properties, inside.required, one.scope, 1),
    ...inside.forms.flatMap((form, index) => {
      const scope = `${anchor(one.scope, path)}-form-${index + 1}`;
      return [
        formHeading(form, { scope, path, depth: depth + 1 }, index, inside.forms.length),
        ...rows(form.properties, form.required, scope, 2),
      ];
    }),
  ];
}

function formHeading(form: Form, place: Pick<Place, "scope" | "path" | "depth">, index: number, of: number): Field {
  return {
    ...NOTHING_MORE,
    id: place.scope,
    name: form.title,
    path: place.path,
    depth: place.depth,
    type: "",
    presence: "optional",
    description: form.description,
    form: { number: index + 1, of },
    limits: [],
    values: undefined,
    default: undefined,
    sensitive: undefined,
    onInvalid: undefined,
    lifecycle: undefined,
    claims: [],
  };
}

/** What only few rows have. */
const NOTHING_MORE = { example: undefined, again: undefined, model: undefined, form: undefined, conditions: [] } as const;

function* rowsOf(description: Description, one: Branch): Generator<Field> {
  if (one.depth >= 0) yield propertyField(description, one);
  for (const row of one.below) {
    if (isBranch(row)) yield* rowsOf(description, row);
    else yield row;
  }
}

function propertyField(description: Description, { property, inside, ...one }: Branch): Field {
  const nodes = [property.node, ...property.narrowed].flatMap((node) => [node, description.resolve(node)]);
  const forbidden = isNothing(property.node);
  const closed = inside?.name !== undefined && !one.again && one.below.length === 0;
  return {
    ...facts(description, nodes),
    ...NOTHING_MORE,
    id: anchor(one.scope, one.path),
    name: one.name,
    path: one.path,
    depth: one.depth,
    type: forbidden ? "–" : typeText(description, property.node),
    presence: forbidden ? "forbidden" : one.required ? "required" : "optional",
    description: first<string>(nodes, "description"),
    again: one.again ? (inside?.name ?? "the object above") : undefined,
    model: closed ? inside.name : undefined,
    conditions: forbidden || closed ? [] : inside ? inside.conditions : conditionsOf(description, property.node),
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
