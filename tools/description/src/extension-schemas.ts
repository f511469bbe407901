import type { Extensions } from "./extensions.js";
import type { JsonObject } from "./json.js";
import type { NodeKind } from "./shape.js";

/** One of our `x-` keys: where it may stand, what it says, and the JSON Schema 2020-12 of its value. */
export interface ExtensionDefinition {
  readonly says: string;
  readonly on: readonly NodeKind[];
  readonly schema: JsonObject;
}

const text = { type: "string", minLength: 1 } as const;
const name = { type: "string", pattern: "^[A-Za-z0-9._:/ -]+$" } as const;
const status = { type: "integer", minimum: 100, maximum: 599 } as const;
const pointer = { type: "string", pattern: "^(/([^~/]|~[01])*)*$", description: "A JSON Pointer: /entitlements/quantity." } as const;
const expression = {
  type: "string",
  pattern: "^\\$(url|method|statusCode|request\\.((path|query|header)\\..+|body(#(/.*)?)?)|response\\.(header\\..+|body(#(/.*)?)?))$",
  description: "A runtime expression: $request.path.id, $response.body#/id.",
} as const;
const operationId = { type: "string", minLength: 1, description: "The operationId of an operation of this description." } as const;

/** An object whose keys are all listed. */
const object = (properties: JsonObject, required: readonly string[] = Object.keys(properties)): JsonObject => ({
  type: "object",
  properties,
  required,
  additionalProperties: false,
});

const claim = object(
  {
    level: { enum: ["documented", "example", "observed", "sibling", "assumed"] },
    ref: { ...text, description: "Key of sources.yaml, optionally with a place inside the source behind a space." },
    note: { ...text, description: "A sentence of ours; for assumed the reason." },
    about: {
      type: "array",
      minItems: 1,
      uniqueItems: true,
      items: {
        anyOf: [
          { enum: ["exists", "type", "required", "enum", "bounds", "format", "meaning", "status", "location"] },
          { type: "string", pattern: "^x-" },
        ],
      },
    },
  },
  ["level"],
);
const source = { anyOf: [claim, { type: "array", minItems: 1, items: claim }] } as const;

const pointers = { type: "array", minItems: 1, items: pointer } as const;

/** A law: its words, and what it rests on. */
const law = (properties: JsonObject, required: readonly string[] = Object.keys(properties)): JsonObject =>
  object({ ...properties, "x-source": source }, required);

const unreached = object({
  reason: {
    enum: [
      "vendor-declares-for-all",
      "needs-state-the-target-cannot-reach",
      "not-expressible",
      "target-not-implemented",
      "held-back",
      "needs-secret",
    ],
  },
  note: text,
});

/**
 * Every `x-` key that Gatehouse gives a meaning, with the same shapes as the types in `extensions.ts`. What a schema cannot say (that a
 * `ref` is in `sources.yaml`, that an operation exists) is checked by `checkDescription`.
 */
export const EXTENSIONS = {
  "x-gatehouse": {
    says: "The version of this vocabulary; without it no other key is read.",
    on: ["root"],
    schema: { const: 1 },
  },
  "x-source": {
    says: "Where what the node says comes from.",
    on: ["operation", "parameter", "request-body", "response", "header", "schema", "security-scheme", "server", "law"],
    schema: source,
  },
  "x-source-uses": {
    says: "Claims about the use of shared components, by the place of the reference inside the operation.",
    on: ["operation"],
    schema: { type: "object", minProperties: 1, additionalProperties: source },
  },
  "x-access": {
    says: "Who may call the operation, and how an object that is not the caller's is answered.",
    on: ["operation"],
    schema: object(
      {
        public: { const: true },
        permissions: { type: "array", minItems: 1, uniqueItems: true, items: text },
        role: text,
        confinedTo: { enum: ["tenant", "account"] },
        foreign: { enum: [403, 404, "as-missing"] },
      },
      [],
    ),
  },
  "x-retry": {
    says: "What a second sending does.",
    on: ["operation"],
    schema: { enum: ["safe", "idempotent", "never"] },
  },
  "x-resource": {
    says: "What the operation does to which resource, and where the resource's id is.",
    on: ["operation"],
    schema: object(
      {
        name,
        role: { enum: ["create", "read", "list", "update", "delete", "link", "unlink", "act"] },
        id: expression,
        parent: name,
        example: { ...text, description: "Name of an example of the resource's creation: the kind that this operation works on." },
      },
      ["name", "role"],
    ),
  },
  "x-pagination": {
    says: "How a list is read page by page.",
    on: ["operation"],
    schema: {
      oneOf: [
        object({ style: { const: "cursor" }, items: expression, next: expression, cursor: expression }),
        object(
          { style: { const: "page" }, items: expression, page: expression, first: { enum: [0, 1] }, size: expression, pages: expression },
          ["style", "items", "page", "first", "size"],
        ),
      ],
    },
  },
  "x-poll": {
    says: "How to wait for the job that the operation starts.",
    on: ["operation"],
    schema: object({
      id: expression,
      status: object({ operationId, id: expression, state: expression, message: expression }, ["operationId", "id", "state"]),
      done: { type: "array", minItems: 1, uniqueItems: true, items: text },
      failed: { type: "array", uniqueItems: true, items: text },
      result: object({ operationId, id: expression, once: { type: "boolean" } }),
    }),
  },
  "x-laws": {
    says: "Laws beyond the schema, with the status that their violation is answered with.",
    on: ["operation"],
    schema: {
      type: "array",
      minItems: 1,
      items: {
        oneOf: [
          law({ law: { const: "unique" }, property: pointer, scope: { enum: ["server", "tenant"] }, status }),
          law({ law: { const: "round-trip" }, read: operationId, except: pointers }, ["law", "read"]),
          law({ law: { const: "gone-after-delete" }, reads: { type: "array", minItems: 1, items: operationId }, status }),
          // biome-ignore lint/suspicious/noThenProperty: the law's own word, in data
          law({ law: { const: "readable-once" }, then: status }),
          law({ law: { enum: ["quota", "state"] }, status, note: text, at: pointers }, ["law", "status", "note"]),
          law({ law: { const: "child-follows-parent" }, child: name, on: { enum: ["delete", "lock"] } }),
        ],
      },
    },
  },
  "x-on-invalid": {
    says: "What the vendor does with a value outside the schema.",
    on: ["operation", "parameter", "schema"],
    schema: { anyOf: [{ enum: ["refuse", "ignore", "unknown"] }, object({ coerce: true })] },
  },
  "x-lifecycle": {
    says: "The vendor releases in which the thing came, was deprecated, and went.",
    on: ["operation", "parameter", "response", "header", "schema"],
    schema: { ...object({ since: text, deprecated: text, removed: text, ref: text }, ["ref"]), minProperties: 2 },
  },
  "x-login": {
    says: "How a credential becomes what is sent.",
    on: ["security-scheme"],
    schema: object(
      {
        operationId,
        inputs: {
          type: "object",
          minProperties: 1,
          propertyNames: expression,
          additionalProperties: {
            anyOf: [
              { ...text, description: "The name of a credential that the user gives." },
              object({ transform: { enum: ["md5-hex", "base64-basic"] }, of: { type: "array", minItems: 1, items: text } }),
              object({ constant: { type: "string" } }),
            ],
          },
        },
        token: { anyOf: [expression, { type: "string", pattern: "^\\$credentials\\..+$" }] },
        expires: expression,
        expiresIn: expression,
        lifetime: { type: "integer", minimum: 1, description: "Seconds." },
        send: {
          type: "string",
          pattern: "\\{token\\}",
          description: "Value of the header or query parameter; {token} stands for the token.",
        },
        logout: operationId,
      },
      ["token", "send"],
    ),
  },
  "x-sensitive": {
    says: "Secret or biometric material: redacted everywhere.",
    on: ["parameter", "header", "schema"],
    schema: { enum: ["secret", "biometric"] },
  },
  "x-scope": {
    says: "`support`: the operation is there for the sake of the others; without the key it is what the description is there for.",
    on: ["operation"],
    schema: { enum: ["core", "support"] },
  },
  "x-server": {
    says: "The server's name, where the API has more than one.",
    on: ["server"],
    schema: { type: "string", pattern: "^[a-z][a-zA-Z0-9-]*$" },
  },
  "x-may-be-empty": {
    says: "The status is answered with a declared body, or with none at all.",
    on: ["response"],
    schema: { const: true },
  },
  "x-unreached": {
    says: "Why no contract run reaches a declared status: on a response, or on an operation by status.",
    on: ["operation", "response"],
    schema: {
      anyOf: [
        unreached,
        { type: "object", minProperties: 1, propertyNames: { pattern: "^([1-5](\\d\\d|XX)|default)$" }, additionalProperties: unreached },
      ],
    },
  },
  "x-vendor-operation-id": {
    says: "The vendor's own id of the operation.",
    on: ["operation"],
    schema: text,
  },
  "x-extensible-enum": {
    says: "The values known today; others may come, and break no reader.",
    on: ["schema"],
    schema: { type: "array", minItems: 1, uniqueItems: true, items: { type: "string" } },
  },
} as const satisfies Readonly<Record<keyof Extensions, ExtensionDefinition>>;

/** `x-` keys of tools we use, which are no claim about the vendor and are left to them. */
export const FOREIGN_EXTENSIONS: readonly string[] = ["x-logo", "x-tagGroups", "x-displayName", "x-codeSamples", "x-badges"];
