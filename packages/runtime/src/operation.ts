import type { Parts } from "./parts.js";

/** HTTP methods that a description can declare. */
export type Method = "GET" | "PUT" | "POST" | "DELETE" | "PATCH" | "HEAD" | "OPTIONS" | "TRACE";

/** JSON Pointer (RFC 6901). Into an input it starts with the input's key: `/body/cursor`, `/id`. */
export type Pointer = string;

/** How a parameter with several values goes over the wire; the name is OpenAPI's. Absent: the place's default. */
export type Style = "simple" | "form" | "spaceDelimited" | "pipeDelimited" | "deepObject" | "form-unexploded" | "simple-exploded";

/** `[key in the input, place, wire name, style]`; the wire name is left out when it is the key. */
export type ParameterDescriptor = readonly [key: string, place: "path" | "query" | "header" | "cookie", wire?: string, style?: Style];

/** The body of a request. */
export interface BodyDescriptor {
  /** Media type that is sent. */
  readonly type: string;
  /** False: the body may be left out. */
  readonly required?: false;
}

/**
 * One operation as data: all that the runtime knows of it. Written by codegen, one exported constant per operation, so that a bundler
 * drops those that are not used.
 */
export interface OperationDescriptor {
  readonly api: string;
  readonly id: string;
  readonly method: Method;
  /** Template with the wire names: `/api/web/v4/tenants/{id}`. */
  readonly path: `/${string}`;
  /** Name of the server, for an API with several. */
  readonly server?: string;
  readonly params?: readonly ParameterDescriptor[];
  readonly body?: BodyDescriptor;
  /** Every declared status with its media types; `[]` = declared empty, `""` among them: or none. Ranges and `default` are not in it: their status is unknown to the types. */
  readonly responses: Readonly<Record<number, readonly string[]>>;
  /** Names of the security schemes, alternatives outside, all-of inside; `[]` = public. */
  readonly security: readonly (readonly string[])[];
  readonly retry: "safe" | "idempotent" | "never";
  /**
   * Names of the properties that the bodies of its declared errors have. A success that has some of them and no other property is such an error
   * in disguise. Absent where a declared success could look so.
   */
  readonly failure?: readonly string[];
  readonly pagination?: PaginationDescriptor;
  readonly job?: JobDescriptor;
  readonly parts?: Parts;
}

/** How an operation's pages hang together. `items`, `next` and `pages` point into the answer's body, the others into the input. */
export type PaginationDescriptor =
  | { readonly style: "cursor"; readonly items: Pointer; readonly next: Pointer; readonly cursor: Pointer }
  | {
      readonly style: "page";
      readonly items: Pointer;
      readonly page: Pointer;
      readonly first: 0 | 1;
      readonly size: Pointer;
      /** Absent: a page that is empty, or shorter than the first, is the last. */
      readonly pages?: Pointer;
    };

/** How the job that an operation starts is watched and its result fetched. */
export interface JobDescriptor {
  /** The job's id in this operation's answer. */
  readonly id: Pointer;
  /** `id` points into the status operation's input, `state` and `message` into its answer. */
  readonly status: { readonly operation: string; readonly id: Pointer; readonly state: Pointer; readonly message?: Pointer };
  readonly done: readonly string[];
  readonly failed: readonly string[];
  readonly result: { readonly operation: string; readonly id: Pointer; readonly once: boolean };
}

/** How credentials become what a security scheme sends. Written by codegen from `x-login`. */
export interface LoginDescriptor {
  /** Names of the credentials that it takes. */
  readonly needs: readonly string[];
  /** Those of them that say who it is but prove nothing: they stand in the key of a token. */
  readonly identity?: readonly string[];
  /** Name of the operation that gives the token; absent where a credential itself is sent. */
  readonly operation?: string;
  /** `[pointer into the login's input, where the value comes from]`. */
  readonly inputs?: readonly (readonly [to: Pointer, from: CredentialSource])[];
  /** Pointer into the login's answer, or `{ credential }` for one that is sent as it is. */
  readonly token: Pointer | { readonly credential: string };
  /** Pointer to an absolute time (ISO 8601). */
  readonly expires?: Pointer;
  /** Pointer to seconds from the answer on. */
  readonly expiresIn?: Pointer;
  /** Seconds. */
  readonly lifetime?: number;
  readonly in: "header" | "query" | "cookie";
  /** Name of the header, query parameter or cookie. */
  readonly key: string;
  /** Its value; `{token}` stands for the token. */
  readonly send: string;
  /** Name of the operation that ends the session. */
  readonly logout?: string;
}

/** A credential by name, a transform of several, or a constant. */
export type CredentialSource = string | { readonly transform: string; readonly of: readonly string[] } | { readonly constant: string };

/** An API as data. Written by codegen. */
export interface ApiDescriptor {
  readonly id: string;
  /** The vendor release that is described. */
  readonly vendorRelease: string;
  /** Names of its servers; `default` where it has one. */
  readonly servers: readonly string[];
  /** By security scheme. */
  readonly logins: Readonly<Record<string, LoginDescriptor>>;
  readonly operations: Readonly<Record<string, OperationDescriptor>>;
}
