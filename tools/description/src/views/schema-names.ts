import { dequal } from "@redocly/openapi-core";
import type { JsonObject } from "../json.js";
import type { Node } from "../model.js";
import { type NodeIndex, segmentsOf } from "../node-index.js";
import type { Tree } from "../references.js";
import { isObject, isReference, walk } from "../walk.js";
import { isNode, nodesIn, type ViewContext } from "./context.js";

/**
 * Component schemas by name, as the bundle names them: those of the root's components first; then every schema that a `$ref` leads to
 * in another file, by the last step of its pointer, or by its file's name where the whole file is the schema.
 */
export function schemaNames(context: ViewContext, root: Node, trees: readonly Tree[], index: NodeIndex): Map<string, Node> {
  const byName = new Map<string, Node>();
  const components = isNode(root["components"]) ? context.resolve(root["components"]) : undefined;
  for (const [name, node] of nodesIn(context, components?.["schemas"])) byName.set(name, node);
  const rootFile = index.place(root)?.file;
  const named = new Set<object>();
  for (const tree of trees) {
    walk(tree.node, tree.kind, ({ node, kind }) => {
      if (kind !== "schema" || !isReference(node)) return;
      const target = context.resolve(node as Node);
      const place = index.place(target);
      if (!place || named.has(target) || place.file === rootFile) return;
      named.add(target);
      const base = segmentsOf(place).at(-1) ?? fileName(place.file.path);
      let name = base;
      for (let number = 2; byName.has(name) && !same(byName.get(name)!, target); number++) name = `${base}-${number}`;
      if (!byName.has(name)) byName.set(name, target);
    });
  }
  return byName;

  function same(known: Node, target: JsonObject): boolean {
    return context.resolve(known) === target || (isObject(known) && dequal(known, target));
  }
}

function fileName(path: string): string {
  return path.replace(/^.*[\\/]/, "").replace(/\.[^.]+$/, "");
}
