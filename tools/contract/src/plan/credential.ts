import type { OperationView } from "@gatehouse/description";
import type { Case, Credential, Step, Violation } from "../case.js";
import { loginOf } from "../send/login-of.js";
import { withValueAt } from "../template/template.js";
import { declared, type PlanContext, type Planned, type Skipped } from "./context.js";
import { segment, withoutCredential } from "./example.js";
import { preparedStep } from "./prepare.js";

/**
 * A call that needs a credential must be refused without one, with one that nobody was given, and with one that has expired. A login must
 * refuse credentials that are not the account's.
 */
export function credentialCases(context: PlanContext, operation: OperationView): Planned {
  const isLogin = loginOf(context.description, operation.id) !== undefined;
  if (isLogin) return { cases: loginCases(context, operation), skipped: [] };
  if (operation.security.length === 0 || operation.security.some((alternative) => alternative.length === 0))
    return { cases: [], skipped: [] };

  const { before, step } = preparedStep(context, operation, "call");
  const variant = (name: string, credential: Credential, what: Violation["what"]): Case =>
    refused(
      context,
      operation,
      `${operation.id}/credential/${name}`,
      [...before, { ...step, request: { ...step.request, credential } }],
      what,
    );
  const cases = [
    variant("none", "none", "no-credential"),
    variant("unknown", { literal: `unknown-${context.seed}` }, "unknown-credential"),
  ];
  const { cases: expired, skipped } = expiredCases(context, operation, variant);
  return { cases: [...cases, ...expired], skipped };
}

function expiredCases(
  { config, settings }: PlanContext,
  operation: OperationView,
  variant: (name: string, credential: Credential, what: Violation["what"]) => Case,
): { readonly cases: readonly Case[]; readonly skipped: readonly Skipped[] } {
  const account = Object.keys(config.accounts).find((name) => config.accounts[name]!.use === "expired");
  const missing = account === undefined ? undefined : settings.missing(account);
  if (account !== undefined && missing!.length === 0) {
    return { cases: [variant("expired", { account }, "expired-credential")], skipped: [] };
  }
  const note =
    account === undefined ? "contract.yaml has no account with use: expired" : `no expired token for this target: ${missing!.join(", ")}`;
  return { cases: [], skipped: [{ case: `${operation.id}/credential/expired`, operation: operation.id, reason: "needs-secret", note }] };
}

/** Each input of the login in turn is something that the account does not have. */
function loginCases(context: PlanContext, operation: OperationView): Case[] {
  if (Object.keys(context.config.accounts).length === 0) return [];
  const inputs = Object.entries(loginOf(context.description, operation.id)?.inputs ?? {});
  return inputs
    .filter(([, input]) => typeof input === "string" || !("constant" in input))
    .map(([place]) => {
      const { before, step } = preparedStep(context, operation, "call");
      const request = withValueAt(step.request, place, { $login: place, altered: true });
      const name = place.replace(/^\$request\.(body#\/?)?/, "");
      return refused(
        context,
        operation,
        `${operation.id}/credential/altered/${segment(name)}`,
        [...before, { ...step, request }],
        "unknown-credential",
      );
    });
}

function refused(context: PlanContext, operation: OperationView, id: string, steps: readonly Step[], what: Violation["what"]): Case {
  const { description } = context;
  const last = steps.at(-1)!;
  const isLogin = operation.security.length === 0;
  const statuses = [...declared(operation, (status) => status === 401 || status === 403)];
  // To a login a credential is input: it may be refused like any other that is wrong.
  if (isLogin && statuses.length === 0) statuses.push(...declared(operation, (status) => status >= 400 && status < 500));
  return {
    id,
    operation: operation.id,
    kind: "credential",
    account: context.accountFor(operation),
    steps: isLogin ? [...steps.slice(0, -1), { ...last, request: withoutCredential(last.request) }] : steps,
    // What declares neither is held to the standard's statuses, and its answer is a finding as undeclared.
    expect: { accept: false, statuses: statuses.length > 0 ? statuses : [401, 403], violation: { what } },
    because: Object.hasOwn(operation.node, "security")
      ? description.locate(operation.node, "security")
      : description.locate(description.root, "security"),
  };
}
