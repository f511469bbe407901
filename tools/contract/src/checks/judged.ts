import type { MediaView, OperationView, ResponseView } from "@gatehouse/description";
import type { CheckFinding, CheckInput, Verdict } from "../check.js";
import type { WireBody, WireResponse } from "../wire.js";

/** The answer that a case is judged by, and what the description says of it. */
export interface Judged {
  readonly operation: OperationView;
  readonly response: WireResponse;
  /** The declared response that it falls under: of its own status, else its range, else `default`. */
  readonly declared: ResponseView | undefined;
}

/** What the last step of a case got. */
export function judgedOf({ case: one, exchanges, description }: CheckInput): Judged {
  const operation = description.operation(one.operation);
  const { response } = exchanges.at(-1)!;
  // An undeclared method is no operation: nothing is declared of its answers.
  return { operation, response, declared: one.kind === "method" ? undefined : declaredFor(operation, response.status) };
}

/** The response that an operation declares for a status. */
export function declaredFor({ responses }: OperationView, status: number): ResponseView | undefined {
  const range = `${Math.floor(status / 100)}XX`;
  return (
    responses.find((one) => one.status === status) ??
    responses.find((one) => typeof one.status === "string" && one.status.toUpperCase() === range) ??
    responses.find((one) => one.status === "default")
  );
}

/** The media type of a declared response that an answer's `Content-Type` falls under. */
export function mediaFor({ media }: ResponseView, contentType: string): MediaView | undefined {
  const given = essence(contentType);
  return media.find(({ type }) => essence(type) === given) ?? media.find(({ type }) => fitsRange(essence(type), given));
}

/** `Application/JSON; charset=utf-8` → `application/json`. */
export function essence(type: string): string {
  return type.split(";")[0]!.trim().toLowerCase();
}

function fitsRange(range: string, type: string): boolean {
  if (range === "*/*") return true;
  return range.endsWith("/*") && type.startsWith(range.slice(0, -1));
}

/** True for a body of no bytes. */
export function isEmpty(body: WireBody): boolean {
  return "text" in body ? body.text === "" : body.base64 === "";
}

/** True where a status is one of a list that may hold ranges and `default`. */
export function isOneOf(status: number, statuses: readonly (number | string)[]): boolean {
  return statuses.some(
    (one) => one === status || one === "default" || (typeof one === "string" && one.toUpperCase() === `${Math.floor(status / 100)}XX`),
  );
}

/** `200`, `401 or 403`. */
export function listOf(statuses: readonly (number | string)[]): string {
  return statuses.join(" or ");
}

export function finding(one: CheckFinding): Verdict {
  return { kind: "finding", findings: [one] };
}

export const PASS: Verdict = { kind: "pass" };
export const NOT_APPLICABLE: Verdict = { kind: "not-applicable" };
