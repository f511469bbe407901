import type { OperationView } from "@gatehouse/description";
import { gatehouseRule, type LintFinding } from "../gatehouse-rule.js";

/** Every operation says who may call it and what a second sending does, and its security says the same. */
export const accessAndRetryDeclared = gatehouseRule((description) =>
  description.operations.flatMap((operation) =>
    problemsOf(operation).map(([message, key]): LintFinding => ({ message, at: description.locate(operation.node, key) })),
  ),
);

function problemsOf({ id, node, access, security }: OperationView): [message: string, key?: string][] {
  const problems: [string, string?][] = [];
  if (!("x-retry" in node)) problems.push([`${id} does not say what a second sending does – add x-retry: safe, idempotent or never`]);
  if (!access) {
    problems.push([`${id} does not say who may call it – add x-access`]);
    return problems;
  }
  const isOpen = security.length === 0 || security.some((alternative) => alternative.length === 0);
  if (access.public && !isOpen) problems.push([`${id} is public but asks for a credential – add security: []`, "x-access"]);
  if (!access.public && security.length === 0) {
    problems.push([`${id} asks for no credential – say x-access: { public: true }, or which security scheme it needs`, "x-access"]);
  }
  if (!access.public && !access.permissions && access.role === undefined && !access.confinedTo) {
    problems.push([`${id}: x-access names neither permission nor role nor whose objects – say at least one`, "x-access"]);
  }
  return problems;
}
