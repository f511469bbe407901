import type { ApiDescriptor } from "@gatehouse/runtime";
import { brokenReplies } from "./broken-replies.js";
import { clockSkew } from "./clock-skew.js";
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
 *
 * @example
 * await promises(api, createEntrustIdaas, http);
 */
export async function promises(
  descriptor: ApiDescriptor,
  create: (options: never) => object,
  http: (client: never) => object,
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
}
