import { createHash } from "node:crypto";
import type { CheckFinding } from "../check.js";

/**
 * The same for the same contradiction in every run, whatever the seed: made of the check, the operation, the place in the description and
 * the finding's aspect. Lines are left out, so that a comment above does not make an old finding new.
 */
export function fingerprint(check: string, { operation, at, aspect }: CheckFinding): string {
  const parts = [check, operation, at.file, at.pointer, aspect ?? ""];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16);
}
