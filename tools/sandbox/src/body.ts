import { type Json, parseJson } from "./json.js";
import { type FormPart, readMultipart } from "./multipart.js";
import { utf8 } from "./utf8.js";

/** What arrived as the body of a request, as far as it could be read; a product's rules decide what to make of it. */
export interface ReceivedBody {
  /** Bytes received; one more than the limit at most. */
  readonly size: number;
  readonly tooLarge: boolean;
  /** Type and subtype in lower case, without parameters; empty when the request names none. */
  readonly mediaType: string;
  /** The value, when the bytes are JSON in UTF-8. */
  readonly json?: { readonly value: Json };
  /** The fields, when the media type is `application/x-www-form-urlencoded` and the bytes are UTF-8. */
  readonly form?: URLSearchParams;
  /** The parts, when the media type is `multipart/form-data` and the bytes are such a form. */
  readonly parts?: readonly FormPart[];
}

/** Reads at most `limit` bytes of a request's body. */
export async function receiveBody(request: Request, limit: number): Promise<ReceivedBody> {
  const contentType = request.headers.get("content-type") ?? "";
  const mediaType = contentType.split(";")[0]!.trim().toLowerCase();
  const bytes = await readAtMost(request, limit);
  if (!bytes) return { size: limit + 1, tooLarge: true, mediaType };
  const size = bytes.length;
  if (mediaType === "multipart/form-data") {
    const parts = readMultipart(contentType, bytes);
    return { size, tooLarge: false, mediaType, ...(parts && { parts }) };
  }
  const text = utf8(bytes);
  if (mediaType === "application/x-www-form-urlencoded")
    return { size, tooLarge: false, mediaType, ...(text !== undefined && { form: new URLSearchParams(text) }) };
  const json = text === undefined || size === 0 ? undefined : parseJson(text);
  return { size, tooLarge: false, mediaType, ...(json && { json }) };
}

const NOTHING = new Uint8Array(0);

async function readAtMost(request: Request, limit: number): Promise<Uint8Array | undefined> {
  // These have no body that a server would look at, and to ask for one makes a stream for nothing.
  if (request.method === "GET" || request.method === "HEAD") return NOTHING;
  if (Number(request.headers.get("content-length") ?? 0) > limit) {
    await request.body?.cancel();
    return undefined;
  }
  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let chunk = await reader?.read(); chunk && !chunk.done; chunk = await reader?.read()) {
    size += chunk.value.length;
    if (size > limit) {
      await reader?.cancel();
      return undefined;
    }
    chunks.push(chunk.value);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
