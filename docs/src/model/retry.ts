import type { Description, OperationView, XRetry } from "@gatehouse/description";
import { type ClaimView, claimsOf } from "./claims.js";

/** What sending an operation twice does. */
export interface RetryView {
  readonly rule: XRetry;
  readonly sentence: string;
  /** True: no text of the description says so, it follows from the method. */
  readonly byMethod: boolean;
  readonly claims: readonly ClaimView[];
}

const SENTENCES: Readonly<Record<XRetry, string>> = {
  safe: "Nothing changes on the server, so the client repeats it after a lost connection, a 429 or a 5xx.",
  idempotent: "Sent twice it leaves the server as if sent once, so the client repeats it after a lost connection, a 429 or a 5xx.",
  never: "Sent twice is not sent once, so the client never repeats it on its own, but for a 401 that proves it was not executed.",
};

export function retryView(description: Description, operation: OperationView): RetryView {
  return {
    rule: operation.retry,
    sentence: SENTENCES[operation.retry],
    byMethod: !(description.gatehouse && Object.hasOwn(operation.node, "x-retry")),
    claims: claimsOf(description, operation.node, ["x-retry"]),
  };
}
