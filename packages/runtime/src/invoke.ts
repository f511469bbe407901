import { carry } from "./carry.js";
import type { Context } from "./context.js";
import { type Decoded, decode } from "./decode.js";
import type { OperationDescriptor } from "./operation.js";
import { needs, partOf } from "./parts.js";
import { requester } from "./request.js";
import type { CallOptions } from "./seams.js";
import type { Read } from "./send.js";

/** Calls one operation. */
export type Invoke = (input?: Readonly<Record<string, unknown>>, options?: CallOptions) => Promise<Decoded>;

/** All operations of a client, by name. */
export type Calls = Readonly<Record<string, Invoke>>;

/** The whole of a call: check the input, then within the deadline log in, send, read. */
export function invoker(context: Context, descriptor: OperationDescriptor): Invoke {
  const { operations, logins } = context.api;
  for (const scheme of descriptor.security.flat()) needs(descriptor, operations, logins[scheme]?.operation);
  const requestOf = requester(context, descriptor);
  const headerOf = partOf(descriptor, "transforms")?.header(context, descriptor);
  const read: Read<Decoded> = (response, where, scope) => decode(descriptor, response, where, scope, context.validate);
  return (input, { signal, deadline = context.deadline } = {}) => {
    const request = requestOf(headerOf ? { ...headerOf(), ...input } : input);
    return carry(context, request, deadline, signal, read);
  };
}
