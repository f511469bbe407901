import type { Scope } from "./deadline.js";
import { ApiError } from "./errors/api-error.js";
import { DecodeError } from "./errors/decode-error.js";
import type { Where } from "./errors/gatehouse-error.js";
import { UndeclaredStatusError } from "./errors/undeclared-status-error.js";
import { covers, isJson, isText, mediaType } from "./media-type.js";
import type { OperationDescriptor } from "./operation.js";
import { redact } from "./redact.js";
import type { Validation } from "./seams.js";

/** A declared success. */
export interface Decoded {
  readonly data: unknown;
  readonly status: number;
  readonly headers: Headers;
}

/**
 * Reads an answer by its status and media type as the description declares them.
 *
 * @throws {ApiError} for a declared error status.
 * @throws {UndeclaredStatusError | DecodeError} for an answer that the description does not know.
 * @throws what `validate` throws.
 */
export async function decode(
  descriptor: OperationDescriptor,
  response: Response,
  where: () => Where,
  scope: Scope,
  validate?: Validation,
): Promise<Decoded> {
  const { status, headers } = response;
  const declared = descriptor.responses[status];
  const at = () => ({ ...where(), status });
  if (!declared) {
    // Also without its body: the status says more than the body's breaking off.
    const text = await textOf(response, scope).catch(() => undefined);
    throw new UndeclaredStatusError({ ...at(), excerpt: text && redact(text) });
  }
  const data = descriptor.method === "HEAD" ? undefined : await bodyOf(descriptor, response, declared, at, scope, validate);
  if (status >= 400) throw new ApiError({ ...at(), body: data });
  return { data, status, headers };
}

async function bodyOf(
  { failure }: OperationDescriptor,
  response: Response,
  declared: readonly string[],
  at: () => Where & { readonly status: number },
  scope: Scope,
  validate: Validation | undefined,
): Promise<unknown> {
  const type = mediaType(response.headers.get("content-type"));
  const isDeclared = type && declared.some((range) => covers(range, type));
  const mayBeEmpty = !declared.length || declared.includes("");
  const wrong = (why: string, text?: string) => new DecodeError({ ...at(), excerpt: text && redact(text) }, why);
  const other = (came: string, text?: string) =>
    wrong(`came ${came}; the description declares ${declared.filter(Boolean).join(" or ") || "no body"}`, text);
  const nothing = "without a body";
  if (isDeclared && !isJson(type) && !isText(type)) {
    const blob = await scope.heed(response.blob());
    if (blob.size) return blob;
    if (mayBeEmpty) return undefined;
    throw other(nothing);
  }
  const text = await textOf(response, scope);
  if (mayBeEmpty && text?.trim() === "") return undefined;
  if (!isDeclared) throw other(text === "" ? nothing : `as ${type ? `"${type.slice(0, 80)}"` : "no media type"}`, text);
  if (text === undefined) throw wrong("is not valid UTF-8");
  if (isText(type)) return text;
  if (!text) throw other(nothing, text);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw wrong("is not valid JSON", text); // without the parser's own error: it quotes the body
  }
  if (failure && response.ok && isFailure(json, failure)) throw wrong("is the body of an error, with a status of success", text);
  validate?.(at(), json);
  return json;
}

/** Whether a body has properties of an error's body and no other. */
function isFailure(json: unknown, failure: readonly string[]): boolean {
  const keys = Object.keys(json ?? {});
  return keys.length > 0 && keys.every((key) => failure.includes(key));
}

/** The body as text; `undefined` where it is none. What is not UTF-8 is told, not mended: `\uFFFD` in place of a letter is another name. */
async function textOf(response: Response, scope: Scope): Promise<string | undefined> {
  const bytes = await scope.heed(response.arrayBuffer());
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
