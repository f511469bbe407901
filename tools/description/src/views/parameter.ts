import type { XOnInvalid } from "../extensions.js";
import type { Node, ParameterView } from "../model.js";
import { extension, isNode, nodesOf, textOf, type ViewContext } from "./context.js";
import { exampleViews, mediaViews } from "./media.js";

/** The parameters of an operation: its own, then those of its path item that it does not replace. */
export function parameterViews(context: ViewContext, pathNode: Node, operation: Node, onInvalid: XOnInvalid): ParameterView[] {
  const views = new Map<string, ParameterView>();
  for (const use of [...nodesOf(operation["parameters"]), ...nodesOf(pathNode["parameters"])]) {
    const view = parameterView(context, use, onInvalid);
    const id = `${view.in} ${view.name}`;
    if (!views.has(id)) views.set(id, view);
  }
  return [...views.values()];
}

const DEFAULT_STYLE = { path: "simple", query: "form", header: "simple", cookie: "form" } as const;

function parameterView(context: ViewContext, use: Node, onInvalid: XOnInvalid): ParameterView {
  const node = context.resolve(use);
  const place = (textOf(node, "in") ?? "query") as ParameterView["in"];
  const style = textOf(node, "style") ?? DEFAULT_STYLE[place];
  const media = mediaViews(context, node["content"])[0];
  const schema = isNode(node["schema"]) ? context.schema(node["schema"]) : (media?.schema ?? context.schema(context.standIn(node)));
  const examples = exampleViews(context, node, schema);
  return {
    node,
    use,
    name: textOf(node, "name") ?? "",
    in: place,
    required: place === "path" || node["required"] === true,
    description: textOf(node, "description"),
    style,
    explode: typeof node["explode"] === "boolean" ? node["explode"] : style === "form",
    schema,
    media,
    examples: examples.length > 0 ? examples : (media?.examples ?? []),
    onInvalid: extension(context, node, "x-on-invalid") ?? onInvalid,
    sensitive:
      extension(context, node, "x-sensitive") ??
      extension(context, schema.node, "x-sensitive") ??
      extension(context, schema.resolved, "x-sensitive"),
  };
}
