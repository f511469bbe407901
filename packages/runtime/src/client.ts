import { type Context, contextOf, type Transforms } from "./context.js";
import { isGatehouseError } from "./errors/gatehouse-error.js";
import { type Invoke, invoker } from "./invoke.js";
import { jobIdIn, jobOf, newJobId } from "./job.js";
import type { ApiDescriptor, OperationDescriptor } from "./operation.js";
import { paging } from "./paging.js";
import type { CallOptions, ClientOptions } from "./seams.js";
import { openTo } from "./transport.js";

/**
 * Makes a client of an API: an object with a function per operation. `Client` and `api` are written from the same description, which is why
 * this can be the one place that takes the types on trust.
 *
 * Printing the client, in whatever way, shows neither credentials nor tokens.
 *
 * @param transforms Functions that the API's login names, beside `base64-basic`, which is built in.
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
  const context = contextOf(api, options, transforms);
  const invoke = invoker(context);
  const operations = Object.entries(api.operations).map(([name, descriptor]) => [name, operationOf(context, invoke, descriptor)]);
  const client: object = Object.fromEntries(operations);
  openTo(client, context);
  return Object.freeze(client) as Client;
}

type Input = Readonly<Record<string, unknown>>;

function operationOf(context: Context, invoke: Invoke, descriptor: OperationDescriptor): object {
  const { api, id, job, pagination } = descriptor;
  const answer = (input?: Input, options?: CallOptions) => invoke(descriptor, input, options);
  const started = (jobId: string) => jobOf(context, invoke, descriptor, job!, jobId);
  const call = async (input?: Input, options?: CallOptions) => {
    const decoded = await answer(input, options);
    return job ? started(newJobId(decoded, descriptor)) : decoded.data;
  };
  return Object.freeze(
    Object.assign(Object.defineProperty(call, "name", { value: id }), {
      api,
      operation: id,
      result: async (input?: Input, options?: CallOptions) => {
        try {
          return { ok: true, ...(await answer(input, options)) };
        } catch (error) {
          if (isGatehouseError(error)) return { ok: false, error };
          throw error; // a mistake in the runtime itself
        }
      },
      ...(pagination && paging({ api, operation: id }, pagination, answer)),
      ...(job && { resume: (text: string) => started(jobIdIn(text, descriptor)) }),
    }),
  );
}
