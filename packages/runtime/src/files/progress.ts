import { clientOver } from "../client.js";
import { isJson, isText, mediaType } from "../media-type.js";
import type { Fetch } from "../seams.js";
import { contextBehind } from "../transport.js";

/** How far a body has come. */
export interface Progress {
  readonly direction: "upload" | "download";
  /** What has gone or come so far; from 0 again when a request is sent again. */
  readonly bytes: number;
  /** Of the whole body; absent where nobody tells. */
  readonly total?: number;
}

/**
 * The same client – login, tokens and all – whose calls tell how far the bodies have come that are no JSON and no text: files and forms on
 * their way to the server, pictures and files on their way back. Use it for the calls that you want to watch.
 *
 * A body that is counted goes as a stream, with its length where that is known. What `onProgress` throws is ignored.
 *
 * @throws {TypeError} when it is no client.
 *
 * @example
 * const watched = withProgress(panel, ({ direction, bytes, total }) => console.log(direction, bytes, total));
 * await watched.uploadIdentifierFace({ identifierUid, body: { file } });
 */
export function withProgress<Client extends object>(client: Client, onProgress: (progress: Progress) => void): Client {
  const context = contextBehind("withProgress", client);
  const tell = (progress: Progress) => {
    try {
      onProgress(progress);
    } catch {
      // Somebody who watches never changes what a call does.
    }
  };
  return clientOver<Client>({ ...context, fetch: counting(context.fetch, tell) });
}

type Tell = (progress: Progress) => void;

function counting(fetch: Fetch, tell: Tell): Fetch {
  return async (url, init) => {
    const response = await fetch(url, counted(init, tell));
    const { body, headers, status, statusText } = response;
    const type = mediaType(headers.get("content-type"));
    if (!body || isJson(type) || isText(type)) return response;
    const length = Number(headers.get("content-length"));
    const total = length > 0 && !headers.has("content-encoding") ? length : undefined;
    return new Response(body.pipeThrough(meter("download", total, tell)), { headers, status, statusText });
  };
}

/** In a stream, of which `fetch` demands that it be said how it goes; the type of the platform does not know that. */
function counted(init: RequestInit & { readonly duplex?: "half" }, tell: Tell): RequestInit & { readonly duplex?: "half" } {
  const { body } = init;
  if (body === undefined || body === null || typeof body === "string" || body instanceof URLSearchParams) return init;
  if (body instanceof ReadableStream) return { ...init, duplex: "half", body: body.pipeThrough(meter("upload", undefined, tell)) };
  const blob = body instanceof Blob ? body : new Blob([body as BlobPart]);
  const headers = new Headers(init.headers);
  headers.set("content-length", String(blob.size)); // where a script may say it, a server need not take pieces without a length
  return { ...init, duplex: "half", headers, body: blob.stream().pipeThrough(meter("upload", blob.size, tell)) };
}

function meter(direction: Progress["direction"], total: number | undefined, tell: Tell): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      controller.enqueue(chunk);
      tell({ direction, bytes, ...(total !== undefined && { total }) });
    },
  });
}
