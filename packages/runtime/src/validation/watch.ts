import { DriftError } from "../errors/drift-error.js";
import type { AnswerPlace, Validation } from "../seams.js";
import type { Validators } from "./answer.js";
import type { Drift } from "./drift.js";

/**
 * Tells of every difference between answers and the description, and changes nothing: what the caller gets is what came.
 *
 * @param onDrift Called once per difference and answer, before the call settles. What it throws is ignored.
 *
 * @example
 * const idaas = createEntrustIdaas({ ...options, validate: report(validation, (drift) => log.warn(drift)) });
 */
export function report(validators: Validators, onDrift: (drift: Drift) => unknown): Validation {
  const tell = async (drift: Drift) => onDrift(drift);
  return (at, data) => {
    try {
      for (const drift of driftOf(validators, at, data)) tell(drift).catch(() => {});
    } catch {
      // Nothing that goes wrong here changes what a call does.
    }
  };
}

/**
 * Makes calls throw a `DriftError` for an answer that is not what the description says: for tests, and for who would rather stop.
 *
 * @param isBad Which differences throw; by default all do, a new property and a new value of an open enum too.
 *
 * @example
 * strict(validation, ({ breaking }) => breaking); // only what the types do not allow
 */
export function strict(validators: Validators, isBad: (drift: Drift) => boolean = () => true): Validation {
  return (at, data) => {
    const drift = driftOf(validators, at, data).filter(isBad);
    if (drift.length) throw new DriftError({ ...at, drift });
  };
}

/** Every difference once: a list of a hundred items with a new property has one. */
function driftOf(validators: Validators, { api, operation, status, requestId }: AnswerPlace, data: unknown): readonly Drift[] {
  const statuses = Object.hasOwn(validators, operation) ? validators[operation]! : {};
  const { issues = [] } = statuses[status]?.["~standard"].validate(data) ?? {};
  const found = new Map<string, Drift>();
  for (const { kind, breaking, pointer, pattern, schemaPointer, expected, found: came } of issues) {
    const news = kind === "unknown-value" || kind === "wrong-type" ? [came] : [];
    const fingerprint = [api, operation, status, kind, pattern || "/", ...news].join(" ");
    if (found.has(fingerprint)) continue;
    const id = requestId !== undefined && { requestId };
    found.set(fingerprint, { api, operation, status, ...id, kind, breaking, pointer, schemaPointer, expected, found: came, fingerprint });
  }
  return [...found.values()];
}
