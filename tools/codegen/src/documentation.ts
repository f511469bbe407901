import { credentialsIn, loginHeader } from "./credentials.js";
import { evidenceLine } from "./evidence-line.js";
import { describe, lifecycleText } from "./facts.js";
import type { ApiPlan } from "./plan.js";
import type { ErrorPlan, OperationPlan } from "./plan-operation.js";
import { exampleCall } from "./samples/typescript.js";
import { code, prose, sentence } from "./text.js";

/** What hovers over a call: what it does, what it needs, how it fails, how certain that is, and a call that runs. */
export function operationDoc(operation: OperationPlan, plan: ApiPlan): readonly string[] {
  const { view } = operation;
  const { description } = plan;
  const summary = prose(view.summary ?? `${view.method} ${view.path}`);
  const text = prose(view.description);
  const rules = [outcome(operation), access(operation, plan), RETRY[view.retry], lifecycleText(view.lifecycle)].filter(Boolean);
  const evidence = evidenceLine(view, description);
  return [
    ...summary,
    ...(text.length > 0 && text.join() !== summary.join() ? ["", ...text] : []),
    ...inputLines(operation),
    "",
    rules.map((rule) => sentence(rule)).join(" "),
    ...(evidence ? [sentence(evidence)] : []),
    "",
    ...operation.errors.map((error) => throwsTag(error)),
    ...deprecation(operation),
    "@example",
    ...code(exampleCall(operation, plan)),
  ];
}

function throwsTag({ status, type, response }: ErrorPlan): string {
  const meaning = sentence(response.description).replace(/[.\s]+$/, "");
  // A type may hold literals of the description.
  const body = type.text === "undefined" ? "without a body" : `with \`${sentence(type.text)}\``;
  return `@throws {ApiError} ${status}${meaning && `: ${meaning}`}, ${body}.`;
}

/** What the call gives, where that is not simply the answer. */
function outcome({ item, job }: OperationPlan): string {
  if (item) return "The call gives one page; `items` goes through all of them, item by item.";
  return job ? "The call gives a job once the server has registered it; `wait` on it for the result." : "";
}

function inputLines({ inputs, body, view, inputOptional }: OperationPlan): string[] {
  const lines = inputs.map(({ key, parameter, schema }) => {
    const text = describe(parameter.description ?? schema["description"], schema);
    return `- \`${key}\`${parameter.required ? "" : " (optional)"}${text && `: ${text}`}`;
  });
  if (body) {
    const text = sentence(view.body?.description);
    lines.push(`- \`body\`${body.required ? "" : " (optional)"}${text && `: ${text}`}`);
  }
  if (lines.length === 0) return [];
  return ["", inputOptional ? "Input, which may be left out:" : "Input:", ...lines];
}

const RETRY = {
  safe: "Changes nothing: sent again after a failure of the network or the server.",
  idempotent: "Twice is as once: sent again after a failure of the network or the server.",
  never: "Never sent again once the server may have acted on it.",
} as const;

function access({ view }: OperationPlan, { description }: ApiPlan): string {
  const { access: rule } = view;
  const header = loginHeader(view.id, description);
  if (header !== undefined) return `Sends the client's ${listed(credentialsIn(header))}.`;
  if (rule?.public || view.security.length === 0) return "Needs no credential.";
  const permissions = rule?.permissions ?? [...new Set(view.security.flat().flatMap(({ scopes }) => scopes))];
  const names = listed(permissions);
  const role = rule?.role && `${/^[aeiou]/i.test(rule.role) ? "an" : "a"} ${rule.role.replace(/ role$/, "")} role`;
  return names ? `Needs ${names}${role ? ` from ${role}` : ""}.` : role ? `Needs ${role}.` : "";
}

function listed(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(" and ");
}

function deprecation({ view }: OperationPlan): string[] {
  if (!view.deprecated) return [];
  const since = view.lifecycle?.deprecated ? ` since ${view.lifecycle.deprecated}` : "";
  const gone = view.lifecycle?.removed ? `, gone in ${view.lifecycle.removed}` : "";
  return [sentence(`@deprecated${since}${gone}`.trim()).replace(/^\\@/, "@")];
}
