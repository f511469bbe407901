import { type Json, parseJson } from "./json.js";
import { type FormPart, readMultipart } from "./multipart.js";
import type { Arrival } from "./request.js";
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
export async function receiveBody(arrival: Arrival, limit: number): Promise<ReceivedBody> {
  const contentType = arrival.header("content-type") ?? "";
  const mediaType = contentType.split(";")[0]!.trim().toLowerCase();
  const bytes = await arrival.bytes(limit);
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
