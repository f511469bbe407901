import type { Json, Location } from "@gatehouse/description";

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
  /** True where its steps need data that a right server need not have, such as a first item of a list: without it the case is left out. */
  readonly ifThere?: true;
}

/** Where a case comes from. */
export type CaseKind = "example" | "boundary" | "random" | "credential" | "permission" | "isolation" | "missing" | "method" | "sequence";

/** One request of a case. */
export interface Step {
  /** Names the step inside its case, for `$from`. */
  readonly name: string;
  readonly operation: string;
  readonly request: WireTemplate;
  /** Repeat this step until the answer's value at `pointer` is one of `values`; one of `failed` ends it without success. */
  readonly until?: { readonly pointer: string; readonly values: readonly Json[]; readonly failed: readonly Json[] };
  /** Where the answer has one of these values, the state that the case is about has passed, and the case is left out. */
  readonly unless?: { readonly pointer: string; readonly values: readonly Json[] };
}

/** A request with holes that are filled when it is sent. */
export interface WireTemplate {
  readonly method: string;
  /** Path template with the wire names, `/items/{id}`; each hole is filled from `pathValues` and percent-encoded as one segment. */
  readonly path: string;
  readonly pathValues?: Readonly<Record<string, Value>>;
  /** In order; names and values are percent-encoded when sent. */
  readonly query?: readonly (readonly [name: string, value: Value])[];
  /** In order, sent as they stand; duplicates stay apart. The content type of the body is added where none is given. */
  readonly headers: readonly (readonly [name: string, value: Value])[];
  readonly body?: TemplateBody;
  /** Whose credential goes along. Default: the case's account. */
  readonly credential?: Credential;
}

/** What is sent as body: JSON with holes, fields of a form, parts of a multipart message, or text or bytes as they stand. */
export type TemplateBody =
  | { readonly json: Value }
  | { readonly form: readonly (readonly [name: string, value: Value])[] }
  | { readonly parts: readonly TemplatePart[] }
  | { readonly text: string }
  | { readonly base64: string };

/** One part of a `multipart/form-data` body. Content that is not a string is sent as JSON. */
export interface TemplatePart {
  readonly name: string;
  readonly type?: string;
  readonly filename?: string;
  readonly content: { readonly value: Value } | { readonly base64: string };
}

/** Any JSON in which an object whose first key is one of these is a hole: it is replaced when the request is sent. */
export type Value = Json | Hole | readonly Value[] | { readonly [key: string]: Value };

/** What a request gets only when it is sent. */
export type Hole =
  /** A value of an earlier step's answer: `<step name>#<JSON Pointer into the body>`. */
  | { readonly $from: string }
  /** A value of `contract.yaml`'s `values`, with the description's example as its local default. */
  | { readonly $value: string; readonly local: Json }
  /** This value made unlike any other, in the same shape. The same `name` gives the same value everywhere inside a case. */
  | { readonly $fresh: string | number; readonly name: string; readonly within?: FreshBounds }
  /** What the account of the step puts at this place of a login request, so that a case holds no secret; `altered`: something it is not. */
  | { readonly $login: string; readonly altered?: true }
  /** This JSON as it stands, even where it looks like a hole. */
  | { readonly $literal: Json };

/** What a fresh value must keep to. */
export interface FreshBounds {
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** What is sent as credential. */
export type Credential =
  | "account"
  | "none"
  | { readonly account: string }
  /** A credential that nobody was given, in the place of the security scheme. */
  | { readonly literal: string };

/** What must come of the last step. */
export type Expectation =
  | {
      readonly accept: true;
      readonly statuses: readonly (number | string)[];
      /** A value of an earlier answer, as `$from` names it, that must not be anywhere in the answer. */
      readonly without?: string;
      /** What was written is what is read: the step that wrote, and the places that may differ. */
      readonly roundTrip?: { readonly written: string; readonly except: readonly string[] };
    }
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
    | "once"
    | "unique"
    | "foreign"
    | "missing"
    | "state";
  /** Pointer into the input: `/body/owner/email`, `/path/id`. */
  readonly at?: string;
  /** For a schema violation: the keyword. */
  readonly keyword?: string;
}
