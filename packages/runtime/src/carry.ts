import type { Context } from "./context.js";
import { within } from "./deadline.js";
import type { Outgoing } from "./request.js";
import { type Read, send } from "./send.js";

let calls = 0;

/**
 * Carries a call out, from its request to its outcome: within the deadline log in, send, read.
 *
 * Where somebody observes, the call gets a number, which its events and its error have. Until the first pause it runs in the caller's turn, so
 * that an observer knows what was going on around it.
 */
export function carry<T extends { readonly status: number }>(
  context: Context,
  request: Outgoing,
  limit: number,
  outer: AbortSignal | undefined,
  read: Read<T>,
): Promise<T> {
  const { emit, clock } = context;
  const run = (one: Outgoing) => within(one.at, clock, limit, outer, (scope) => send(context, one, scope, read));
  if (!emit) return run(request);
  const at = { ...request.at, call: ++calls };
  const startedAt = clock.now();
  emit({ type: "call.start", ...at, method: request.method, path: request.path });
  const outcome = run({ ...request, at });
  const ended = ({ status, code }: { readonly status?: number; readonly code?: string }) =>
    emit({ type: "call.end", ...at, status, code, milliseconds: clock.now() - startedAt });
  outcome.then(ended, ended);
  return outcome;
}
