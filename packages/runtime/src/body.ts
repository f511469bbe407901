import { ValidationError } from "./errors/validation-error.js";
import { isJson, mediaType } from "./media-type.js";
import type { OperationDescriptor } from "./operation.js";
import { primitive } from "./parameter.js";

/** What `fetch` sends, and its media type where `fetch` does not set it itself. */
export interface EncodedBody {
  readonly body?: BodyInit | undefined;
  readonly type?: string;
}

/**
 * The body of a request, in the media type that the description names.
 *
 * @throws {ValidationError} when it is missing or has no form in that type.
 */
export function encodeBody({ api, id, body: declared }: OperationDescriptor, value: unknown): EncodedBody {
  const wrong = (why: string) => new ValidationError({ api, operation: id, input: "body" }, why);
  if (!declared || (value === undefined && declared.required === false)) return {};
  if (value === undefined) throw wrong("is missing");
  const type = mediaType(declared.type);
  const body = isJson(type) ? jsonOf(value) : isForm(type) ? formOf(value, type) : isWritten(value) ? value : undefined;
  if (body === undefined) throw wrong(`has no form in ${type}`);
  // The boundary between parts is known to fetch only.
  return body instanceof FormData ? { body } : { body, type: declared.type };
}

function jsonOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined; // a cycle, or a bigint
  }
}

function isForm(type: string): boolean {
  return type === "multipart/form-data" || type === "application/x-www-form-urlencoded";
}

/** Members as fields, lists as repeated fields; in multipart, objects as JSON. `undefined` for what has no such form. */
function formOf(value: unknown, type: string): FormData | URLSearchParams | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const form = type === "multipart/form-data" ? new FormData() : new URLSearchParams();
  for (const [key, members] of Object.entries(value)) {
    for (const member of Array.isArray(members) ? members : [members]) {
      const text = primitive(member);
      if (text !== undefined) form.append(key, text);
      else if (member !== undefined) {
        if (typeof member !== "object" || form instanceof URLSearchParams) return undefined;
        form.append(key, member instanceof Blob ? member : new Blob([JSON.stringify(member)], { type: "application/json" }));
      }
    }
  }
  return form;
}

function isWritten(value: unknown): value is BodyInit {
  return typeof value === "string" || value instanceof Blob || value instanceof ArrayBuffer || ArrayBuffer.isView(value);
}
