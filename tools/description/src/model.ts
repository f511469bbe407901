import type {
  Aspect,
  Claim,
  Extensions,
  XAccess,
  XLaw,
  XLifecycle,
  XLogin,
  XOnInvalid,
  XPagination,
  XPoll,
  XResource,
  XRetry,
  XScope,
  XSensitive,
  XUnreached,
} from "./extensions.js";
import type { Json, JsonObject } from "./json.js";
import type { Sources } from "./sources.js";

/** Where a node stands in the files of a description. Lines and columns count from 1. */
export interface Location {
  /** Path relative to the description's folder, with `/`. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** JSON Pointer inside the file. */
  readonly pointer: string;
}

/** A node of the description as it was read: references unresolved, extensions in place. */
export type Node = JsonObject & Extensions;

/** A description with its files, references resolved on demand, nodes locatable. Made by `loadDescription`. */
export interface Description {
  /** Name of the description's folder, `entrust-idaas`; of the file where it stands alone. */
  readonly id: string;
  /** `info.title`. */
  readonly title: string;
  /** `info.version`: the vendor's release that is described. */
  readonly vendorRelease: string;
  /** True where the root says `x-gatehouse: 1`; without it every extension view is empty. */
  readonly gatehouse: boolean;
  /** Absolute folder that `Location.file` is relative to. */
  readonly folder: string;
  /** In the order of the paths in the document. */
  readonly operations: readonly OperationView[];
  /** Of the root, then those of their own that operations name otherwise. */
  readonly servers: readonly ServerView[];
  readonly securitySchemes: ReadonlyMap<string, SecuritySchemeView>;
  /** Component schemas by name, in the document's order. */
  readonly schemas: ReadonlyMap<string, SchemaView>;
  /** `sources.yaml` beside the entry; empty where there is none. */
  readonly sources: Sources;
  /** The root document's node. */
  readonly root: Node;
  /** The operation of that `operationId`. @throws {DescriptionError} where there is none: the message names the nearest. */
  operation(id: string): OperationView;
  /** Absolute paths of the files that were read, the entry first. */
  readonly files: readonly string[];
  /** The text of a file that was read, by `Location.file`; line ends are line feeds. @throws {DescriptionError} for any other file. */
  text(file: string): string;
  /** The node itself, or what its `$ref` leads to, transitively. The result can be located and keeps its identity. */
  resolve(node: Node): Node;
  /** The view of any schema node of this description, such as a property; the same view for the same node. */
  schema(node: Node): SchemaView;
  /** Where a node, or one key of it, stands. */
  locate(node: object, key?: string): Location;
  /** The claim that holds for an aspect of a node (inheritance as documented in `evidence.ts`), or undefined where none does. */
  evidence(node: object, aspect?: Aspect | `x-${string}`): Claim | undefined;
  /** One self-contained document: every file and reference folded into `components`. The same value for the same input. */
  bundle(): Promise<Json>;
}

/** A server of the API. */
export interface ServerView {
  readonly node: Node;
  /** `x-server`, or `default`. */
  readonly name: string;
  readonly url: string;
  readonly description: string | undefined;
}

/** A security scheme and how a credential becomes what it sends. */
export interface SecuritySchemeView {
  readonly name: string;
  readonly node: Node;
  readonly type: string;
  /** Where an `apiKey` goes. For `http` schemes: the `Authorization` header. */
  readonly in: "header" | "query" | "cookie";
  /** Name of the header, query parameter or cookie. */
  readonly key: string;
  readonly login: XLogin | undefined;
}

/** One operation with everything that applies to it, path-level parameters included. */
export interface OperationView {
  readonly id: string;
  /** `x-vendor-operation-id`. */
  readonly vendorId: string | undefined;
  /** Upper case. */
  readonly method: string;
  /** Template with the wire names, `/api/web/v4/tenants/{id}`. */
  readonly path: string;
  readonly node: Node;
  readonly pathNode: Node;
  readonly summary: string | undefined;
  readonly description: string | undefined;
  readonly tags: readonly string[];
  readonly deprecated: boolean;
  /** Name of the server, where the operation has its own. */
  readonly server: string | undefined;
  readonly parameters: readonly ParameterView[];
  readonly body: BodyView | undefined;
  /** In ascending order of status, ranges and `default` last. */
  readonly responses: readonly ResponseView[];
  /** Alternatives outside, all-of inside; empty = public. */
  readonly security: readonly (readonly SecurityRequirement[])[];
  /** `x-scope`; `core` where the description does not say. */
  readonly scope: XScope;
  readonly access: XAccess | undefined;
  /** `x-retry`, or its default for the method. */
  readonly retry: XRetry;
  readonly resource: XResource | undefined;
  readonly pagination: XPagination | undefined;
  readonly poll: XPoll | undefined;
  readonly laws: readonly XLaw[];
  readonly onInvalid: XOnInvalid;
  readonly lifecycle: XLifecycle | undefined;
}

/** One scheme of a security requirement, with the scopes or permissions it lists. */
export interface SecurityRequirement {
  readonly scheme: string;
  readonly scopes: readonly string[];
}

/** A parameter in the path, the query, a header or a cookie. */
export interface ParameterView {
  /** The resolved node. */
  readonly node: Node;
  /** Where the parameter is used: `node` itself or a `$ref`. Evidence of the use hangs here. */
  readonly use: Node;
  /** Name on the wire. */
  readonly name: string;
  readonly in: "path" | "query" | "header" | "cookie";
  readonly required: boolean;
  readonly description: string | undefined;
  readonly style: string;
  readonly explode: boolean;
  /** Of its media type, where the parameter has `content` instead of a schema. */
  readonly schema: SchemaView;
  /** The media type in which the value is written, where the parameter says `content`. */
  readonly media: MediaView | undefined;
  readonly examples: readonly ExampleView[];
  readonly onInvalid: XOnInvalid;
  readonly sensitive: XSensitive | undefined;
}

/** A request body. */
export interface BodyView {
  readonly node: Node;
  /** `node` itself or the `$ref` to it. */
  readonly use: Node;
  readonly required: boolean;
  readonly description: string | undefined;
  readonly media: readonly MediaView[];
}

/** One media type of a body or a response. */
export interface MediaView {
  readonly node: Node;
  /** Lower case, with parameters: `application/json`. */
  readonly type: string;
  readonly schema: SchemaView | undefined;
  readonly examples: readonly ExampleView[];
}

/** A named example. Where OpenAPI's single `example` is used the name is `default`. */
export interface ExampleView {
  readonly name: string;
  /** The Example Object; undefined where the value stands alone. */
  readonly node: Node | undefined;
  /** The node that holds the value, and the key that it holds it under: `locate(holder, key)`. */
  readonly holder: Node;
  readonly key: string;
  readonly summary: string | undefined;
  readonly value: Json;
}

/** One declared status. */
export interface ResponseView {
  readonly node: Node;
  /** Where the response is used: `node` itself or a `$ref`. Evidence of the use hangs here. */
  readonly use: Node;
  /** A number; a range (`4XX`) or `default` as text. */
  readonly status: number | string;
  readonly description: string;
  /** Empty = declared to have no body. */
  readonly media: readonly MediaView[];
  /** True: an answer without any body is as good as one of `media`. */
  readonly mayBeEmpty: boolean;
  readonly headers: readonly HeaderView[];
  readonly links: readonly LinkView[];
  readonly unreached: XUnreached | undefined;
}

/** A declared response header. */
export interface HeaderView {
  readonly name: string;
  readonly node: Node;
  /** `node` itself or the `$ref` to it. */
  readonly use: Node;
  readonly description: string | undefined;
  readonly required: boolean;
  readonly schema: SchemaView | undefined;
}

/** An OpenAPI link: what this answer returns is what that operation needs. */
export interface LinkView {
  readonly name: string;
  readonly node: Node;
  readonly operationId: string;
  /** Parameter name → runtime expression or constant. */
  readonly parameters: Readonly<Record<string, Json>>;
  readonly description: string | undefined;
}

/** A JSON Schema inside a description. References stay unresolved until asked for. */
export interface SchemaView {
  /** The node where the schema is used; possibly a `$ref`. */
  readonly node: Node;
  /** Component name, where the node is or refers to a component schema. */
  readonly name: string | undefined;
  /** The node without `$ref`. */
  readonly resolved: Node;
}
