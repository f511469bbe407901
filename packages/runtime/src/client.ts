import { type Context, contextOf, type Transforms } from "./context.js";
import { isGatehouseError } from "./errors/gatehouse-error.js";
import { type Calls, type Invoke, invoker } from "./invoke.js";
import type { ApiDescriptor, OperationDescriptor } from "./operation.js";
import { part } from "./parts.js";
import type { CallOptions, ClientOptions } from "./seams.js";
import { openTo } from "./transport.js";

/**
 * Makes a client of an API: an object with a function per operation. `Client` and `api` are written from the same description, which is why
 * this can be the one place that takes the types on trust.
 *
 * Printing the client, in whatever way, shows neither credentials nor tokens.
 *
 * @param transforms Functions that the API's login names, beside `base64-basic`, which is the runtime's own.
 * @throws {ConfigurationError} for options that cannot work or would send a secret in the clear.
 *
 * @example
 * import { api } from "./generated/operations.js"; // an ApiDescriptor
 * import type { Panel, PanelCredentials } from "./generated/client.js";
 *
 * export function createPanel(options: ClientOptions<PanelCredentials>): Panel {
 *   return createClient<Panel>(api, options, { "md5-hex": md5 });
 * }
 */
export function createClient<Client extends object>(
  api: ApiDescriptor,
  options: ClientOptions<unknown>,
  transforms: Transforms = {},
): Client {
  return clientOver(contextOf(api, options, transforms));
}

/** A client that works with what another one works with, or with parts of it. */
export function clientOver<Client extends object>(context: Context): Client {
  const calls: Record<string, Invoke> = {};
  const client: Record<string, object> = {};
  for (const [name, descriptor] of Object.entries(context.api.operations)) {
    calls[name] = invoker(context, descriptor);
    client[name] = operationOf(context, calls, descriptor, calls[name]);
  }
  openTo(client, context);
  return Object.freeze(client) as Client;
}

type Input = Readonly<Record<string, unknown>>;

function operationOf(context: Context, calls: Calls, descriptor: OperationDescriptor, answer: Invoke): object {
  const { api, id, job, pagination } = descriptor;
  const { started, ...resuming } = job ? part(descriptor, "jobs")(context, calls, descriptor, job) : { started: undefined };
  const call = async (input?: Input, options?: CallOptions) => {
    const decoded = await answer(input, options);
    return started ? started(decoded) : decoded.data;
  };
  return Object.freeze(
    Object.assign(Object.defineProperty(call, "name", { value: id }), {
      api,
      operation: id,
      result: async (input?: Input, options?: CallOptions) => {
        try {
          return Object.assign({ ok: true }, await answer(input, options));
        } catch (error) {
          if (isGatehouseError(error)) return { ok: false, error };
          throw error; // a mistake in the runtime itself
        }
      },
      ...(pagination && part(descriptor, "pages")({ api, operation: id }, pagination, answer)),
      ...resuming,
    }),
  );
}
