import type { Description, XLogin } from "@gatehouse/description";

/** The login that an operation performs, if it is one. */
export function loginOf(description: Description, operation: string): XLogin | undefined {
  return [...description.securitySchemes.values()].find(({ login }) => login?.operationId === operation)?.login;
}
