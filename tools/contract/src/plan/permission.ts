import type { OperationView } from "@gatehouse/description";
import type { Case, Expectation, Step } from "../case.js";
import { mayCall } from "./accounts.js";
import { declared, joined, NOTHING, type PlanContext, type Planned } from "./context.js";
import { withoutCredential } from "./example.js";
import { acceptance } from "./invalid.js";
import { preparedStep } from "./prepare.js";

/** Every account against every operation: who has the permissions may call, who lacks one is refused. */
export function permissionCases(context: PlanContext, operation: OperationView): Planned {
  const { config, settings } = context;
  const { access, security } = operation;
  if (security.length === 0 || !(access?.permissions?.length || access?.role !== undefined)) return NOTHING;
  const own = context.accountFor(operation);
  const planned = Object.keys(config.accounts)
    .filter((name) => name !== own && (config.accounts[name]!.use ?? "default") === "default")
    // Nothing is said of accounts that name neither permissions nor a missing role.
    .filter((name) => config.accounts[name]!.permissions !== undefined || config.accounts[name]!.role === false)
    .map((name): Planned => {
      const id = `${operation.id}/permission/${name}`;
      const missing = settings.missing(name);
      if (missing.length > 0) {
        return {
          cases: [],
          skipped: [{ case: id, operation: operation.id, reason: "needs-secret", note: `the account lacks ${missing.join(", ")}` }],
        };
      }
      const may = mayCall(config, name, operation);
      // An account elsewhere need not find what the examples name.
      if (may && config.accounts[name]!.tenant !== config.accounts[own]?.tenant) return NOTHING;
      return { cases: [caseOf(context, operation, name, id, may)], skipped: [] };
    });
  return joined(planned);
}

function caseOf(context: PlanContext, operation: OperationView, account: string, id: string, may: boolean): Case {
  const { before, step } = preparedStep(context, operation, "call");
  const judged: Step = { ...step, request: withoutCredential(step.request) };
  const { description } = context;
  return {
    id,
    operation: operation.id,
    kind: "permission",
    account,
    steps: [...before, judged],
    expect: may ? acceptance(operation) : refusal(operation),
    because: description.locate(operation.node, "x-access"),
  };
}

function refusal(operation: OperationView): Expectation {
  const statuses = declared(operation, (status) => status === 403);
  return { accept: false, statuses: statuses.length > 0 ? statuses : [403], violation: { what: "permission" } };
}
