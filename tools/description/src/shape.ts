/** The kinds of node that OpenAPI 3.0 and 3.1 know, as far as Gatehouse tells them apart. */
export type NodeKind =
  | "root"
  | "info"
  | "tag"
  | "server"
  | "components"
  | "path-item"
  | "operation"
  | "parameter"
  | "request-body"
  | "media-type"
  | "encoding"
  | "response"
  | "header"
  | "example"
  | "link"
  | "callback"
  | "security-scheme"
  | "law"
  | "schema";

/** What lies under a key: one node of a kind, a list of them, or a map whose keys are names and not keywords. */
export interface Slot {
  readonly kind: NodeKind;
  readonly form: "one" | "list" | "map";
}

const one = (kind: NodeKind): Slot => ({ kind, form: "one" });
const list = (kind: NodeKind): Slot => ({ kind, form: "list" });
const map = (kind: NodeKind): Slot => ({ kind, form: "map" });

/** The HTTP methods of a path item, in the order of the standard. */
export const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const;

const SCHEMA_SLOTS: Readonly<Record<string, Slot>> = {
  ...each(["properties", "patternProperties", "$defs", "definitions", "dependentSchemas"], map("schema")),
  ...each(["prefixItems", "allOf", "anyOf", "oneOf"], list("schema")),
  ...each(["items", "additionalProperties", "additionalItems", "unevaluatedProperties", "unevaluatedItems"], one("schema")),
  ...each(["not", "if", "then", "else", "contains", "propertyNames", "contentSchema"], one("schema")),
};

/**
 * Which keys of which kind of node lead to further nodes. What is not listed is data or text: a `$ref` inside an example, a default,
 * an enum or an `x-` key is not a reference.
 */
export const SHAPE: Readonly<Record<NodeKind, Readonly<Record<string, Slot>>>> = {
  root: {
    info: one("info"),
    tags: list("tag"),
    servers: list("server"),
    paths: map("path-item"),
    webhooks: map("path-item"),
    components: one("components"),
  },
  info: {},
  tag: {},
  server: {},
  components: {
    schemas: map("schema"),
    responses: map("response"),
    parameters: map("parameter"),
    examples: map("example"),
    requestBodies: map("request-body"),
    headers: map("header"),
    securitySchemes: map("security-scheme"),
    links: map("link"),
    callbacks: map("callback"),
    pathItems: map("path-item"),
  },
  "path-item": { parameters: list("parameter"), servers: list("server"), ...each(METHODS, one("operation")) },
  operation: {
    parameters: list("parameter"),
    requestBody: one("request-body"),
    responses: map("response"),
    callbacks: map("callback"),
    servers: list("server"),
    "x-laws": list("law"),
  },
  parameter: { schema: one("schema"), content: map("media-type"), examples: map("example") },
  "request-body": { content: map("media-type") },
  "media-type": { schema: one("schema"), examples: map("example"), encoding: map("encoding") },
  encoding: { headers: map("header") },
  response: { headers: map("header"), content: map("media-type"), links: map("link") },
  header: { schema: one("schema"), content: map("media-type"), examples: map("example") },
  example: {},
  link: { server: one("server") },
  // A callback's keys are runtime expressions: every value is a path item.
  callback: {},
  "security-scheme": {},
  law: {},
  schema: SCHEMA_SLOTS,
};

function each(keys: readonly string[], slot: Slot): Record<string, Slot> {
  return Object.fromEntries(keys.map((key) => [key, slot]));
}

/** The slot of a key of a node of this kind, or undefined where the key leads to no node. */
export function slotOf(kind: NodeKind, key: string): Slot | undefined {
  if (kind === "callback") return key.startsWith("x-") || key === "$ref" ? undefined : one("path-item");
  const slots = SHAPE[kind];
  return Object.hasOwn(slots, key) ? slots[key] : undefined;
}
