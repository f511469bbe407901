import type { Job } from "./call.js";
import type { Context } from "./context.js";
import { within } from "./deadline.js";
import type { Decoded } from "./decode.js";
import type { ApiError } from "./errors/api-error.js";
import { DecodeError } from "./errors/decode-error.js";
import { type At, hasCode } from "./errors/gatehouse-error.js";
import { JobError } from "./errors/job-error.js";
import type { Calls } from "./invoke.js";
import type { JobDescriptor, OperationDescriptor } from "./operation.js";
import { hidden, needs, type Part } from "./parts.js";
import { read, write } from "./pointer.js";
import { retryAfter } from "./retry.js";
import type { CallOptions } from "./seams.js";

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 10_000;
/** Longest pause that a server can ask for. */
const LONGEST_ASKED = 60_000;

/** Watches jobs. */
export const jobs: Part = /* @__PURE__ */ hidden(jobsOf);

export type JobsOf = typeof jobsOf;

/** What the operation that starts jobs makes of its answer, and what it has beside its call. */
function jobsOf(context: Context, calls: Calls, descriptor: OperationDescriptor, job: JobDescriptor) {
  const at = { api: descriptor.api, operation: descriptor.id };
  for (const { operation } of [job.status, job.result]) needs(descriptor, context.api.operations, operation);
  const jobOf = (id: string) => running(context, calls, at, job, id);
  return {
    started: (answer: Decoded) => jobOf(newJobId(answer, at, job)),
    resume: (text: string) => jobOf(jobIdIn(text, at)),
  };
}

function running(context: Context, calls: Calls, at: At, job: JobDescriptor, id: string): Job<unknown, unknown> {
  const ask = (part: { readonly operation: string; readonly id: string }, options?: CallOptions) =>
    calls[part.operation]!(write({}, part.id, id), options);

  async function result(state: string, options: CallOptions): Promise<unknown> {
    try {
      return (await ask(job.result, options)).data;
    } catch (cause) {
      // The job is done, so what is missing is the result.
      if (!job.result.once || !hasCode<ApiError>(cause, "api_error") || ![404, 409, 410].includes(cause.status)) throw cause;
      throw new JobError({ ...at, code: "job_result_gone", requestId: cause.requestId, id, state }, { cause });
    }
  }

  return Object.freeze({
    id,
    poll: async (options?: CallOptions) => (await ask(job.status, options)).data,
    wait: (options: Parameters<Job<unknown, unknown>["wait"]>[0] = {}) =>
      within(at, context.clock, options.deadline ?? Number.POSITIVE_INFINITY, options.signal, async (scope) => {
        const { signal } = scope;
        for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
          const { data, status, headers } = await ask(job.status, { signal });
          const state = read(data, job.status.state);
          if (typeof state !== "string") throw new DecodeError({ ...at, status }, `has no state at ${job.status.state}`);
          if (options.onProgress) await scope.heed(Promise.resolve(options.onProgress(data)));
          if (job.done.includes(state)) return result(state, { signal });
          if (job.failed.includes(state)) {
            const reason = job.status.message && read(data, job.status.message);
            throw new JobError({ ...at, code: "job_failed", id, state, reason: typeof reason === "string" ? reason : undefined });
          }
          const asked = retryAfter(headers, context.clock.now());
          await scope.pause(context.clock, Math.min(asked, LONGEST_ASKED) || pause);
        }
      }),
    serialize: () => JSON.stringify({ api: at.api, operation: at.operation, id }),
  });
}

/**
 * The id of the job that an operation has started.
 *
 * @throws {DecodeError} when the answer has none.
 */
function newJobId({ data, status }: Decoded, at: At, job: JobDescriptor): string {
  const found = read(data, job.id);
  if ((typeof found === "string" && found) || typeof found === "number") return String(found);
  throw new DecodeError({ ...at, status }, `has no id of a job at ${job.id}`);
}

/**
 * The id in the text of `serialize`.
 *
 * @throws {TypeError} when the text is not that of a job of this operation.
 */
function jobIdIn(text: string, { api, operation }: At): string {
  try {
    const saved: unknown = JSON.parse(text);
    const job = read(saved, "/id");
    if (read(saved, "/api") === api && read(saved, "/operation") === operation && typeof job === "string") return job;
  } catch {
    // not JSON: the same message
  }
  throw new TypeError(
    `${operation}.resume: the text is not that of a job of ${api}'s ${operation}: right would be what job.serialize() gave`,
  );
}
