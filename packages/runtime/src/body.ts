import { ValidationError } from "./errors/validation-error.js";
import { isJson, mediaType } from "./media-type.js";
import type { OperationDescriptor } from "./operation.js";
import { primitive } from "./parameter.js";

/** What `fetch` sends, and its media type where `fetch` does not set it itself. */
export interface EncodedBody {
  readonly body?: BodyInit;
  readonly type?: string;
}

/**
 * The body of a request, in the media type that the description names.
 *
 * @throws {ValidationError} when it is missing or cannot be written in that type.
 */
export function encodeBody(descriptor: OperationDescriptor, value: unknown): EncodedBody {
  const wrong = (why: string) => new ValidationError({ api: descriptor.api, operation: descriptor.id, input: "body" }, why);
  const declared = descriptor.body;
  if (!declared) return {};
  if (value === undefined) {
    if (declared.required === false) return {};
    throw wrong("is missing");
  }
  const type = mediaType(declared.type);
  if (isJson(type)) {
    try {
      return { body: JSON.stringify(value), type: declared.type };
    } catch {
      throw wrong("cannot be written as JSON: it has a cycle or a bigint");
    }
  }
  if (type === "multipart/form-data") return { body: formOf(value, wrong) }; // fetch adds the boundary
  if (type === "application/x-www-form-urlencoded") return { body: pairsOf(value, wrong), type: declared.type };
  if (typeof value === "string" || value instanceof Blob || value instanceof ArrayBuffer || ArrayBuffer.isView(value))
    return { body: value as BodyInit, type: declared.type };
  throw wrong(`is sent as ${type}: right would be a string, Blob, ArrayBuffer or typed array`);
}

type Wrong = (why: string) => ValidationError;

function pairsOf(value: unknown, wrong: Wrong): URLSearchParams {
  const pairs = new URLSearchParams();
  for (const [key, item] of members(value)) {
    const text = primitive(item);
    if (text === undefined) throw wrong(`has a value under "${key}" that no form can hold`);
    pairs.append(key, text);
  }
  return pairs;
}

function formOf(value: unknown, wrong: Wrong): FormData {
  const form = new FormData();
  for (const [key, item] of members(value)) {
    const text = primitive(item);
    if (text !== undefined) form.append(key, text);
    else if (item instanceof Blob) form.append(key, item);
    else if (typeof item === "object") form.append(key, new Blob([JSON.stringify(item)], { type: "application/json" }));
    else throw wrong(`has a value under "${key}" that no form can hold`);
  }
  return form;
}

/** Members of an object, arrays spread, `undefined` left out. */
function members(value: unknown): (readonly [string, unknown])[] {
  return Object.entries(value as object)
    .flatMap(([key, item]) => (Array.isArray(item) ? item.map((one) => [key, one] as const) : [[key, item] as const]))
    .filter(([, item]) => item !== undefined);
}
