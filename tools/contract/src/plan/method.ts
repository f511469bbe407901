import type { OperationView } from "@gatehouse/description";
import type { Case } from "../case.js";
import { baseRequest } from "./base-request.js";
import { NOTHING, type PlanContext, type Planned } from "./context.js";

/** HEAD, OPTIONS, TRACE and CONNECT are a server's own. */
const METHODS = ["DELETE", "GET", "PATCH", "POST", "PUT"] as const;

/** A method that a path does not declare is answered 405 with `Allow`, or 404. Planned with the first operation of each path. */
export function methodCases(context: PlanContext, operation: OperationView): Planned {
  const { description } = context;
  const same = description.operations.filter(({ path, server }) => path === operation.path && server === operation.server);
  if (same[0] !== operation) return NOTHING;
  const declared = new Set(same.map(({ method }) => method));
  const base = baseRequest(context, operation, { step: "call" });
  const { body: _, ...bare } = base;
  // Who has no credential may be stopped before anything looks at the method.
  const statuses = Object.keys(context.config.accounts).length === 0 ? [401, 403, 404, 405] : [404, 405];
  const cases = METHODS.filter((method) => !declared.has(method) && !isElsewhere(context, operation, method)).map(
    (method): Case => ({
      id: `${operation.id}/method/${method}`,
      operation: operation.id,
      kind: "method",
      account: context.accountFor(operation),
      steps: [
        {
          name: "call",
          operation: operation.id,
          request: { ...bare, method, headers: bare.headers.filter(([name]) => name !== "content-type") },
        },
      ],
      expect: { accept: false, statuses, violation: { what: "method" } },
      because: description.locate(operation.pathNode),
    }),
  );
  return { cases, skipped: [] };
}

/** True where the address may fall under another path that declares the method: `/items/{id}` takes `/items/search` too. */
function isElsewhere({ description }: PlanContext, operation: OperationView, method: string): boolean {
  const segments = operation.path.split("/");
  return description.operations.some((other) => {
    const others = other.path.split("/");
    if (other.method !== method || other.path === operation.path || others.length !== segments.length) return false;
    return segments.every((segment, index) => segment === others[index] || segment.includes("{") || others[index]!.includes("{"));
  });
}
