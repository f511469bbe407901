import type { Json } from "../json.js";
import type { ExampleView, MediaView, Node, SchemaView } from "../model.js";
import { isNode, nodesIn, textOf, type ViewContext } from "./context.js";

/** The media types of a `content` map. */
export function mediaViews(context: ViewContext, content: unknown): MediaView[] {
  return nodesIn(context, content).map(([type, use]) => {
    const node = context.resolve(use);
    const schema = isNode(node["schema"]) ? context.schema(node["schema"]) : undefined;
    return { node, type: type.toLowerCase(), schema, examples: exampleViews(context, node, schema) };
  });
}

/**
 * The examples of a media type, parameter or header: `examples`, else `example`, else what its schema has (`example`, in 3.1 `examples`).
 * Examples kept elsewhere (`externalValue`) are not read.
 */
export function exampleViews(context: ViewContext, node: Node, schema: SchemaView | undefined): ExampleView[] {
  const named = nodesIn(context, node["examples"]).flatMap(([name, use]): ExampleView[] => {
    const example = context.resolve(use);
    if (!Object.hasOwn(example, "value")) return [];
    return [{ name, node: example, holder: example, key: "value", summary: textOf(example, "summary"), value: example["value"] as Json }];
  });
  if (named.length > 0) return named;
  if (Object.hasOwn(node, "example")) return [alone("default", node, "example")];
  if (!schema) return [];
  for (const holder of new Set([schema.node, schema.resolved])) {
    if (Object.hasOwn(holder, "example")) return [alone("default", holder, "example")];
    const list = holder["examples"];
    if (Array.isArray(list) && list.length > 0) {
      const values = list as unknown as Node;
      return list.map((_, index) => alone(index === 0 ? "default" : String(index + 1), values, String(index)));
    }
  }
  return [];
}

function alone(name: string, holder: Node, key: string): ExampleView {
  return { name, node: undefined, holder, key, summary: undefined, value: holder[key] as Json };
}
