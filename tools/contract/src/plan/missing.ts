import type { OperationView } from "@gatehouse/description";
import type { Case } from "../case.js";
import { withValueAt } from "../template/template.js";
import { baseRequest } from "./base-request.js";
import { declared, NOTHING, type PlanContext, type Planned } from "./context.js";
import { segment } from "./example.js";
import { exampleOf } from "./parameters.js";

/** An id that nothing has is answered 404, where that is declared. */
export function missingCases(context: PlanContext, operation: OperationView): Planned {
  const statuses = declared(operation, (status) => status === 404 || status === 410);
  if (statuses.length === 0) return NOTHING;
  const foreign = operation.access?.foreign;
  // Where a stranger's object is answered like this, an unknown one may be too: the server need not say which it is.
  const alike = foreign === 403 ? declared(operation, (status) => status === 403) : [];
  const cases = operation.parameters
    .filter((parameter) => parameter.in === "path" && isIdentifier(parameter.schema.resolved))
    .map((parameter): Case => {
      const base = exampleOf(context, parameter);
      const fresh = typeof base === "number" ? base : String(base);
      const name = `call/path/${parameter.name}`;
      const request = withValueAt(baseRequest(context, operation, { step: "call" }), `$request.path.${parameter.name}`, {
        $fresh: fresh,
        name,
      });
      return {
        id: `${operation.id}/missing/path/${segment(parameter.name)}`,
        operation: operation.id,
        kind: "missing",
        account: context.accountFor(operation),
        steps: [{ name: "call", operation: operation.id, request }],
        expect: { accept: false, statuses: [...statuses, ...alike], violation: { what: "missing", at: `/path/${parameter.name}` } },
        because: context.description.locate(parameter.use),
      };
    });
  return { cases, skipped: [] };
}

/** A value of a list is no id. */
function isIdentifier(schema: { readonly [key: string]: unknown }): boolean {
  return !["enum", "const", "x-extensible-enum"].some((key) => schema[key] !== undefined) && schema["type"] !== "boolean";
}
