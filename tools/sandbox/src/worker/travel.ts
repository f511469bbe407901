import type { SentRequest, SentResponse } from "./messages.js";

/** A request as plain data, its body read to the end. */
export async function sentRequest(request: Request): Promise<SentRequest> {
  const { url, method } = request;
  return { url, method, headers: [...request.headers], body: await bytesOf(request) };
}

/** The request again. */
export function arrivedRequest({ url, method, headers, body }: SentRequest, signal: AbortSignal): Request {
  return new Request(url, { method, headers: pairs(headers), body, signal });
}

/** A response as plain data. */
export async function sentResponse(response: Response): Promise<SentResponse> {
  return { status: response.status, headers: [...response.headers], body: await bytesOf(response) };
}

/** The response again. */
export function arrivedResponse({ status, headers, body }: SentResponse): Response {
  return new Response(body, { status, headers: pairs(headers) });
}

/** Null for none: a GET must not have even an empty one, nor a 204. */
async function bytesOf(message: Request | Response): Promise<ArrayBuffer | null> {
  const bytes = await message.arrayBuffer();
  return bytes.byteLength > 0 ? bytes : null;
}

const pairs = (headers: SentRequest["headers"]): [string, string][] => headers.map(([name, value]) => [name, value]);
