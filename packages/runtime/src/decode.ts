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
    const bytes = await scope.heed(response.arrayBuffer()).catch(() => undefined);
    const text = bytes && textIn(bytes);
    throw new UndeclaredStatusError({ ...at(), excerpt: text && redact(text) });
  }
  let data: unknown;
  if (descriptor.method !== "HEAD") {
    const sent = headers.get("content-type") ?? "";
    let type = sent;
    let known = sent !== "" && declared.includes(sent);
    if (!known) {
      type = mediaType(sent);
      known = type !== "" && declared.some((range) => covers(range, type));
    }
    const json = known && isJson(type);
    if (known && !json && !isText(type)) {
      const blob = await scope.heed(response.blob());
      data = blob.size ? blob : contentOf("", type, known, declared, at);
    } else data = contentOf(textIn(await scope.heed(response.arrayBuffer())), type, known, declared, at);
    if (json && data !== undefined) {
      if (status < 300 && isFailure(data, descriptor.failure))
        throw wrongBody(at, "is the body of an error, with a status of success", JSON.stringify(data));
      validate?.(at(), data);
    }
  }
  if (status >= 400) throw new ApiError({ ...at(), body: data });
  return { data, status, headers };
}

type Place = () => Where & { readonly status: number };

function wrongBody(at: Place, why: string, text?: string): DecodeError {
  return new DecodeError({ ...at(), excerpt: text && redact(text) }, why);
}

/** @param known Whether the description declares a media type that covers `type`. */
function contentOf(text: string | undefined, type: string, known: boolean, declared: readonly string[], at: Place): unknown {
  const mayBeEmpty = !declared.length || declared.includes("");
  const other = (came: string, text?: string) =>
    wrongBody(at, `came ${came}; the description declares ${declared.filter(Boolean).join(" or ") || "no body"}`, text);
  const nothing = "without a body";
  if (mayBeEmpty && text?.trim() === "") return undefined;
  if (!known) throw other(text === "" ? nothing : `as ${type ? `"${type.slice(0, 80)}"` : "no media type"}`, text);
  if (text === undefined) throw wrongBody(at, "is not valid UTF-8");
  if (isText(type)) return text;
  if (!text) throw other(nothing, text);
  try {
    return JSON.parse(text);
  } catch {
    throw wrongBody(at, "is not valid JSON", text); // without the parser's own error: it quotes the body
  }
}

/** Whether a body has properties of an error's body and no other. */
function isFailure(json: unknown, failure: readonly string[] = []): boolean {
  const keys = Object.keys(json ?? {});
  return keys.length > 0 && keys.every((key) => failure.includes(key));
}

const utf8 = /* @__PURE__ */ new TextDecoder("utf-8", { fatal: true });

/** A body's text; `undefined` where it is none. What is not UTF-8 is told, not mended: `\uFFFD` in place of a letter is another name. */
function textIn(bytes: ArrayBuffer): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}
