import { encodeBody } from "./body.js";
import type { Context } from "./context.js";
import type { At } from "./errors/gatehouse-error.js";
import type { OperationDescriptor } from "./operation.js";
import { targetOf } from "./url.js";

/** A request before it is authorised; can be sent more than once. */
export interface Outgoing {
  readonly at: At;
  readonly method: string;
  /** Path template: for events, which hold no values. */
  readonly path: string;
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: BodyInit | undefined;
  readonly security: OperationDescriptor["security"];
  readonly retry: OperationDescriptor["retry"];
  readonly responses: OperationDescriptor["responses"];
}

/**
 * The request of an operation.
 *
 * @throws {PathParameterError | ValidationError} before anything is sent.
 */
export function requestOf(context: Context, descriptor: OperationDescriptor, input: Readonly<Record<string, unknown>> = {}): Outgoing {
  const { api, id, method, path, security, retry, responses } = descriptor;
  const { url, headers } = targetOf(descriptor, context.baseUrl(descriptor.server), input);
  const { body, type } = encodeBody(descriptor, input["body"]);
  const accept = [...new Set(Object.values(responses).flat().filter(Boolean))].join(", ");
  return {
    at: { api, operation: id },
    method,
    path,
    url,
    headers: { ...headers, accept: accept || "*/*", ...(type && { "content-type": type }) },
    body,
    security,
    retry,
    responses,
  };
}
