import type { Node, SecurityRequirement, SecuritySchemeView } from "../model.js";
import { extension, isNode, nodesIn, nodesOf, textOf, type ViewContext } from "./context.js";

/** The security schemes of the components, by name. */
export function securitySchemeViews(context: ViewContext, root: Node): Map<string, SecuritySchemeView> {
  const components = isNode(root["components"]) ? context.resolve(root["components"]) : undefined;
  return new Map(
    nodesIn(context, components?.["securitySchemes"]).map(([name, use]) => {
      const node = context.resolve(use);
      const isKey = node["type"] === "apiKey";
      return [
        name,
        {
          name,
          node,
          type: textOf(node, "type") ?? "",
          in: isKey ? ((textOf(node, "in") ?? "header") as SecuritySchemeView["in"]) : "header",
          key: isKey ? (textOf(node, "name") ?? "") : "Authorization",
          login: extension(context, node, "x-login"),
        },
      ];
    }),
  );
}

/** The security requirements that hold for an operation: its own, else the root's. */
export function securityOf(root: Node, operation: Node): SecurityRequirement[][] {
  const alternatives = Object.hasOwn(operation, "security") ? operation["security"] : root["security"];
  return nodesOf(alternatives).map((alternative) =>
    Object.entries(alternative).map(([scheme, scopes]) => ({ scheme, scopes: Array.isArray(scopes) ? scopes.map(String) : [] })),
  );
}
