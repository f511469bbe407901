import type { WireBody, WireHeaders } from "../wire.js";

/** The bytes of a body. */
export function bytesOf(body: WireBody | undefined): Uint8Array {
  if (body === undefined) return new Uint8Array();
  return "text" in body ? new TextEncoder().encode(body.text) : new Uint8Array(Buffer.from(body.base64, "base64"));
}

/** Bytes as a body: text where they are UTF-8 and the content type does not say that they are something else. */
export function bodyOf(bytes: Uint8Array, contentType: string | undefined): WireBody {
  if (bytes.length === 0) return { text: "" };
  if (!/^(image|audio|video|font)\/(?!svg)|^application\/(octet-stream|pdf|zip|gzip)\b/i.test(contentType ?? "")) {
    try {
      return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
    } catch {
      // Not UTF-8: bytes after all.
    }
  }
  return { base64: Buffer.from(bytes).toString("base64") };
}

/** The first value of a header, whatever the case of its name. */
export function headerOf(headers: WireHeaders, name: string): string | undefined {
  const wanted = name.toLowerCase();
  return headers.find(([key]) => key.toLowerCase() === wanted)?.[1];
}
