import { GatehouseError, hasCode, type Where } from "./gatehouse-error.js";

/** A job ended without a result (`job_failed`), or its result had been read before and is readable once only (`job_result_gone`). */
export class JobError extends GatehouseError {
  override readonly name = "JobError";
  readonly code: "job_failed" | "job_result_gone";
  readonly id: string;
  /** The state that the server reported last. */
  readonly state: string;
  /** What the server says about a failure, where it says something. */
  readonly reason: string | undefined;

  constructor(
    where: Where & { readonly id: string; readonly state: string; readonly reason?: string | undefined },
    code: JobError["code"],
    options?: ErrorOptions,
  ) {
    super(
      code === "job_failed"
        ? `${where.operation}: the job ended as ${where.state}`
        : `${where.operation}: the job's result is gone; it can be read once only and was read before`,
      where,
      options,
    );
    this.code = code;
    this.id = where.id;
    this.state = where.state;
    this.reason = where.reason;
  }
}

/** True for a `JobError` of any client. */
export function isJobError(error: unknown): error is JobError {
  return hasCode(error, "job_failed") || hasCode(error, "job_result_gone");
}
