import type { CredentialTransform } from "@gatehouse/description";

/** A value that a sample does not show but takes from the environment. */
export class Secret {
  constructor(
    /** Name of the environment variable. */
    readonly variable: string,
    /** What is sent instead of the variable's own value. */
    readonly transform?: CredentialTransform,
  ) {}
}
