import { internalsOf } from "./internals.js";
import type { Description, Node } from "./model.js";
import type { NodeKind } from "./shape.js";

/** A node that can be reached from the root of a description. */
export interface Visit {
  readonly node: Node;
  readonly kind: NodeKind;
  /** How the node hangs on the one above: `["properties", "id"]`, `["responses", "404"]`, `["schema"]`. Empty at the root and behind a `$ref`. */
  readonly step: readonly string[];
  /** The node above in the same file; undefined at the root and behind a `$ref`. */
  readonly parent: Visit | undefined;
}

/**
 * Every node of a description that can be reached from its root, each once, parents before what lies inside them, in the order of the
 * document. References are nodes of their own; what they lead to follows where it was first met.
 *
 * @example
 * for (const { node, kind, step } of walkDescription(description)) if (kind === "schema") console.log(step.at(-1), node["type"]);
 */
export function walkDescription(description: Description): Iterable<Visit> {
  return internalsOf(description).visits().values() as Iterable<Visit>;
}
