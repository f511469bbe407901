import type { JsonObject } from "@gatehouse/description";

/** How a media type is read and written by the runtime. */
export type MediaKind = "json" | "text" | "form" | "multipart" | "binary" | "any";

/** The kind of a media type, with or without parameters. */
export function mediaKind(type: string): MediaKind {
  const essence = type.split(";")[0]?.trim().toLowerCase() ?? "";
  // Only the answer itself tells what such a range is.
  if (essence === "*/*" || essence === "application/*") return "any";
  if (/^application\/json$|\+json$/.test(essence)) return "json";
  if (essence === "application/x-www-form-urlencoded") return "form";
  if (essence.startsWith("multipart/")) return "multipart";
  if (essence.startsWith("text/") || /^application\/xml$|\+xml$/.test(essence)) return "text";
  return "binary";
}

/** True for a schema of raw bytes: OpenAPI 3.0's `format: binary`, or 3.1's `contentMediaType` without an encoding. */
export function isBinary(schema: JsonObject): boolean {
  if (schema["format"] === "binary") return true;
  const media = schema["contentMediaType"];
  return typeof media === "string" && schema["contentEncoding"] === undefined && mediaKind(media) === "binary";
}
