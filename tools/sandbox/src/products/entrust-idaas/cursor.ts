import { fromBase64Url, toBase64Url } from "../../base64url.js";
import type { Json } from "../../json.js";

/** An opaque text for a value, with a checksum so that a cursor that was altered or made up is told from one of ours. */
export function encodeCursor(value: Json): string {
  const text = JSON.stringify(value);
  return toBase64Url(new TextEncoder().encode(checksum(text) + text));
}

/** The value of a cursor; undefined when `encodeCursor` did not make it. */
export function decodeCursor(cursor: string): Json | undefined {
  const bytes = fromBase64Url(cursor);
  if (!bytes) return undefined;
  const whole = new TextDecoder().decode(bytes);
  const text = whole.slice(CHECKSUM_LENGTH);
  return whole === checksum(text) + text && text !== "" ? (JSON.parse(text) as Json) : undefined;
}

const CHECKSUM_LENGTH = 8;

/** FNV-1a, 32 bits, as 8 hexadecimal digits. */
function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(16).padStart(CHECKSUM_LENGTH, "0");
}
