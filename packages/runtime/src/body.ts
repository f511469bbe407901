import { ValidationError } from "./errors/validation-error.js";
import { isForm, isJson, mediaType } from "./media-type.js";
import type { OperationDescriptor } from "./operation.js";
import { part } from "./parts.js";

/** What `fetch` sends, and its media type. */
export interface EncodedBody {
  readonly body?: RequestInit["body"] | undefined;
  readonly type?: string;
}

/** Makes the bodies of an operation's requests, in the media type that the description names. */
export function bodyEncoder(descriptor: OperationDescriptor): (value: unknown) => EncodedBody {
  const { api, id, body: declared } = descriptor;
  if (!declared) return () => NONE;
  const type = mediaType(declared.type);
  const encode = isJson(type) ? jsonOf : isForm(type) ? part(descriptor, "forms") : written;
  /** @throws {ValidationError} when it is missing or has no form in that type. */
  return (value) => {
    if (value === undefined && declared.required === false) return NONE;
    const body = encode(value, type);
    if (body === undefined)
      throw new ValidationError({ api, operation: id, input: "body" }, value === undefined ? "is missing" : `has no form in ${type}`);
    // A form says itself what is between its parts.
    return { body, type: type === "multipart/form-data" ? (body as Blob).type : declared.type };
  };
}

const NONE: EncodedBody = {};

/** The text of a value in JSON; `undefined` for what has none. */
export function jsonOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined; // a cycle, or a bigint
  }
}

function written(value: unknown): RequestInit["body"] | undefined {
  return typeof value === "string" ||
    value instanceof Blob ||
    value instanceof ArrayBuffer ||
    ArrayBuffer.isView(value) ||
    value instanceof ReadableStream
    ? (value as string | Blob)
    : undefined;
}
