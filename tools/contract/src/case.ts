import type { Json, Location } from "@gatehouse/description";
import type { WireHeaders } from "./wire.js";

/**
 * One thing that is tried: some requests in order and what must come of the last. Plain JSON without secrets, so that it can be stored,
 * compared, shrunk and sent again.
 */
export interface Case {
  /** `operation/kind/pointer/variant`: never a counter, so that it is stable when cases are added, and across seeds where the case is. */
  readonly id: string;
  readonly operation: string;
  readonly kind: CaseKind;
  /** Name of an account of `contract.yaml`. */
  readonly account: string;
  /** The last step is the one that is judged; those before it prepare its state and must be accepted. */
  readonly steps: readonly Step[];
  readonly expect: Expectation;
  /** The place in the description that this case comes from. */
  readonly because: Location;
}

/** Where a case comes from. */
export type CaseKind = "example" | "boundary" | "random" | "credential" | "method" | "sequence";

/** One request of a case. */
export interface Step {
  /** Names the step inside its case, for `$from`. */
  readonly name: string;
  readonly operation: string;
  readonly request: WireTemplate;
  /** Repeat this step until the answer's value at `pointer` is one of `values`; another account of its end is in `failed`. */
  readonly until?: { readonly pointer: string; readonly values: readonly Json[]; readonly failed: readonly Json[] };
}

/** A request with holes that are filled when it is sent. */
export interface WireTemplate {
  readonly method: string;
  /** Path template with the wire names, `/tenants/{id}`; each hole is filled from `path` and percent-encoded as one segment, unless raw. */
  readonly path: string;
  readonly pathValues?: Readonly<Record<string, Value>>;
  /** In order; names and values are percent-encoded when sent. */
  readonly query?: readonly (readonly [name: string, value: Value])[];
  readonly headers: WireHeaders;
  /** JSON with values inside, or raw text that is sent as it stands. */
  readonly body?: { readonly json: Value } | { readonly text: string } | { readonly base64: string };
  /** Whose credential goes along. Default: the case's account. */
  readonly credential?: Credential;
}

/** Any JSON in which an object with one of these single keys is replaced when the request is sent. */
export type Value =
  | Json
  /** A value of an earlier step's answer: `<step name>#<JSON Pointer into the body>`. */
  | { readonly $from: string }
  /** A value of `contract.yaml`'s `values`, with the description's example as its local default. */
  | { readonly $value: string; readonly local: Json }
  /** `base` made unlike any value used before in this run, in the same shape (length bounds and pattern kept). */
  | { readonly $fresh: string }
  | readonly Value[]
  | { readonly [key: string]: Value };

/** What is sent as credential. */
export type Credential =
  | "account"
  | "none"
  | { readonly account: string }
  /** This text in the place of the security scheme, as it stands. */
  | { readonly literal: string };

/** What must come of the last step. */
export type Expectation =
  | { readonly accept: true; readonly statuses: readonly (number | string)[] }
  | { readonly accept: false; readonly statuses: readonly (number | string)[]; readonly violation: Violation }
  /** The description leaves it open (`x-on-invalid: unknown`): only a declared status and no 5xx. */
  | { readonly accept: "either" };

/** The one thing that is wrong with a refused case. */
export interface Violation {
  readonly what:
    | "schema"
    | "media-type"
    | "syntax"
    | "no-credential"
    | "unknown-credential"
    | "expired-credential"
    | "permission"
    | "method"
    | "gone"
    | "state";
  /** Pointer into the input: `/body/tenant/domain`, `/path/id`. */
  readonly at?: string;
  /** For a schema violation: the keyword. */
  readonly keyword?: string;
}
