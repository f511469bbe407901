import { bodyEncoder } from "./body.js";
import type { Context } from "./context.js";
import type { At } from "./errors/gatehouse-error.js";
import type { OperationDescriptor } from "./operation.js";
import { targetOf } from "./url.js";

/** A request before it is authorised; can be sent more than once, unless its body is a stream. */
export interface Outgoing {
  readonly at: At;
  readonly method: string;
  /** Path template: for events, which hold no values. */
  readonly path: string;
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: RequestInit["body"] | undefined;
  readonly security: OperationDescriptor["security"];
  readonly retry: OperationDescriptor["retry"];
  readonly responses: OperationDescriptor["responses"];
}

/** Makes the requests of an operation. What all of them share is worked out once. */
export function requester(context: Context, descriptor: OperationDescriptor): (input?: Readonly<Record<string, unknown>>) => Outgoing {
  const { api, id, method, path, security, retry, responses } = descriptor;
  const at = { api, operation: id };
  const base = context.baseUrl(descriptor.server);
  const accept = [...new Set(Object.values(responses).flat().filter(Boolean))].join(", ") || "*/*";
  const encode = bodyEncoder(descriptor);
  /** @throws {PathParameterError | ValidationError} before anything is sent. */
  return (input = {}) => {
    const { url, headers } = targetOf(descriptor, base, input);
    const { body, type } = encode(input["body"]);
    headers["accept"] = accept;
    if (type !== undefined) headers["content-type"] = type;
    return { at, method, path, url, headers, body, security, retry: body instanceof ReadableStream ? "never" : retry, responses };
  };
}
