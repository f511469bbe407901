import { expect, test } from "vitest";
import type { Explanation, Explanations } from "./compare/explain.js";
import { DIFFERENCES_SCHEMA, VENDOR_MODEL_SCHEMA } from "./compare/load-comparison.js";
import {
  COMPARED_KEYWORDS,
  type VendorModel,
  type VendorOperation,
  type VendorParameter,
  type VendorSecurityScheme,
} from "./compare/vendor-model.js";
import type { ContractAccount, ContractConfig, EnvironmentValue } from "./contract-config.js";
import { EXTENSIONS } from "./extension-schemas.js";
import type {
  Aspect,
  Claim,
  CredentialTransform,
  Extensions,
  Level,
  UnreachedReason,
  XAccess,
  XLaw,
  XLifecycle,
  XLogin,
  XOnInvalid,
  XPagination,
  XPoll,
  XResource,
  XRetry,
  XSensitive,
  XUnreached,
} from "./extensions.js";
import type { JsonObject } from "./json.js";
import { valueAt } from "./json-pointer.js";
import { CONTRACT_SCHEMA } from "./load-contract-config.js";
import { SOURCES_SCHEMA } from "./load-sources.js";
import { checkShape } from "./shape-check.js";
import type { Source, SourceKind, Sources } from "./sources.js";

// Types and schemas say the same thing twice; these tables are typed by the one and compared with the other, so that a key or a word
// that is added to only one of them does not compile or does not pass.

type KeysOfUnion<T> = T extends unknown ? keyof T : never;
type Words<T extends PropertyKey> = Readonly<Record<T, true>>;

const LEVEL: Words<Level> = { documented: true, example: true, observed: true, sibling: true, assumed: true };
const ASPECT: Words<Aspect> = {
  exists: true,
  type: true,
  required: true,
  enum: true,
  bounds: true,
  format: true,
  meaning: true,
  status: true,
  location: true,
};
const REASON: Words<UnreachedReason> = {
  "vendor-declares-for-all": true,
  "needs-state-the-target-cannot-reach": true,
  "not-expressible": true,
  "target-not-implemented": true,
  "held-back": true,
  "needs-secret": true,
};
const KIND: Words<SourceKind> = {
  "vendor-docs": true,
  "vendor-openapi": true,
  "vendor-client": true,
  "third-party-client": true,
  "sibling-docs": true,
};
const RETRY: Words<XRetry> = { safe: true, idempotent: true, never: true };
const SENSITIVE: Words<XSensitive> = { secret: true, biometric: true };
const TRANSFORM: Words<CredentialTransform> = { "md5-hex": true, "base64-basic": true };
const ROLE: Words<XResource["role"]> = {
  create: true,
  read: true,
  list: true,
  update: true,
  delete: true,
  link: true,
  unlink: true,
  act: true,
};
const LAW: Words<XLaw["law"]> = {
  unique: true,
  "round-trip": true,
  "gone-after-delete": true,
  "readable-once": true,
  quota: true,
  state: true,
  "child-follows-parent": true,
};
const ON_INVALID: Words<Extract<XOnInvalid, string>> = { refuse: true, ignore: true, unknown: true };
const FOREIGN: Words<NonNullable<XAccess["foreign"]>> = { 403: true, 404: true, "as-missing": true };
const CONFINED: Words<NonNullable<XAccess["confinedTo"]>> = { tenant: true, account: true };
const USE: Words<NonNullable<ContractAccount["use"]>> = { default: true, expired: true, foreign: true };

const schemaOf = (key: keyof Extensions): JsonObject => EXTENSIONS[key].schema;
const words = (table: object) => Object.keys(table).sort();
/** Every `enum` and `const` below a schema whose property is called `name`, flattened. */
function wordsOf(schema: unknown, name?: string): string[] {
  const found = new Set<string>();
  const visit = (value: unknown, key: string | undefined): void => {
    if (Array.isArray(value)) for (const item of value) visit(item, key);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return;
    for (const [keyword, child] of Object.entries(value)) {
      if (keyword === "enum" || keyword === "const") {
        if (name === undefined || key === name) for (const word of [child].flat()) found.add(String(word));
      } else visit(child, keyword === "properties" || keyword === "anyOf" || keyword === "items" ? key : keyword);
    }
  };
  visit(schema, name === undefined ? undefined : "");
  return [...found].sort();
}

test.each<[string, object, unknown, string?]>([
  ["levels", LEVEL, schemaOf("x-source"), "level"],
  ["aspects", ASPECT, schemaOf("x-source"), "about"],
  ["retry", RETRY, schemaOf("x-retry")],
  ["sensitive", SENSITIVE, schemaOf("x-sensitive")],
  ["transforms", TRANSFORM, schemaOf("x-login"), "transform"],
  ["roles", ROLE, schemaOf("x-resource"), "role"],
  ["laws", LAW, schemaOf("x-laws"), "law"],
  ["what happens to invalid values", ON_INVALID, schemaOf("x-on-invalid")],
  ["foreign objects", FOREIGN, schemaOf("x-access"), "foreign"],
  ["confinement", CONFINED, schemaOf("x-access"), "confinedTo"],
  ["reasons", REASON, schemaOf("x-unreached"), "reason"],
  ["reasons of skipped cases", REASON, CONTRACT_SCHEMA, "reason"],
  ["uses of accounts", USE, CONTRACT_SCHEMA, "use"],
  ["kinds of source", KIND, SOURCES_SCHEMA, "kind"],
])("type and schema know the same %s", (_, table, schema, name) => {
  expect(wordsOf(schema, name)).toEqual(words(table));
});

const CLAIM: Words<keyof Claim> = { level: true, ref: true, note: true, about: true };
const ACCESS: Words<keyof XAccess> = { public: true, permissions: true, role: true, confinedTo: true, foreign: true };
const RESOURCE: Words<keyof XResource> = { name: true, role: true, id: true, parent: true, example: true };
const PAGINATION: Words<KeysOfUnion<XPagination>> = {
  style: true,
  items: true,
  next: true,
  cursor: true,
  page: true,
  first: true,
  size: true,
  pages: true,
};
const POLL: Words<keyof XPoll | keyof XPoll["status"] | keyof XPoll["result"]> = {
  id: true,
  status: true,
  done: true,
  failed: true,
  result: true,
  operationId: true,
  state: true,
  message: true,
  once: true,
};
const LAWS: Words<KeysOfUnion<XLaw>> = {
  law: true,
  property: true,
  scope: true,
  status: true,
  read: true,
  except: true,
  reads: true,
  // biome-ignore lint/suspicious/noThenProperty: the law's own word, in data
  then: true,
  note: true,
  at: true,
  child: true,
  on: true,
  "x-source": true,
};
const LIFECYCLE: Words<keyof XLifecycle> = { since: true, deprecated: true, removed: true, ref: true };
const LOGIN: Words<keyof XLogin | "transform" | "of" | "constant"> = {
  operationId: true,
  inputs: true,
  token: true,
  expires: true,
  expiresIn: true,
  lifetime: true,
  send: true,
  logout: true,
  transform: true,
  of: true,
  constant: true,
};
const UNREACHED: Words<keyof XUnreached> = { reason: true, note: true };
const COERCE: Words<keyof Extract<XOnInvalid, object>> = { coerce: true };
const SOURCE: Words<keyof Source> = { title: true, url: true, kind: true, release: true, read: true, complete: true, note: true };
const CONTRACT: Words<keyof ContractConfig | keyof NonNullable<ContractConfig["skip"]>[number]> = {
  servers: true,
  accounts: true,
  values: true,
  skip: true,
  case: true,
  reason: true,
  note: true,
};
const ENVIRONMENT: Words<keyof EnvironmentValue> = { env: true, local: true };
const ACCOUNT: Words<keyof ContractAccount> = { credentials: true, token: true, permissions: true, role: true, tenant: true, use: true };

const VENDOR_OPERATION: Words<keyof VendorOperation | keyof VendorParameter | keyof NonNullable<VendorOperation["request"]>> = {
  method: true,
  path: true,
  deprecated: true,
  security: true,
  parameters: true,
  request: true,
  responses: true,
  name: true,
  in: true,
  required: true,
  schema: true,
  content: true,
};
const VENDOR_FILE: Words<keyof VendorModel | keyof VendorSecurityScheme> = {
  source: true,
  release: true,
  securitySchemes: true,
  operations: true,
  models: true,
  type: true,
  in: true,
  name: true,
};
const VENDOR_SCHEMA: object = {
  ...Object.fromEntries(COMPARED_KEYWORDS.map((keyword) => [keyword, true])),
  ...{ model: true, type: true, nullable: true, enum: true, properties: true, required: true, items: true, additionalProperties: true },
};
const DIFFERENCES: Words<keyof Explanations | keyof Explanation | keyof NonNullable<Explanations["notCompared"]>> = {
  notCompared: true,
  differences: true,
  at: true,
  because: true,
  null: true,
};

/** The names of all `properties` below a schema, but for those of the claims inside it. */
function propertiesOf(schema: unknown): string[] {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const { properties } = value as { properties?: object };
    if (properties && !Array.isArray(value)) for (const name of Object.keys(properties)) found.add(name);
    for (const [key, child] of Object.entries(value)) if (key !== "x-source") visit(child);
  };
  visit(schema);
  return [...found].sort();
}

test.each<[string, object, unknown]>([
  ["claims", CLAIM, schemaOf("x-source")],
  ["x-source-uses", CLAIM, schemaOf("x-source-uses")],
  ["x-access", ACCESS, schemaOf("x-access")],
  ["x-resource", RESOURCE, schemaOf("x-resource")],
  ["x-pagination", PAGINATION, schemaOf("x-pagination")],
  ["x-poll", POLL, schemaOf("x-poll")],
  ["x-laws", LAWS, schemaOf("x-laws")],
  ["x-lifecycle", LIFECYCLE, schemaOf("x-lifecycle")],
  ["x-login", LOGIN, schemaOf("x-login")],
  ["x-unreached", UNREACHED, schemaOf("x-unreached")],
  ["x-on-invalid", COERCE, schemaOf("x-on-invalid")],
  ["sources", SOURCE, valueAt(SOURCES_SCHEMA, "/$defs/source")],
  ["contract.yaml", CONTRACT, { ...CONTRACT_SCHEMA, $defs: undefined }],
  ["environment values", ENVIRONMENT, valueAt(CONTRACT_SCHEMA, "/$defs/environmentValue")],
  ["accounts", ACCOUNT, valueAt(CONTRACT_SCHEMA, "/$defs/account")],
  ["vendor-model.yaml", VENDOR_FILE, { ...VENDOR_MODEL_SCHEMA, $defs: undefined }],
  ["the vendor's operations", VENDOR_OPERATION, valueAt(VENDOR_MODEL_SCHEMA, "/$defs/operation")],
  ["the vendor's schemas", VENDOR_SCHEMA, valueAt(VENDOR_MODEL_SCHEMA, "/$defs/schema")],
  ["differences.yaml", DIFFERENCES, DIFFERENCES_SCHEMA],
])("type and schema know the same keys of %s", (_, table, schema) => {
  expect(propertiesOf(schema)).toEqual(words(table));
});

// Values that the compiler takes for the type must be taken by the schema.
const SAMPLES = {
  "x-gatehouse": [1],
  "x-source": [
    { level: "documented", ref: "S36 Tenants", about: ["type", "x-access"] },
    [
      { level: "assumed", note: "A reason." },
      { level: "observed", ref: "C", about: ["exists"] },
    ],
  ],
  "x-source-uses": [{ "responses/403": { level: "sibling", ref: "S" }, "parameters/id": [{ level: "example", ref: "D" }] }],
  "x-access": [
    { public: true },
    { permissions: ["TENANTS:ALL"], role: "service provider", confinedTo: "tenant", foreign: "as-missing" },
    { foreign: 404 },
  ],
  "x-retry": ["safe", "idempotent", "never"],
  "x-resource": [
    { name: "tenant", role: "create", id: "$response.body#/id" },
    { name: "user", role: "link", parent: "tenant", example: "guest" },
  ],
  "x-pagination": [
    { style: "cursor", items: "$response.body#/results", next: "$response.body#/paging/next", cursor: "$request.body#/cursor" },
    {
      style: "page",
      items: "$response.body",
      page: "$request.query.page",
      first: 0,
      size: "$request.query.size",
      pages: "$response.header.X-Pages",
    },
  ],
  "x-poll": [
    {
      id: "$response.body#/id",
      status: { operationId: "s", id: "$request.path.id", state: "$response.body#/state", message: "$response.body#/message" },
      done: ["DONE"],
      failed: [],
      result: { operationId: "r", id: "$request.path.id", once: true },
    },
  ],
  "x-laws": [
    [
      { law: "unique", property: "/domain", scope: "server", status: 409 },
      { law: "round-trip", read: "getTenant", except: ["/secret", "/a~1b"] },
      { law: "gone-after-delete", reads: ["getTenant"], status: 404 },
      // biome-ignore lint/suspicious/noThenProperty: the law's own word, in data
      { law: "readable-once", then: 404 },
      { law: "quota", status: 400, note: "The provider's stock." },
      { law: "state", status: 409, note: "Locked." },
      { law: "child-follows-parent", child: "user", on: "lock" },
    ],
  ],
  "x-on-invalid": ["refuse", "ignore", "unknown", { coerce: 10 }, { coerce: null }],
  "x-lifecycle": [
    { since: "5.31", ref: "Sx" },
    { deprecated: "5.32", removed: "5.46", ref: "Sx" },
  ],
  "x-login": [
    {
      operationId: "login",
      inputs: {
        "$request.body#/id": "applicationId",
        "$request.query.hash": { transform: "md5-hex", of: ["password"] },
        "$request.query.grant": { constant: "password" },
      },
      token: "$response.body#/token",
      expires: "$response.body#/expires",
      expiresIn: "$response.body#/in",
      lifetime: 900,
      send: "Bearer {token}",
      logout: "logout",
    },
    { token: "$credentials.apiKey", send: "{token}" },
  ],
  "x-sensitive": ["secret", "biometric"],
  "x-scope": ["core", "support"],
  "x-server": ["gmi"],
  "x-may-be-empty": [true],
  "x-unreached": [{ reason: "held-back", note: "Because." }, { "404": { reason: "needs-secret", note: "Because." } }],
  "x-vendor-operation-id": ["createTenantUsingPOST"],
  "x-extensible-enum": [["ON", "OFF"]],
} as const satisfies { readonly [K in keyof Extensions]-?: readonly Extensions[K][] };

test.each(Object.entries(SAMPLES))("the schema of %s takes what the type takes", (key, samples) => {
  for (const sample of samples) expect(checkShape(schemaOf(key as keyof Extensions), sample)).toEqual([]);
});

test("the schemas of the files take what their types take", () => {
  const sources = {
    S: { title: "t", url: "https://v.example", kind: "vendor-docs", release: "1", read: "2026-11-20", complete: false, note: "n" },
  } satisfies Sources;
  const contract = {
    servers: { default: { env: "DEMO_URL" } },
    accounts: {
      full: { credentials: { id: { env: "DEMO_ID", local: "x" } }, permissions: [], tenant: "root", use: "default", role: true },
      expired: { token: { local: { any: 1 } }, use: "expired" },
    },
    values: { "getA#$request.path.id": { local: 5 } },
    skip: [{ case: "getA/boundary", reason: "held-back", note: "Because." }],
  } satisfies ContractConfig;
  expect(checkShape(SOURCES_SCHEMA, sources)).toEqual([]);
  expect(checkShape(CONTRACT_SCHEMA, contract)).toEqual([]);
});

test.each<[keyof Extensions, unknown, string, string]>([
  ["x-access", { permision: ["a"] }, 'unknown key "permision" – did you mean "permissions"?', "/permision"],
  ["x-retry", "sometimes", 'is none of "safe", "idempotent" or "never"', ""],
  ["x-resource", { name: "t", role: "make" }, '"role" is none of', "/role"],
  [
    "x-laws",
    [{ law: "unique", property: "domain", scope: "server", status: 409 }],
    '"0.property" does not match the pattern',
    "/0/property",
  ],
  [
    "x-laws",
    [{ law: "uniq" }],
    '"0.law" is none of "unique", "round-trip", "gone-after-delete", "readable-once", "quota", "state" or "child-follows-parent"',
    "/0/law",
  ],
  ["x-source", [{ level: "documented", ref: "S" }, { level: "sure" }], '"1.level" is none of "documented"', "/1/level"],
  ["x-pagination", { style: "cursor", items: "$response.body", next: "$response.body#/n" }, 'lacks "cursor"', ""],
  [
    "x-login",
    { token: "$response.body#/t", send: "{token}", inputs: { password: "p" } },
    'the key "password" does not match',
    "/inputs/password",
  ],
  ["x-lifecycle", { ref: "S" }, "has 1 properties, must have at least 2", ""],
])("a wrong %s is told where and how: %j", (key, value, message, path) => {
  const [problem] = checkShape(schemaOf(key), value);
  expect(problem?.message).toContain(message);
  expect(problem?.path.map((step) => `/${step}`).join("")).toBe(path);
});
