import {
  type ApiDescriptor,
  type ApiError,
  type Call,
  type CallOptions,
  type Job,
  jobs,
  type NoOtherStatus,
  type OperationDescriptor,
  type Pages,
  pages,
  type Resumes,
} from "../../src/index.js";

const api = "fixture";
const json = ["application/json"];
const security = [["Token"]];

/** What the fixture's error statuses carry. */
export interface Problem {
  readonly reason: string;
}
export interface Thing {
  readonly id: string;
}
export interface Progress {
  readonly id: string;
  readonly state: string;
}
export interface ThingPage {
  readonly results: readonly Thing[];
  readonly next?: string | null;
}

type Get = [input: { readonly id: string }, options?: CallOptions];
type List = [input?: { readonly body?: { readonly limit?: number; readonly cursor?: string } | undefined }, options?: CallOptions];
type Numbered = [input?: { readonly page?: number; readonly size?: number }, options?: CallOptions];

/** As codegen writes it: one interface per operation. */
export interface GetNone extends Call<Get, Thing, NoOtherStatus> {
  (...args: Get): Promise<Thing>;
}
export interface GetOne extends Call<Get, Thing, ApiError<"getOne", 404, Problem> | NoOtherStatus> {
  (...args: Get): Promise<Thing>;
}
export interface GetTwo extends Call<Get, Thing, ApiError<"getTwo", 401, Problem> | ApiError<"getTwo", 404, Problem> | NoOtherStatus> {
  (...args: Get): Promise<Thing>;
}
export type GetManyError =
  | ApiError<"getMany", 400, Problem>
  | ApiError<"getMany", 401, undefined>
  | ApiError<"getMany", 403, Problem>
  | ApiError<"getMany", 404, string>
  | ApiError<"getMany", 409, Problem>
  | ApiError<"getMany", 503, Problem>
  | NoOtherStatus;
export interface GetMany extends Call<Get, Thing, GetManyError> {
  (...args: Get): Promise<Thing>;
}
export interface ListThings
  extends Call<List, ThingPage, ApiError<"listThings", 401, Problem> | NoOtherStatus>,
    Pages<List, ThingPage, Thing> {
  (...args: List): Promise<ThingPage>;
}
export interface ListNumbered extends Call<Numbered, readonly Thing[], NoOtherStatus>, Pages<Numbered, readonly Thing[], Thing> {
  (...args: Numbered): Promise<readonly Thing[]>;
}
export interface ListCounted extends Call<Numbered, unknown, NoOtherStatus>, Pages<Numbered, unknown, Thing> {
  (...args: Numbered): Promise<unknown>;
}
type Create = [input: { readonly body: { readonly name: string } }, options?: CallOptions];
export interface CreateThing extends Call<Create, undefined, ApiError<"createThing", 409, Problem> | NoOtherStatus> {
  (...args: Create): Promise<undefined>;
}
export interface ReplaceThing extends Call<Create, undefined, NoOtherStatus> {
  (...args: Create): Promise<undefined>;
}
export interface BuildThing extends Call<Create, Progress, NoOtherStatus>, Resumes<Thing, Progress> {
  (...args: Create): Promise<Job<Thing, Progress>>;
}
export interface Authenticate
  extends Call<[input: { readonly body: unknown }, options?: CallOptions], { readonly authToken: string }, NoOtherStatus> {
  (input: { readonly body: unknown }, options?: CallOptions): Promise<{ readonly authToken: string }>;
}

export interface Fixture {
  readonly authenticate: Authenticate;
  readonly getNone: GetNone;
  readonly getOne: GetOne;
  readonly getTwo: GetTwo;
  readonly getMany: GetMany;
  readonly listThings: ListThings;
  readonly listNumbered: ListNumbered;
  readonly listCounted: ListCounted;
  readonly createThing: CreateThing;
  readonly replaceThing: ReplaceThing;
  readonly buildThing: BuildThing;
}
export interface FixtureCredentials {
  readonly applicationId: string;
  readonly sharedSecret: string;
}

const id = ["id", "path"] as const;

function get(name: string, responses: OperationDescriptor["responses"]): OperationDescriptor {
  return { api, id: name, method: "GET", path: `/${name}/{id}/part`, params: [id], responses, security, retry: "safe" };
}

/** Operations with 0, 1, 2 and many declared error statuses, lists, a job and a login. */
export const fixtureApi: ApiDescriptor = {
  id: api,
  vendorRelease: "1",
  servers: ["default"],
  logins: {
    Token: {
      operation: "authenticate",
      needs: ["applicationId", "sharedSecret"],
      identity: ["applicationId"],
      inputs: [
        ["/body/applicationId", "applicationId"],
        ["/body/sharedSecret", "sharedSecret"],
      ],
      token: "/authToken",
      expires: "/expirationTime",
      in: "header",
      key: "Authorization",
      send: "{token}",
    },
  },
  operations: {
    authenticate: {
      api,
      id: "authenticate",
      method: "POST",
      path: "/authenticate",
      body: { type: "application/json" },
      responses: { 200: json, 400: json, 401: json, 404: json },
      security: [],
      retry: "safe",
    },
    getNone: get("getNone", { 200: json }),
    getOne: get("getOne", { 200: json, 404: json }),
    getTwo: get("getTwo", { 200: json, 401: json, 404: json }),
    getMany: get("getMany", {
      200: json,
      400: json,
      401: [],
      403: ["application/problem+json"],
      404: ["text/plain"],
      409: json,
      503: json,
    }),
    listThings: {
      api,
      id: "listThings",
      method: "POST",
      path: "/things/search",
      body: { type: "application/json", required: false },
      responses: { 200: json, 401: json },
      security,
      retry: "safe",
      pagination: { style: "cursor", items: "/results", next: "/next", cursor: "/body/cursor" },
      parts: { pages },
    },
    listNumbered: {
      api,
      id: "listNumbered",
      method: "GET",
      path: "/things",
      params: [
        ["page", "query"],
        ["size", "query"],
      ],
      responses: { 200: json },
      security,
      retry: "safe",
      pagination: { style: "page", items: "", page: "/page", first: 1, size: "/size" },
      parts: { pages },
    },
    listCounted: {
      api,
      id: "listCounted",
      method: "GET",
      path: "/counted",
      params: [
        ["page", "query"],
        ["size", "query"],
      ],
      responses: { 200: json },
      security,
      retry: "safe",
      pagination: { style: "page", items: "/items", page: "/page", first: 1, size: "/size", pages: "/total" },
      parts: { pages },
    },
    createThing: {
      api,
      id: "createThing",
      method: "POST",
      path: "/things",
      body: { type: "application/json" },
      responses: { 201: [], 409: json },
      security,
      retry: "never",
    },
    replaceThing: {
      api,
      id: "replaceThing",
      method: "PUT",
      path: "/things",
      body: { type: "application/json" },
      responses: { 204: [] },
      security,
      retry: "idempotent",
    },
    buildThing: {
      api,
      id: "buildThing",
      method: "POST",
      path: "/builds",
      body: { type: "application/json" },
      responses: { 200: json },
      security,
      retry: "never",
      job: {
        id: "/id",
        status: { operation: "getBuild", id: "/id", state: "/state", message: "/message" },
        done: ["DONE"],
        failed: ["FAILED", "CANCELLED"],
        result: { operation: "getBuilt", id: "/id", once: true },
      },
      parts: { jobs },
    },
    getBuild: get("getBuild", { 200: json, 404: json }),
    getBuilt: { ...get("getBuilt", { 200: json, 404: json, 409: json }), retry: "never" },
  },
};
