import type { Node, OperationView, ServerView } from "../model.js";
import { extension, nodesOf, textOf, type ViewContext } from "./context.js";

/** The servers of the root, and those that operations have of their own under another name. */
export function allServers(context: ViewContext, root: Node, operations: readonly OperationView[]): ServerView[] {
  const all = serverViews(context, root);
  for (const { node, pathNode } of operations) {
    for (const server of [...serverViews(context, node), ...serverViews(context, pathNode)]) {
      if (!all.some(({ name }) => name === server.name)) all.push(server);
    }
  }
  return all;
}

/** The servers of the root, a path item or an operation. */
export function serverViews(context: ViewContext, holder: Node): ServerView[] {
  return nodesOf(holder["servers"]).map((node) => ({
    node,
    name: extension(context, node, "x-server") ?? "default",
    url: textOf(node, "url") ?? "",
    description: textOf(node, "description"),
  }));
}
