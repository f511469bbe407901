import type { Answer } from "./answer.js";
import type { Arrival } from "./request.js";

/** A `Request` as it arrives at a sandbox. */
export function arrivalOf(request: Request): Arrival {
  const { method, headers, signal } = request;
  const { pathname, search } = new URL(request.url);
  return {
    method,
    target: pathname + search,
    header: (name) => headers.get(name) ?? undefined,
    bytes: (limit) => readAtMost(request, limit),
    signal,
  };
}

/** An answer as `fetch` gives it to a request of that method. */
export function responseOf({ status, headers, body }: Answer, method: string): Response {
  return new Response(method === "HEAD" ? null : (body as BodyInit | null), { status, headers });
}

const NOTHING = new Uint8Array(0);

async function readAtMost(request: Request, limit: number): Promise<Uint8Array | undefined> {
  if (!request.body) return NOTHING;
  if (Number(request.headers.get("content-length") ?? 0) > limit) {
    await request.body.cancel();
    return undefined;
  }
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    size += chunk.value.length;
    if (size > limit) {
      await reader.cancel();
      return undefined;
    }
    chunks.push(chunk.value);
  }
  return joined(chunks, size);
}

/** Pieces of a body as one. */
export function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
