import type { Description, OperationView } from "@gatehouse/description";
import { type ClaimView, claimsOf } from "./claims.js";
import { code } from "./type-text.js";

/** Who may call an operation. */
export interface AccessView {
  readonly public: boolean;
  readonly permissions: readonly string[];
  /** Sentences of Markdown. */
  readonly sentences: readonly string[];
  /** The login that gives what the operation asks for. */
  readonly login: { readonly scheme: string; readonly operationId: string | undefined } | undefined;
  readonly claims: readonly ClaimView[];
}

export function accessView(description: Description, operation: OperationView): AccessView {
  const { access } = operation;
  const schemes = [...new Set(operation.security.flat().map((requirement) => requirement.scheme))];
  const open = access?.public === true || schemes.length === 0;
  const permissions = access?.permissions ?? [...new Set(operation.security.flat().flatMap((requirement) => requirement.scopes))];
  const scheme = schemes[0];
  return {
    public: open,
    permissions,
    sentences: open ? [openTo(description, operation)] : sentences(permissions, access, schemes),
    login: scheme === undefined ? undefined : { scheme, operationId: description.securitySchemes.get(scheme)?.login?.operationId },
    claims: claimsOf(description, operation.node, ["x-access", "x-access.confinedTo", "x-access.foreign"]),
  };
}

/** A login is open to anybody, and is what credentials are for. */
function openTo(description: Description, { id }: OperationView): string {
  const logins = [...description.securitySchemes.values()].filter(({ login }) => login?.operationId === id);
  return logins.length > 0 ? "Anybody with credentials: this is what gives a token for them." : "Anybody: no credential is needed.";
}

function sentences(permissions: readonly string[], access: OperationView["access"], schemes: readonly string[]): string[] {
  const said: string[] = [];
  const role = access?.role && `${/^[aeiou]/i.test(access.role) ? "an" : "a"} ${access.role}`;
  const from = role ? ` from ${role}` : "";
  if (permissions.length > 0) {
    const names = permissions.map(code).join(" and ");
    said.push(`A caller with the permission${permissions.length > 1 ? "s" : ""} ${names}${from}.`);
  } else if (role) {
    said.push(`A caller with ${role}.`);
  } else {
    said.push(`Any caller with a valid credential (${schemes.map(code).join(", ")}).`);
  }
  if (access?.confinedTo) said.push(`It reaches only what belongs to its own ${access.confinedTo}.`);
  const foreign = access?.foreign;
  if (foreign === "as-missing") said.push("What belongs to somebody else is answered as if it did not exist.");
  else if (foreign !== undefined) said.push(`What belongs to somebody else is answered with ${foreign}.`);
  return said;
}
