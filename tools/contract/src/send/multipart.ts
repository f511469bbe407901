import { createHash } from "node:crypto";
import type { Json } from "@gatehouse/description";
import type { TemplatePart, Value } from "../case.js";
import type { WireBody } from "../wire.js";

/** A `multipart/form-data` body (RFC 7578). The boundary comes from the content, so that the same parts give the same bytes. */
export function multipart(parts: readonly TemplatePart[], values: (value: Value) => Json): { body: WireBody; type: string } {
  const contents = parts.map((part) => ({ part, bytes: contentOf(part, values) }));
  const hash = createHash("sha256");
  for (const { part, bytes } of contents) hash.update(part.name).update("\0").update(bytes);
  const boundary = `gatehouse-${hash.digest("hex").slice(0, 24)}`;
  const chunks = contents.flatMap(({ part, bytes }) => [
    Buffer.from(`--${boundary}\r\n${headersOf(part)}\r\n\r\n`),
    bytes,
    Buffer.from("\r\n"),
  ]);
  const body = Buffer.concat([...chunks, Buffer.from(`--${boundary}--\r\n`)]);
  return { body: { base64: body.toString("base64") }, type: `multipart/form-data; boundary=${boundary}` };
}

function contentOf({ content }: TemplatePart, values: (value: Value) => Json): Buffer {
  if ("base64" in content) return Buffer.from(content.base64, "base64");
  const value = values(content.value);
  return Buffer.from(typeof value === "string" ? value : JSON.stringify(value));
}

function headersOf({ name, filename, type, content }: TemplatePart): string {
  const json = "value" in content && typeof content.value === "object" && content.value !== null;
  const media = type ?? (json ? "application/json" : undefined);
  const disposition = `content-disposition: form-data; name="${quoted(name)}"${filename === undefined ? "" : `; filename="${quoted(filename)}"`}`;
  return media === undefined ? disposition : `${disposition}\r\ncontent-type: ${media}`;
}

/** As browsers escape names (WHATWG, multipart/form-data encoding algorithm). */
function quoted(text: string): string {
  return text.replaceAll('"', "%22").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
