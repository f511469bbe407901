import type { Location } from "@gatehouse/description";
import type { Exchange } from "./exchange.js";

/** How bad a finding is: `note` is drift that breaks nobody and does not change the exit code. */
export type Severity = "error" | "warning" | "note";

/** One contradiction between a description and a target. */
export interface Finding {
  /** Id of the check that found it. */
  readonly check: string;
  readonly severity: Severity;
  readonly operation: string;
  /** Id of the case; after shrinking, of the smallest that shows it. */
  readonly case: string;
  /** The same for the same contradiction in every run: check, operation, place in the description; no values. */
  readonly fingerprint: string;
  /** What was expected, what came. Safe for a terminal; no secret in it. */
  readonly message: string;
  /** The line of the description that is contradicted. */
  readonly at: Location;
  /** Redacted. */
  readonly exchanges: readonly Exchange[];
  /** A POSIX shell script that sends the same requests; secrets are variables. */
  readonly script: string;
}

/** Why a check could not tell. The list is closed. */
export type UntoldReason =
  | "no-answer"
  | "not-prepared"
  | "not-implemented"
  | "not-expressible"
  | "no-schema"
  | "undecodable"
  | "login-failed"
  /** A finding that did not come again when the case was sent once more. */
  | "not-confirmed";
