import type { ApiDescriptor } from "@gatehouse/runtime";
import type { Validators } from "@gatehouse/runtime/validation";
import { brokenReplies } from "./broken-replies.js";
import { canaries } from "./canaries.js";
import { clockSkew } from "./clock-skew.js";
import { drift, type SameAnswers } from "./drift.js";
import { jobs } from "./jobs.js";
import { loginFailure } from "./login-failure.js";
import { pagination } from "./pagination.js";
import { pathSafety } from "./path-safety.js";
import { retries } from "./retries.js";
import { stampede } from "./stampede.js";
import { subjectOf } from "./subject.js";

/**
 * Registers the tests of what every client promises, for every operation of one client.
 *
 * @param descriptor Of the client's `./operations`.
 * @param create The client's factory.
 * @param http Of the client's `./http`.
 * @param validation Of the client's `./validation`. Compiles only if what it gives is what the client gives.
 *
 * @example
 * await promises(api, createEntrustIdaas, http, validation);
 */
export async function promises<Client extends object, Validation extends Validators>(
  descriptor: ApiDescriptor,
  create: (options: never) => Client,
  http: (client: never) => object,
  validation: Validation & SameAnswers<Client, Validation>,
): Promise<void> {
  const subject = await subjectOf(descriptor, create, http);
  pathSafety(subject);
  pagination(subject);
  jobs(subject);
  retries(subject);
  stampede(subject);
  clockSkew(subject);
  loginFailure(subject);
  brokenReplies(subject);
  canaries(subject);
  drift(subject, validation);
}
