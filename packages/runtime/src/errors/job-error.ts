import { GatehouseError, hasCode, told, type Where } from "./gatehouse-error.js";

/** A job ended without a result (`job_failed`), or its result had been read before and is readable once only (`job_result_gone`). */
export class JobError extends GatehouseError {
  override readonly name = "JobError";
  declare readonly code: "job_failed" | "job_result_gone";
  declare readonly id: string;
  /** The state that the server reported last. */
  declare readonly state: string;

  constructor(
    { reason, ...where }: Where & Pick<JobError, "code" | "id" | "state"> & { readonly reason?: string | undefined },
    options?: ErrorOptions,
  ) {
    const why =
      where.code === "job_failed" ? `ended as ${where.state}` : "has no result any more: it can be read once only and was read before";
    super(`${where.operation}: the job ${why}`, where, options);
    told.set(this, reason);
  }

  /** What the server says about a failure, where it says something. Yours to read; no way of printing the error shows it. */
  get reason(): string | undefined {
    return told.get(this) as string | undefined;
  }
}

/** True for a `JobError` of any client. */
export function isJobError(error: unknown): error is JobError {
  return hasCode(error, "job_failed") || hasCode(error, "job_result_gone");
}
