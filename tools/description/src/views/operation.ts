import type { XRetry } from "../extensions.js";
import type { BodyView, Node, OperationView } from "../model.js";
import { METHODS } from "../shape.js";
import { extension, isNode, nodesIn, textOf, type ViewContext } from "./context.js";
import { mediaViews } from "./media.js";
import { operationIds } from "./operation-id.js";
import { parameterViews } from "./parameter.js";
import { responseViews } from "./response.js";
import { securityOf } from "./security.js";
import { serverViews } from "./server.js";

/** An operation before it has a view. */
export interface OperationPlace {
  readonly path: string;
  /** Upper case. */
  readonly method: string;
  readonly node: Node;
  readonly pathNode: Node;
}

/** All operations, in the order of the paths and of the methods as written. */
export function operationViews(context: ViewContext, root: Node): OperationView[] {
  const places = operationPlaces(context, root);
  const ids = operationIds(places);
  const operationIdOf = (link: Node): string | undefined => {
    const reference = textOf(link, "operationRef");
    const match = reference && /^#\/paths\/([^/]+)\/([a-z]+)$/.exec(reference);
    if (!match) return undefined;
    const path = decodeURIComponent(match[1]!).replaceAll("~1", "/").replaceAll("~0", "~");
    const place = places.find((p) => p.path === path && p.method === match[2]!.toUpperCase());
    return place && ids.get(place);
  };
  return places.map((place) => operationView(context, root, place, ids.get(place)!, operationIdOf));
}

function operationPlaces(context: ViewContext, root: Node): OperationPlace[] {
  return nodesIn(context, root["paths"], true).flatMap(([path, use]) => {
    const pathNode = context.resolve(use);
    return Object.keys(pathNode)
      .filter((key) => (METHODS as readonly string[]).includes(key) && isNode(pathNode[key]))
      .map((key) => ({ path, method: key.toUpperCase(), node: context.resolve(pathNode[key] as Node), pathNode }));
  });
}

function operationView(
  context: ViewContext,
  root: Node,
  { path, method, node, pathNode }: OperationPlace,
  id: string,
  operationIdOf: (link: Node) => string | undefined,
): OperationView {
  const onInvalid = extension(context, node, "x-on-invalid") ?? "refuse";
  const tags = node["tags"];
  return {
    id,
    vendorId: extension(context, node, "x-vendor-operation-id"),
    method,
    path,
    node,
    pathNode,
    summary: textOf(node, "summary"),
    description: textOf(node, "description"),
    tags: Array.isArray(tags) ? tags.map(String) : [],
    deprecated: node["deprecated"] === true,
    server: (serverViews(context, node)[0] ?? serverViews(context, pathNode)[0])?.name,
    parameters: parameterViews(context, pathNode, node, onInvalid),
    body: bodyView(context, node),
    responses: responseViews(context, node, operationIdOf),
    security: securityOf(root, node),
    scope: extension(context, node, "x-scope") ?? "core",
    access: extension(context, node, "x-access"),
    retry: extension(context, node, "x-retry") ?? defaultRetry(method),
    resource: extension(context, node, "x-resource"),
    pagination: extension(context, node, "x-pagination"),
    poll: extension(context, node, "x-poll"),
    laws: extension(context, node, "x-laws") ?? [],
    onInvalid,
    lifecycle: extension(context, node, "x-lifecycle"),
  };
}

function bodyView(context: ViewContext, operation: Node): BodyView | undefined {
  const use = operation["requestBody"];
  if (!isNode(use)) return undefined;
  const node = context.resolve(use);
  return {
    node,
    use,
    required: node["required"] === true,
    description: textOf(node, "description"),
    media: mediaViews(context, node["content"]),
  };
}

/** What RFC 9110 says of the method. */
function defaultRetry(method: string): XRetry {
  if (["GET", "HEAD", "OPTIONS", "TRACE"].includes(method)) return "safe";
  return method === "PUT" || method === "DELETE" ? "idempotent" : "never";
}
