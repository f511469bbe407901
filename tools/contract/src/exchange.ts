import type { Step } from "./case.js";
import type { WireRequest, WireResponse } from "./wire.js";

/**
 * One step as it went over the wire; of a repeated step the last time. What `x-sensitive` names and what a security scheme sends is redacted
 * in everything that is stored or shown.
 */
export interface Exchange {
  readonly step: Step;
  readonly request: WireRequest;
  readonly response: WireResponse;
}

/** What came of a case before any check looked at it. */
export type Outcome =
  | { readonly kind: "answered"; readonly exchanges: readonly Exchange[] }
  /** A step before the last was not accepted, or the value it should give was missing. */
  | {
      readonly kind: "not-prepared";
      readonly exchanges: readonly Exchange[];
      readonly why: string;
      /** True where everything was accepted, but an answer does not hold what a later step takes from it. */
      readonly lacking?: true;
    }
  /** The target answered 501: it does not implement this operation. */
  | { readonly kind: "not-implemented"; readonly exchanges: readonly Exchange[] }
  /** The transport cannot send this. */
  | { readonly kind: "not-expressible"; readonly why: string }
  /** The account could not log in. */
  | { readonly kind: "login-failed"; readonly why: string }
  /** No answer came. */
  | { readonly kind: "no-answer"; readonly why: string };
