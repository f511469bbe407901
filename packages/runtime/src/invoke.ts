import type { Context } from "./context.js";
import { loginHeader } from "./credentials.js";
import { within } from "./deadline.js";
import { type Decoded, decode } from "./decode.js";
import type { OperationDescriptor } from "./operation.js";
import { requestOf } from "./request.js";
import type { CallOptions } from "./seams.js";
import { send } from "./send.js";

/** Calls an operation by its descriptor. */
export type Invoke = (
  descriptor: OperationDescriptor,
  input?: Readonly<Record<string, unknown>>,
  options?: CallOptions,
) => Promise<Decoded>;

/** The whole of a call: check the input, then within the deadline log in, send, read. */
export function invoker(context: Context): Invoke {
  return async (descriptor, input, { signal, deadline = context.deadline } = {}) => {
    const request = requestOf(context, descriptor, { ...loginHeader(context, descriptor), ...input });
    return within(request.at, context.clock, deadline, signal, (scope) =>
      send(context, request, scope, (response, where) => decode(descriptor, response, where, scope, context.validate)),
    );
  };
}
