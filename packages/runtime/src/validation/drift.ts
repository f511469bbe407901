/** What is different from the description. */
export type DriftKind =
  /** A property that nothing in the description names. */
  | "unknown-property"
  /** A value that is none of those listed, also of an open enum (`x-extensible-enum`). */
  | "unknown-value"
  /** A property that the description requires is not there. */
  | "missing-property"
  | "wrong-type"
  /** Too short, too long, too small, too large, too few, too many, the same item twice. */
  | "out-of-bounds"
  /** Does not fit the `format` or the `pattern`. */
  | "wrong-format"
  /** Fits none of the alternatives, or several where one is meant. */
  | "no-alternative"
  /** Fits what the description excludes. */
  | "excluded";

/**
 * One difference between an answer and the description. Holds no value of the answer, only types, names and sizes, with one exception: an
 * unlisted value of an enum, unless the description marks it as sensitive. Plain JSON.
 */
export interface Drift {
  readonly api: string;
  readonly operation: string;
  readonly status: number;
  /** The server's id of the request, where it gave one. */
  readonly requestId?: string;
  readonly kind: DriftKind;
  /** False for what is only new, a property or a value of an open enum: the types of the client still hold. */
  readonly breaking: boolean;
  /** Where in the body, as a JSON Pointer; `*` stands for a key that the description leaves open, because it may be personal. */
  readonly pointer: string;
  /** The keyword of the description that is not kept, by file and JSON Pointer: `schemas/tenants.yaml#/Tenant/properties/status/enum`. */
  readonly schemaPointer: string;
  /** What the description says, from the description: `string | null`, `at most 50 characters`. */
  readonly expected: string;
  /** The type of what came, and its size where that is the point: `number`, `string of 70 characters`. Of an enum's, the value. */
  readonly found: string;
  /** The same for the same difference in another answer, wherever in a list it stands: for counting each one once. */
  readonly fingerprint: string;
}
