import type { Call } from "../call.js";
import { connectionError } from "../connection.js";
import { type Scope, within } from "../deadline.js";
import { decode } from "../decode.js";
import { covers, isJson, isText, mediaType } from "../media-type.js";
import type { OperationDescriptor } from "../operation.js";
import { requester } from "../request.js";
import type { CallOptions } from "../seams.js";
import { send } from "../send.js";
import { contextBehind } from "../transport.js";

/** What a download says when all bytes are in the sink. */
export interface Downloaded {
  readonly status: number;
  readonly headers: Headers;
}

/**
 * Calls an operation that answers a file, and writes the bytes into `sink` as they come: none of them is kept. The deadline counts for all of
 * it. The sink is closed at the end, and aborted when there is an error.
 *
 * Login, retries and errors are the operation's own. Once the first byte has come, nothing is sent again: an answer that breaks off is a
 * `ConnectionError`. What the sink throws is thrown.
 *
 * @throws what the operation throws.
 * @throws {TypeError} when `client` is none, or `operation` is another's.
 *
 * @example
 * const file = Writable.toWeb(createWriteStream("visitor.png"));
 * await download(panel, panel.getIdentifierQr, { identifierUid }, file);
 */
export async function download<Input>(
  client: object,
  operation: Call<[input: Input, options?: CallOptions], Blob, unknown>,
  input: Input,
  sink: WritableStream<Uint8Array>,
  { signal, deadline }: CallOptions = {},
): Promise<Downloaded> {
  const context = contextBehind("download", client);
  const descriptor = Object.values(context.api.operations).find(({ api, id }) => api === operation.api && id === operation.operation);
  if (!descriptor) throw new TypeError(`download: ${operation.operation} of ${operation.api} is no operation of this client`);
  const writer = sink.getWriter();
  try {
    const request = requester(context, descriptor)(input as Readonly<Record<string, unknown>>);
    const { broken, ...outcome } = await within(request.at, context.clock, deadline ?? context.deadline, signal, (scope) =>
      send(context, request, scope, async (response, where): Promise<Poured> => {
        const { status, headers } = response;
        if (!isFile(descriptor, response)) return decode(descriptor, response, where, scope, context.validate);
        try {
          return { status, headers, ...(await pour(response, writer, scope)) };
        } catch (cause) {
          throw connectionError(where(), request.url, cause);
        }
      }),
    );
    if (broken) throw broken.cause;
    return { status: outcome.status, headers: outcome.headers };
  } catch (error) {
    writer.abort(error).catch(() => {}); // not awaited: a write that hangs would hold it up
    throw error;
  } finally {
    writer.releaseLock();
  }
}

interface Poured extends Downloaded {
  /** What the sink threw: an error of the caller's, for which nothing is sent again. */
  readonly broken?: { readonly cause: unknown };
}

function isFile({ responses }: OperationDescriptor, { ok, status, headers }: Response): boolean {
  const type = mediaType(headers.get("content-type"));
  return ok && !isJson(type) && !isText(type) && (responses[status]?.some((range) => covers(range, type)) ?? false);
}

async function pour({ body }: Response, writer: WritableStreamDefaultWriter<Uint8Array>, scope: Scope): Promise<Pick<Poured, "broken">> {
  const reader = body?.getReader();
  try {
    for (;;) {
      const { done = true, value } = (reader && (await scope.heed(reader.read()))) ?? {};
      try {
        await scope.heed(done ? writer.close() : writer.write(value));
        if (done) return {};
      } catch (cause) {
        scope.goOn();
        return { broken: { cause } };
      }
    }
  } finally {
    reader?.cancel().catch(() => {});
  }
}
