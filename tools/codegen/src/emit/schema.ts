import { createRequire } from "node:module";
import type { JsonObject } from "@gatehouse/description";
import type * as OpenapiTypescript from "openapi-typescript";
import type { OpenAPI3, SchemaObject } from "openapi-typescript";
import type ts from "typescript";
import type { BundledDocument } from "../document.js";
import { object } from "../document.js";
import { describe, lifecycleText } from "../facts.js";
import { mapNodes, type NodeKind } from "../map-nodes.js";
import { isBinary, mediaKind } from "../media.js";
import { printable, sentence } from "../text.js";
import { openEnum } from "../types.js";
import { HEADER } from "./header.js";

const load = createRequire(import.meta.url);

/** `schema.ts`: openapi-typescript's types of the whole document. Only `models.ts` and `http.ts` read it. */
export async function emitSchema(document: BundledDocument): Promise<string> {
  // Loaded when there is something to write, and as CommonJS: as a module Node reads nine megabytes of TypeScript twice to learn its exports.
  const { default: openapiTS, astToString }: typeof OpenapiTypescript = load("openapi-typescript");
  const typescript: typeof ts = load("typescript");
  const nodes = await openapiTS(mapNodes(withBinaryAnswers(document.root), prepare) as unknown as OpenAPI3, {
    silent: true,
    // Otherwise every property with a default would become required, in requests too.
    defaultNonNullable: false,
    // `type: object` without properties allows any.
    emptyObjectsUnknown: true,
    transform: (schema) => specialType(schema as SchemaObject & JsonObject, typescript),
  });
  // Names and enum values are printed as they come: what hides or reorders text is escaped in all of it.
  return `${HEADER}${printable(astToString(nodes))}`;
}

/** Open enums and raw bytes, which openapi-typescript would call `string`, and what nothing fits, which it would call `unknown`. */
function specialType(schema: JsonObject, { factory: f, SyntaxKind }: typeof ts): ts.TypeNode | undefined {
  if (isNothing(schema)) return f.createKeywordTypeNode(SyntaxKind.NeverKeyword);
  const values = openEnum(schema);
  const special = values
    ? f.createUnionTypeNode([
        ...values.map((value) => f.createLiteralTypeNode(f.createStringLiteral(value))),
        f.createParenthesizedType(
          f.createIntersectionTypeNode([f.createKeywordTypeNode(SyntaxKind.StringKeyword), f.createTypeLiteralNode([])]),
        ),
      ])
    : schema["x-binary"] === true
      ? f.createTypeReferenceNode("Blob")
      : undefined;
  const types = Array.isArray(schema["type"]) ? schema["type"] : [schema["type"]];
  const nullable = types.includes("null") || schema["nullable"] === true;
  return special && nullable ? f.createUnionTypeNode([special, f.createLiteralTypeNode(f.createNull())]) : special;
}

/** `not: {}`: how a description says that a property of a shared model may not be sent here. */
function isNothing({ not }: JsonObject): boolean {
  return not === true || (typeof not === "object" && not !== null && Object.keys(not).length === 0);
}

/**
 * A node as openapi-typescript should see it. It copies text into comments as it comes, with tags of its own; so the text is made safe
 * here and handed over as `title`, which it prints without a tag. Examples and defaults it would print as tags are left out.
 */
function prepare(node: JsonObject, kind: NodeKind): JsonObject {
  const { description, summary, title, example, examples, default: fallback, format, ...rest } = node;
  const text = kind === "schema" ? describe(description ?? title, node) : kind === "parameter" ? parameterText(node) : operationText(node);
  return {
    ...rest,
    ...(text && { title: text }),
    // Without a type openapi-typescript would not ask what a schema is.
    ...(kind === "schema" && isBinary(node) && { "x-binary": true, type: node["type"] ?? "string" }),
    // Responses and parameters are not valid without them; they are not printed twice.
    ...(kind === "response" && { description: "" }),
  };
}

function parameterText(node: JsonObject): string {
  return describe(node["description"], {
    ...object(node["schema"]),
    ...("x-sensitive" in node && { "x-sensitive": node["x-sensitive"] as string }),
  });
}

function operationText(node: JsonObject): string {
  return sentence(
    [node["summary"], node["description"], lifecycleText(object(node["x-lifecycle"]))]
      .filter((part) => typeof part === "string" && part)
      .join("\n\n"),
  );
}

/** Gives media types of bytes without a schema the schema of bytes: they would be `unknown`. */
function withBinaryAnswers(root: JsonObject): JsonObject {
  return mapNodes(root, (node, kind) => {
    if (kind !== "response" && kind !== "body") return node;
    const content = Object.entries(object(node["content"])).map(([type, media]) => {
      const untyped = object(media)["schema"] === undefined || Object.keys(object(object(media)["schema"])).length === 0;
      if (!untyped || mediaKind(type) !== "binary" || type.includes("*")) return [type, media] as const;
      return [type, { ...object(media), schema: { type: "string", format: "binary" } }] as const;
    });
    return content.length === 0 ? node : { ...node, content: Object.fromEntries(content) };
  });
}
