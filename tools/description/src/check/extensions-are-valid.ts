import { EXTENSIONS, type ExtensionDefinition, FOREIGN_EXTENSIONS } from "../extension-schemas.js";
import { internalsOf } from "../internals.js";
import type { JsonObject } from "../json.js";
import type { Description, Location, Node } from "../model.js";
import { nearest } from "../nearest.js";
import { checkShape } from "../shape-check.js";
import type { Visit } from "../walk.js";
import type { Finding } from "./finding.js";

const rule = "extensions-are-valid";
const definitions: Readonly<Record<string, ExtensionDefinition>> = EXTENSIONS;

/** Every `x-` key is one that we know, stands where it has a meaning, and has a value of its shape. */
export function extensionsAreValid(description: Description): Finding[] {
  if (!description.gatehouse) return [];
  const findings: Finding[] = [];
  for (const [, visit] of internalsOf(description).visits()) {
    for (const key of Object.keys(visit.node)) {
      if (key.startsWith("x-") && !FOREIGN_EXTENSIONS.includes(key)) findings.push(...keyFindings(description, visit, key));
    }
  }
  return findings;
}

function keyFindings(description: Description, { node, kind }: Visit, key: string): Finding[] {
  const at = description.locate(node, key);
  const definition = Object.hasOwn(definitions, key) ? definitions[key] : undefined;
  if (!definition) {
    const near = nearest(key, Object.keys(definitions));
    return [
      { rule, message: `unknown key "${key}" – ${near ? `did you mean "${near}"?` : "see EXTENSIONS for those that have a meaning"}`, at },
    ];
  }
  if (!definition.on.includes(kind)) {
    return [{ rule, message: `"${key}" has no meaning on this ${words(kind)} – it stands on ${definition.on.map(words).join(", ")}`, at }];
  }
  return checkShape(formOf(key, kind, definition.schema), node[key]).map(({ message, path }) => ({
    rule,
    message: `${key}: ${message}`,
    at: locateInside(description, node as Node, key, path),
  }));
}

/** `x-unreached` has one form on a response and another on an operation. */
function formOf(key: string, kind: string, schema: JsonObject): JsonObject {
  if (key !== "x-unreached") return schema;
  const [one, byStatus] = schema["anyOf"] as readonly [JsonObject, JsonObject];
  return kind === "operation" ? byStatus : one;
}

function words(kind: string): string {
  return kind.replace("-", " ");
}

/** The place of what is wrong inside the value of a key. */
function locateInside(description: Description, node: Node, key: string, path: readonly string[]): Location {
  let holder: object = node;
  let last = key;
  for (const step of path) {
    const next = (holder as Record<string, unknown>)[last];
    if (typeof next !== "object" || next === null) break;
    holder = next;
    last = step;
  }
  return description.locate(holder, last);
}
