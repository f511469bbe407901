import type { Node, ServerView } from "../model.js";
import { extension, nodesOf, textOf, type ViewContext } from "./context.js";

/** The servers of the root, a path item or an operation. */
export function serverViews(context: ViewContext, holder: Node): ServerView[] {
  return nodesOf(holder["servers"]).map((node) => ({
    node,
    name: extension(context, node, "x-server") ?? "default",
    url: textOf(node, "url") ?? "",
    description: textOf(node, "description"),
  }));
}
