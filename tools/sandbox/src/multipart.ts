import { getMultipartBoundary, parseMultipart } from "@remix-run/multipart-parser";
import { utf8 } from "./utf8.js";

/** One part of a form, in the order of arrival; names may repeat. */
export interface FormPart {
  readonly name: string;
  /** Where the part came as a file. */
  readonly filename?: string;
  /** The type it names for its content, in lower case and without parameters. */
  readonly mediaType?: string;
  readonly bytes: Uint8Array;
  /** The bytes as text, when they are UTF-8. */
  readonly text?: string;
}

/** Parts beyond this make a form unreadable. */
const MOST_PARTS = 1000;

/** The parts of a `multipart/form-data` body, or undefined when it is none or is cut short. */
export function readMultipart(contentType: string, body: Uint8Array): readonly FormPart[] | undefined {
  const boundary = getMultipartBoundary(contentType)?.trim();
  // A body that is empty is no form, though the parser would take it for one without parts.
  if (!boundary || body.length === 0) return undefined;
  const parts: FormPart[] = [];
  try {
    for (const part of parseMultipart(body, { boundary, maxParts: MOST_PARTS, maxFileSize: body.length, maxTotalSize: body.length })) {
      if (part.name === undefined) return undefined;
      const { filename, bytes } = part;
      const mediaType = part.mediaType?.toLowerCase();
      const text = utf8(bytes);
      parts.push({
        name: part.name,
        ...(filename !== undefined && { filename }),
        ...(mediaType && { mediaType }),
        bytes,
        ...(text !== undefined && { text }),
      });
    }
    return parts;
  } catch {
    return undefined;
  }
}
