/**
 * The `x-` keys that Gatehouse gives a meaning. They are read only in documents whose root says `x-gatehouse: 1`: other people's
 * descriptions use some of the same names with other shapes. The JSON Schemas in `extension-schemas.ts` are the same shapes for machines;
 * lint rules, docs and code generation take both from here.
 */

import type { Json } from "./json.js";

/**
 * An OpenAPI runtime expression that names a place in a request or an answer:
 * `$request.path.id`, `$request.query.limit`, `$request.header.X-Key`, `$request.body#/cursor`, `$response.body#/paging/nextCursor`.
 */
export type RuntimeExpression = `$${"request" | "response"}.${string}` | "$statusCode" | "$method" | "$url";

/** The `operationId` of an operation of the same description. */
export type OperationId = string;

/** A JSON Pointer (RFC 6901), `/entitlements/quantity`; `""` is the whole value. */
export type Pointer = string;

/**
 * How sure a claim is, best first.
 * `documented`: the vendor's documentation or its own OpenAPI file says it. `example`: a literal in a vendor example.
 * `observed`: seen in a client that works with the real product. `sibling`: documented for another product family of the same vendor.
 * `assumed`: our inference or choice, with the reason.
 */
export type Level = "documented" | "example" | "observed" | "sibling" | "assumed";

/** The levels, best first: the order in which docs and tables show them. */
export const LEVELS: readonly Level[] = ["documented", "example", "observed", "sibling", "assumed"];

/** What part of a node a claim speaks of. */
export type Aspect = "exists" | "type" | "required" | "enum" | "bounds" | "format" | "meaning" | "status" | "location";

/** One claim with its origin. */
export interface Claim {
  readonly level: Level;
  /** Key of `sources.yaml`, optionally with a place inside the source behind a space: `S36`, `D-mt Tenants`. None for `assumed`. */
  readonly ref?: string;
  /** A sentence of ours; for `assumed` the reason, and needed there. */
  readonly note?: string;
  /**
   * Aspects, or names of other `x-` keys of the node (`x-retry`) or of one property of such a key (`x-access.foreign`), that this claim speaks
   * of. Default: all that no other claim of the node names.
   */
  readonly about?: readonly (Aspect | `x-${string}`)[];
}

/** Value of `x-source`: on operations, parameters, bodies, responses, headers, schemas, properties, security schemes, servers. */
export type XSource = Claim | readonly Claim[];

/**
 * Value of `x-source-uses` on an operation: claims about the use of shared components, keyed by the place of the `$ref` inside the operation:
 * `responses/403`, `parameters/locale`. A claim cannot stand beside such a `$ref`.
 */
export type XSourceUses = Readonly<Record<string, XSource>>;

/** Value of `x-access` on an operation: who may call it. */
export interface XAccess {
  /** True: no credential is needed. */
  readonly public?: true;
  /** Permissions that the caller needs, all of them, in the vendor's spelling. */
  readonly permissions?: readonly string[];
  /** The kind of role that the permissions must come from, in our words. */
  readonly role?: string;
  /** The objects that the caller reaches are confined to its own tenant or account. */
  readonly confinedTo?: "tenant" | "account";
  /** How an object outside is answered. */
  readonly foreign?: 403 | 404 | "as-missing";
}

/**
 * Value of `x-scope` on an operation. `core`, the default: what the description is there for. `support`: needed to use those – a login, a
 * list, the making of what gets attached.
 */
export type XScope = "core" | "support";

/**
 * Value of `x-retry` on an operation: what a second sending does.
 * `safe`: nothing changes on the server. `idempotent`: twice leaves the server as once. `never`: twice is not once.
 * Without the key: GET, HEAD, OPTIONS `safe`; PUT, DELETE `idempotent`; else `never`.
 */
export type XRetry = "safe" | "idempotent" | "never";

/** Value of `x-resource` on an operation: what it does to which resource. */
export interface XResource {
  /** The resource's name, shared by all its operations. */
  readonly name: string;
  readonly role: "create" | "read" | "list" | "update" | "delete" | "link" | "unlink" | "act";
  /** Where the resource's id is: in the answer of a `create` or (per item, relative to the item) a `list`, in the request of the others. */
  readonly id?: RuntimeExpression;
  /** The resource that this one belongs to. */
  readonly parent?: string;
  /**
   * Which example of the resource's creation makes one that this operation works on, by name; without it the first. For operations that are for one
   * kind of the resource.
   */
  readonly example?: string;
}

/** Value of `x-pagination` on an operation that answers a list in pages. */
export type XPagination =
  | {
      readonly style: "cursor";
      /** The items of a page. */
      readonly items: RuntimeExpression;
      /** The next page's cursor in the answer; absent or null on the last page. */
      readonly next: RuntimeExpression;
      /** Where the cursor goes in the next request. */
      readonly cursor: RuntimeExpression;
    }
  | {
      readonly style: "page";
      readonly items: RuntimeExpression;
      /** Where the page number goes. */
      readonly page: RuntimeExpression;
      /** Number of the first page. */
      readonly first: 0 | 1;
      /** Where the page size goes. */
      readonly size: RuntimeExpression;
      /** The number of pages in the answer. Without it the first page shorter than asked is the last. */
      readonly pages?: RuntimeExpression;
    };

/** Value of `x-poll` on an operation that starts a long-running job. */
export interface XPoll {
  /** The job's id in this operation's answer. */
  readonly id: RuntimeExpression;
  readonly status: {
    readonly operationId: OperationId;
    /** Where the job's id goes in the status request. */
    readonly id: RuntimeExpression;
    /** Where the state is in the status answer. */
    readonly state: RuntimeExpression;
    /** Where the reason of a failure is in the status answer. */
    readonly message?: RuntimeExpression;
  };
  /** States in which the result can be fetched. */
  readonly done: readonly string[];
  /** States in which the job has ended without a result. */
  readonly failed: readonly string[];
  readonly result: {
    readonly operationId: OperationId;
    readonly id: RuntimeExpression;
    /** True: the result can be read once only. */
    readonly once: boolean;
  };
}

/**
 * One entry of `x-laws` on an operation: a rule that no schema can say, with the status that its violation is answered with. A law is a node
 * of its own: it has its own `x-source`, since one rule may be documented and the next one assumed.
 */
export type XLaw = Law & { readonly "x-source"?: XSource };

type Law =
  /** A value that no two objects share. `property` points into the request body. */
  | { readonly law: "unique"; readonly property: Pointer; readonly scope: "server" | "tenant"; readonly status: number }
  /** What was written is what `read` gives, but for the pointers in `except`. */
  | { readonly law: "round-trip"; readonly read: OperationId; readonly except?: readonly Pointer[] }
  /** After this operation `reads` answer `status` for the same id. */
  | { readonly law: "gone-after-delete"; readonly reads: readonly OperationId[]; readonly status: number }
  /** A second read of the same thing answers `then`. */
  | { readonly law: "readable-once"; readonly then: number }
  /** A limit of stock or a state of the server may refuse a valid request; `at` names the values of the body that it looks at, absent: any. */
  | { readonly law: "quota" | "state"; readonly status: number; readonly note: string; readonly at?: readonly Pointer[] }
  /** Children follow their parent's deletion or lock. */
  | { readonly law: "child-follows-parent"; readonly child: string; readonly on: "delete" | "lock" };

/**
 * Value of `x-on-invalid` on operations, parameters, schemas and properties: what the vendor does with a value outside the schema.
 * `refuse` is the default; inherited by what lies inside. `unknown`: only that the server survives it can be checked.
 */
export type XOnInvalid = "refuse" | "ignore" | "unknown" | { readonly coerce: Json };

/** Value of `x-lifecycle`: vendor releases in which a thing came, was marked deprecated, and went. */
export interface XLifecycle {
  readonly since?: string;
  readonly deprecated?: string;
  readonly removed?: string;
  /** Key of `sources.yaml`. */
  readonly ref: string;
}

/** Functions from credentials to what goes over the wire, by name. */
export type CredentialTransform = "md5-hex" | "base64-basic";

/** Value of `x-login` on a security scheme: how a credential becomes a token. Read by clients, contract checks, docs and try-it alike. */
export interface XLogin {
  /** The operation that gives the token. Absent where the credential itself is sent (an API key). */
  readonly operationId?: OperationId;
  /**
   * What goes into the login request: the key is the place, the value the name of a credential the user gives,
   * or a transform of several, or a constant.
   */
  readonly inputs?: Readonly<
    Record<string, string | { readonly transform: CredentialTransform; readonly of: readonly string[] } | { readonly constant: string }>
  >;
  /** The token in the login's answer; for a credential that is sent as it is, `$credentials.<name>`. */
  readonly token: RuntimeExpression | `$credentials.${string}`;
  /** An absolute time (ISO 8601) at which the token expires. */
  readonly expires?: RuntimeExpression;
  /** Seconds from the answer until the token expires. */
  readonly expiresIn?: RuntimeExpression;
  /** Seconds, for a fixed lifetime that no answer tells. */
  readonly lifetime?: number;
  /** Value of the header or query parameter that the security scheme names; `{token}` stands for the token. */
  readonly send: string;
  /** The operation that ends the session. */
  readonly logout?: OperationId;
}

/** Value of `x-sensitive` on schemas, properties and parameters: redacted everywhere. */
export type XSensitive = "secret" | "biometric";

/** Why a declared status is not reached by a contract run. The list is closed. */
export type UnreachedReason =
  | "vendor-declares-for-all"
  | "needs-state-the-target-cannot-reach"
  | "not-expressible"
  | "target-not-implemented"
  | "held-back"
  | "needs-secret";

/** Value of `x-unreached` on a response: why no contract run reaches it. */
export interface XUnreached {
  readonly reason: UnreachedReason;
  readonly note: string;
}

/** Value of `x-unreached` on an operation: the same by status, for responses that are shared components. */
export type XUnreachedByStatus = Readonly<Record<string, XUnreached>>;

/**
 * Value of `x-may-be-empty` on a response: the server answers this status with one of the declared bodies, or with none at all. OpenAPI has
 * no word for it: a response with `content` always has a body.
 */
export type XMayBeEmpty = true;

/** All keys on one node, as far as the node has them. */
export interface Extensions {
  readonly "x-gatehouse"?: 1;
  readonly "x-source"?: XSource;
  readonly "x-source-uses"?: XSourceUses;
  readonly "x-access"?: XAccess;
  readonly "x-retry"?: XRetry;
  readonly "x-resource"?: XResource;
  readonly "x-pagination"?: XPagination;
  readonly "x-poll"?: XPoll;
  readonly "x-laws"?: readonly XLaw[];
  readonly "x-on-invalid"?: XOnInvalid;
  readonly "x-lifecycle"?: XLifecycle;
  readonly "x-login"?: XLogin;
  readonly "x-sensitive"?: XSensitive;
  readonly "x-scope"?: XScope;
  readonly "x-server"?: string;
  readonly "x-may-be-empty"?: XMayBeEmpty;
  readonly "x-unreached"?: XUnreached | XUnreachedByStatus;
  readonly "x-vendor-operation-id"?: string;
  readonly "x-extensible-enum"?: readonly string[];
}
