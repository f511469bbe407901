import { type Stats, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { bundleDescription } from "./bundle.js";
import { DescriptionError } from "./description-error.js";
import { createEvidence } from "./evidence.js";
import { setInternals } from "./internals.js";
import type { JsonObject } from "./json.js";
import { readSources } from "./load-sources.js";
import type { Description, Node, OperationView, SchemaView } from "./model.js";
import { nearest } from "./nearest.js";
import { NodeIndex } from "./node-index.js";
import { resolveReferences } from "./references.js";
import { labelOf, readSourceFile } from "./source-file.js";
import { isNode, textOf, type ViewContext } from "./views/context.js";
import { operationViews } from "./views/operation.js";
import { schemaNames } from "./views/schema-names.js";
import { securitySchemeViews } from "./views/security.js";
import { allServers } from "./views/server.js";
import { isReference, type Visit, visitsOf } from "./walk.js";

/** How a description is loaded. */
export interface LoadOptions {
  /** A further folder below which `$ref`s may lead. Default: only the description's own. The network is never asked. */
  readonly allowRefs?: string;
}

/**
 * Loads an OpenAPI 3.0 or 3.1 description with all files it refers to. Descriptions are untrusted input: references stay below the
 * folder, aliases are bounded, nothing in them is run.
 *
 * @param entry A folder with `openapi.yaml`, or a YAML or JSON file.
 * @throws {DescriptionError} with file, line and column, when it cannot be read, a reference leads nowhere, or two operations share an id.
 *
 * @example
 * const description = await loadDescription("specs/entrust-idaas");
 * for (const operation of description.operations) console.log(operation.id, description.locate(operation.node).line);
 */
export async function loadDescription(entry: string, options: LoadOptions = {}): Promise<Description> {
  return loadDescriptionSync(entry, options);
}

/** As `loadDescription`, at once: for callers that cannot wait, such as lint rules. */
export function loadDescriptionSync(entry: string, options: LoadOptions = {}): Description {
  const path = entryFile(entry);
  const folder = dirname(path);
  const file = readSourceFile(path, folder);
  const root = rootOf(file.root, labelOf(path, folder));
  const index = new NodeIndex();
  const references = resolveReferences({ entry: file, folder, allowRefs: options.allowRefs, index });

  const resolveNode = (node: Node): Node => (isReference(node) ? ((references.targets.get(node) as Node | undefined) ?? node) : node);
  const names = new Map<Node, string>();
  const views = new WeakMap<Node, SchemaView>();
  const schema = (node: Node): SchemaView => {
    let view = views.get(node);
    if (!view) {
      const resolved = resolveNode(node);
      view = { node, resolved, name: names.get(node) ?? names.get(resolved) };
      views.set(node, view);
    }
    return view;
  };
  const standIn = (like: Node): Node => {
    const node: Node = {};
    index.alias(node, like);
    return node;
  };
  const context: ViewContext = { gatehouse: root["x-gatehouse"] === 1, resolve: resolveNode, schema, standIn };

  const schemas = schemaNames(context, root, references.trees, index);
  for (const [name, node] of schemas) if (!isReference(node)) names.set(node, name);
  // An alias of a component (`A: { $ref: …/B }`) has its own name; what it leads to keeps the first name found.
  for (const [name, node] of schemas) if (isReference(node)) names.set(node, name);
  for (const [name, node] of schemas) if (!names.has(resolveNode(node))) names.set(resolveNode(node), name);

  const operations = operationViews(context, root);
  const byId = new Map<string, OperationView>();
  for (const operation of operations) {
    const first = byId.get(operation.id);
    if (first) {
      throw new DescriptionError({
        what: `operationId "${operation.id}" is given twice`,
        at: index.locate(operation.node, "operationId"),
        right: `each operation has its own; the other is ${first.method} ${first.path}`,
      });
    }
    byId.set(operation.id, operation);
  }
  const info = isNode(root["info"]) ? root["info"] : {};
  const sources = readSources(folder);
  let allVisits: ReadonlyMap<object, Visit> | undefined;
  const visits = () => (allVisits ??= visitsOf(references.trees));
  const evidence = createEvidence({ gatehouse: context.gatehouse, visits, sources, resolve: resolveNode });

  const description: Description = {
    id: /^openapi\.(ya?ml|json)$/.test(basename(path)) ? basename(folder) : basename(path).replace(/\.[^.]+$/, ""),
    title: textOf(info as JsonObject, "title") ?? "",
    vendorRelease: String((info as JsonObject)["version"] ?? ""),
    gatehouse: context.gatehouse,
    folder,
    files: references.files.map((f) => f.path),
    operations,
    servers: allServers(context, root, operations),
    securitySchemes: securitySchemeViews(context, root),
    schemas: new Map([...schemas].map(([name, node]) => [name, schema(node)])),
    sources,
    root,
    text(label) {
      const file = references.files.find((f) => f.label === label);
      if (file) return file.source.body;
      throw new DescriptionError({ what: "no file of this description", at: label, right: "name one as Location.file does" });
    },
    operation(id) {
      const operation = byId.get(id);
      if (operation) return operation;
      const near = nearest(id, byId.keys());
      throw new DescriptionError({
        what: `no operation "${id}"`,
        at: index.locate(root, "paths"),
        right: near ? `did you mean "${near}"?` : "name an operationId of the description",
      });
    },
    resolve: resolveNode,
    schema,
    locate: (node, key) => index.locate(node, key),
    evidence,
    bundle: () => bundleDescription(path, references.files),
  };
  setInternals(description, { visits });
  return description;
}

function entryFile(entry: string): string {
  const path = resolve(entry);
  const found = look(path, entry);
  if (!found)
    throw new DescriptionError({ what: "no such file or folder", at: entry, right: "name a folder with openapi.yaml, or a file" });
  if (!found.isDirectory()) return path;
  const file = ["openapi.yaml", "openapi.yml", "openapi.json"].map((name) => join(path, name)).find((candidate) => look(candidate, entry));
  if (file) return file;
  throw new DescriptionError({ what: "no openapi.yaml in the folder", at: entry, right: "name a folder with openapi.yaml, or a file" });
}

function look(path: string, entry: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (cause) {
    const what = `cannot be read (${(cause as NodeJS.ErrnoException).code ?? String(cause)})`;
    throw new DescriptionError({ what, at: entry, right: "name a file or folder that exists and may be read", cause });
  }
}

function rootOf(root: unknown, label: string): Node {
  const version = isNode(root) ? root["openapi"] : undefined;
  if (isNode(root) && typeof version === "string" && /^3\.[01]\.\d+/.test(version)) return root;
  const said =
    typeof version === "string" ? `openapi: ${version}` : isNode(root) && "swagger" in root ? "Swagger 2" : "no OpenAPI document";
  throw new DescriptionError({ what: said, at: { file: label, line: 1, column: 1, pointer: "" }, right: "openapi: 3.0.x or 3.1.x" });
}
