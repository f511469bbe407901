import type { XUnreached } from "../extensions.js";
import type { Json } from "../json.js";
import type { HeaderView, LinkView, Node, ResponseView } from "../model.js";
import { extension, isNode, nodesIn, textOf, type ViewContext } from "./context.js";
import { mediaViews } from "./media.js";

/**
 * The declared responses of an operation, ascending; ranges, then `default`, last.
 *
 * @param operationIdOf The id behind a link's `operationRef`.
 */
export function responseViews(context: ViewContext, operation: Node, operationIdOf: (link: Node) => string | undefined): ResponseView[] {
  const unreached = unreachedByStatus(context, operation);
  return nodesIn(context, operation["responses"], true)
    .map(([key, use]): ResponseView => {
      const node = context.resolve(use);
      return {
        node,
        use,
        status: /^\d{3}$/.test(key) ? Number(key) : key,
        description: textOf(node, "description") ?? "",
        media: mediaViews(context, node["content"]),
        mayBeEmpty: extension(context, node, "x-may-be-empty") === true,
        headers: headerViews(context, node["headers"]),
        links: linkViews(context, node["links"], operationIdOf),
        unreached: (Object.hasOwn(unreached, key) ? unreached[key] : undefined) ?? ownUnreached(context, node),
      };
    })
    .sort((a, b) => rank(a.status) - rank(b.status));
}

function rank(status: number | string): number {
  if (typeof status === "number") return status;
  return status === "default" ? 10_000 : 1000 + Number(status[0]);
}

/** `x-unreached` of an operation is a map by status; of a response, the reason itself. */
function unreachedByStatus(context: ViewContext, operation: Node): Readonly<Record<string, XUnreached>> {
  const value = extension(context, operation, "x-unreached");
  return isNode(value) ? (value as Readonly<Record<string, XUnreached>>) : {};
}

function ownUnreached(context: ViewContext, node: Node): XUnreached | undefined {
  return extension(context, node, "x-unreached") as XUnreached | undefined;
}

function headerViews(context: ViewContext, headers: unknown): HeaderView[] {
  return nodesIn(context, headers).map(([name, use]) => {
    const node = context.resolve(use);
    const schema = isNode(node["schema"]) ? context.schema(node["schema"]) : mediaViews(context, node["content"])[0]?.schema;
    return { name, node, use, description: textOf(node, "description"), required: node["required"] === true, schema };
  });
}

function linkViews(context: ViewContext, links: unknown, operationIdOf: (link: Node) => string | undefined): LinkView[] {
  return nodesIn(context, links).map(([name, use]) => {
    const node = context.resolve(use);
    return {
      name,
      node,
      operationId: textOf(node, "operationId") ?? operationIdOf(node) ?? "",
      parameters: isNode(node["parameters"]) ? (node["parameters"] as Readonly<Record<string, Json>>) : {},
      description: textOf(node, "description"),
    };
  });
}
