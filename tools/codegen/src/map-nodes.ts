import type { Json, JsonObject } from "@gatehouse/description";
import { array, object } from "./document.js";

/** What a node of an OpenAPI document is. `example` values and the like are no nodes: whatever keys they have mean nothing. */
export type NodeKind = "schema" | "parameter" | "header" | "response" | "body" | "media" | "operation" | "pathItem";

type Change = (node: JsonObject, kind: NodeKind) => JsonObject;
type Children = Readonly<Record<string, readonly [shape: "one" | "map" | "list", kind: NodeKind]>>;

/** A copy of a bundled document in which every node has gone through `change`, children first. Values that are no nodes are shared. */
export function mapNodes(root: JsonObject, change: Change): JsonObject {
  const components = object(root["components"]);
  const mapped = Object.entries(components).map(([key, group]) => {
    const kind = COMPONENTS[key];
    return [key, kind ? mapValues(group, (node) => mapNode(node, kind, change)) : group] as const;
  });
  return {
    ...root,
    ...(root["paths"] !== undefined && { paths: mapValues(root["paths"], (node) => mapNode(node, "pathItem", change)) }),
    ...(root["components"] !== undefined && { components: Object.fromEntries(mapped) }),
  };
}

const COMPONENTS: Readonly<Record<string, NodeKind>> = {
  schemas: "schema",
  parameters: "parameter",
  headers: "header",
  responses: "response",
  requestBodies: "body",
  pathItems: "pathItem",
};

const METHODS = "get put post delete options head patch trace".split(" ");

const CHILDREN: Readonly<Record<NodeKind, Children>> = {
  schema: {
    ...Object.fromEntries("properties patternProperties dependentSchemas $defs".split(" ").map((key) => [key, ["map", "schema"] as const])),
    ...Object.fromEntries("allOf anyOf oneOf prefixItems".split(" ").map((key) => [key, ["list", "schema"] as const])),
    ...Object.fromEntries(
      "items additionalProperties not if then else contains propertyNames unevaluatedItems unevaluatedProperties contentSchema"
        .split(" ")
        .map((key) => [key, ["one", "schema"] as const]),
    ),
  },
  parameter: { schema: ["one", "schema"], content: ["map", "media"] },
  header: { schema: ["one", "schema"], content: ["map", "media"] },
  response: { headers: ["map", "header"], content: ["map", "media"] },
  body: { content: ["map", "media"] },
  media: { schema: ["one", "schema"] },
  operation: { parameters: ["list", "parameter"], requestBody: ["one", "body"], responses: ["map", "response"] },
  pathItem: {
    parameters: ["list", "parameter"],
    ...Object.fromEntries(METHODS.map((method) => [method, ["one", "operation"] as const])),
  },
};

function mapNode(node: Json, kind: NodeKind, change: Change): Json {
  // Booleans are schemas too; references are what they are.
  if (typeof node !== "object" || node === null || Array.isArray(node)) return node;
  const entries = Object.entries(node as JsonObject).map(([key, value]) => {
    const [shape, inner] = (Object.hasOwn(CHILDREN[kind], key) ? CHILDREN[kind][key] : undefined) ?? [];
    if (!inner) return [key, value] as const;
    if (shape === "map") return [key, mapValues(value, (child) => mapNode(child, inner, change))] as const;
    if (shape === "list") return [key, array(value).map((child) => mapNode(child, inner, change))] as const;
    // OpenAPI 3.0 tuples do not exist, but descriptions with them do.
    if (Array.isArray(value)) return [key, value.map((child) => mapNode(child as Json, inner, change))] as const;
    return [key, mapNode(value, inner, change)] as const;
  });
  return change(Object.fromEntries(entries), kind);
}

function mapValues(group: Json | undefined, map: (value: Json) => Json): JsonObject {
  return Object.fromEntries(Object.entries(object(group)).map(([key, value]) => [key, map(value)]));
}
