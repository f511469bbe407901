import type { Scope } from "./deadline.js";
import { ApiError } from "./errors/api-error.js";
import { DecodeError } from "./errors/decode-error.js";
import type { Where } from "./errors/gatehouse-error.js";
import { UndeclaredStatusError } from "./errors/undeclared-status-error.js";
import { covers, isJson, isText, mediaType } from "./media-type.js";
import type { OperationDescriptor } from "./operation.js";
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
  { method, responses }: OperationDescriptor,
  response: Response,
  where: () => Where,
  scope: Scope,
  validate?: Validation,
): Promise<Decoded> {
  const { status, headers } = response;
  const declared = responses[status];
  if (!declared) throw new UndeclaredStatusError({ ...where(), status });
  const wrong = (why: string) => new DecodeError({ ...where(), status }, why);
  const check = validate && ((json: unknown) => validate({ ...where(), status }, json));
  const data = method === "HEAD" ? undefined : await bodyOf(response, declared, scope, wrong, check);
  if (status >= 400) throw new ApiError({ ...where(), status, body: data });
  return { data, status, headers };
}

async function bodyOf(
  response: Response,
  declared: readonly string[],
  scope: Scope,
  wrong: (why: string) => DecodeError,
  check: ((json: unknown) => void) | undefined,
): Promise<unknown> {
  if (!declared.length) {
    const text = await scope.heed(response.text());
    if (text.trim()) throw wrong("has a body where the description declares none");
    return undefined;
  }
  if (declared.includes("") && !(await scope.heed(response.clone().text()))) return undefined;
  const type = mediaType(response.headers.get("content-type"));
  if (!type || !declared.some((range) => covers(range, type)))
    throw wrong(
      `came as ${type ? `"${type.slice(0, 80)}"` : "no media type"}; the description declares ${declared.filter(Boolean).join(" or ")}`,
    );
  if (!isJson(type)) return scope.heed<unknown>(isText(type) ? response.text() : response.blob());
  const text = await scope.heed(response.text());
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // Without the parser's own error: it quotes the body.
    throw wrong(text ? "is not valid JSON" : "has no body where the description declares JSON");
  }
  check?.(json);
  return json;
}
