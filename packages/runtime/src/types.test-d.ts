// Compiled by the type check, never run. Each `@ts-expect-error` fails the check if its line should ever compile.
import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { CreateThing, Fixture, FixtureCredentials } from "../test/support/fixture-api.js";
import {
  type ApiError,
  type Call,
  type ClientOptions,
  type Fetch,
  type GatehouseError,
  isApiError,
  isDeadlineError,
  isGatehouseError,
  type NoOtherStatus,
  type TransportError,
} from "./index.js";
import type { AnswerSchema, Validators } from "./validation/index.js";

declare const client: Fixture;
declare const id: string;

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const sure = <T extends true>(): T | undefined => undefined;

/** Many statuses. */
export async function many(): Promise<string> {
  try {
    return (await client.getMany({ id })).id;
  } catch (error) {
    if (!isApiError(error, client.getMany)) throw error;
    switch (error.status) {
      case 400:
      case 403:
      case 409:
      case 503:
        return error.body.reason;
      case 401:
        return String(error.body satisfies undefined);
      case 404:
        return error.body.toUpperCase();
      default:
        return error satisfies never;
    }
  }
}

/** Two statuses. */
export async function two(): Promise<string> {
  try {
    return (await client.getTwo({ id })).id;
  } catch (error) {
    if (!isApiError(error, client.getTwo)) throw error;
    switch (error.status) {
      case 401:
      case 404:
        return error.body.reason;
      default:
        return error satisfies never;
    }
  }
}

/** One status: `NoOtherStatus` keeps the union a union. */
export async function one(): Promise<string> {
  try {
    return (await client.getOne({ id })).id;
  } catch (error) {
    if (!isApiError(error, client.getOne)) throw error;
    switch (error.status) {
      case 404:
        return error.body.reason;
      default:
        return error satisfies never;
    }
  }
}

/** No status: whatever is thrown is nobody's ApiError. */
export async function none(): Promise<string> {
  try {
    return (await client.getNone({ id })).id;
  } catch (error) {
    if (isApiError(error, client.getNone)) return error satisfies NoOtherStatus as never;
    throw error;
  }
}

/** A status that is not handled is found by the compiler. */
export async function forgotten(): Promise<string> {
  try {
    return (await client.getTwo({ id })).id;
  } catch (error) {
    if (!isApiError(error, client.getTwo)) throw error;
    switch (error.status) {
      case 404:
        return "";
      default:
        // @ts-expect-error 401 is not handled
        return error satisfies never;
    }
  }
}

/** Without `NoOtherStatus` an operation with one status could not be switched over: the reason why it is there. */
export function withoutIt(error: ApiError<"getOne", 404, string>): string {
  switch (error.status) {
    case 404:
      return error.body;
    default:
      // @ts-expect-error a lone object type is not narrowed
      return error satisfies never;
  }
}

/** One of the statuses only. */
export function narrowed(error: unknown): void {
  if (isApiError(error, client.getMany, 404)) {
    sure<Equal<typeof error.status, 404>>();
    sure<Equal<typeof error.body, string>>();
    sure<Equal<typeof error.operation, "getMany">>();
  }
  // @ts-expect-error 418 is not declared
  isApiError(error, client.getMany, 418);
  // @ts-expect-error no status is declared
  isApiError(error, client.getNone, 404);
  // @ts-expect-error an operation, not its name
  isApiError(error, "getMany", 404);
  if (isGatehouseError(error)) sure<Equal<typeof error, GatehouseError>>();
  if (isDeadlineError(error)) error.deadline satisfies number;
}

/** Nothing thrown, all codes. */
export async function settled(): Promise<string> {
  const result = await client.getTwo.result({ id });
  if (result.ok) return result.data.id + result.status + result.headers.get("x-request-id");
  // @ts-expect-error a failure has no data
  result.data;
  const { error } = result;
  switch (error.code) {
    case "api_error":
      switch (error.status) {
        case 401:
        case 404:
          return error.body.reason;
        default:
          return error satisfies never;
      }
    case "undeclared_status":
      return String(error.status);
    case "connection":
      return error.reason ?? error.host;
    case "authentication":
      return error.suspect;
    case "path_parameter":
      return error.parameter;
    case "validation":
      return error.input;
    case "deadline":
      return String(error.deadline);
    case "job_failed":
    case "job_result_gone":
      return error.state;
    case "drift":
      return error.drift.map(({ pointer }) => pointer).join();
    case "decode":
    case "aborted":
      return error.message;
    default:
      return error satisfies never;
  }
}

/** Input, lists and jobs. */
export async function rest(): Promise<void> {
  // @ts-expect-error id is missing
  void client.getOne({});
  // @ts-expect-error an id is text
  void client.getOne({ id: 1 });
  // @ts-expect-error the operation has no pages
  void client.getOne.items;
  // @ts-expect-error the operation starts no job
  void client.createThing.resume;
  // @ts-expect-error a client is not to be changed
  client.getOne = client.getTwo as never;
  for await (const thing of client.listThings.items()) thing.id satisfies string;
  for await (const page of client.listThings.pages({ body: { limit: 1 } })) page.results satisfies readonly unknown[];
  const job = await client.buildThing({ body: { name: "a" } });
  const thing = await job.wait({ onProgress: (progress) => void (progress.state satisfies string), deadline: 1000 });
  thing.id satisfies string;
  sure<Equal<Awaited<ReturnType<typeof client.createThing>>, undefined>>();
  client.getOne.operation satisfies string;
}

/** Types are those of the parts. */
export function parts(error: TransportError, create: CreateThing): void {
  error.attempts satisfies number;
  // @ts-expect-error an ApiError belongs to an operation
  error satisfies ApiError;
  create satisfies Call<[input: { body: { name: string } }], undefined, ApiError<"createThing", 409, unknown> | NoOtherStatus>;
  const options: ClientOptions<FixtureCredentials> = { baseUrl: "https://host.example", fetch };
  options satisfies ClientOptions<unknown>;
  fetch satisfies Fetch;
  // @ts-expect-error exactOptionalPropertyTypes or not, a credential is no undefined
  ({ baseUrl: "", credentials: { applicationId: "a" } }) satisfies ClientOptions<FixtureCredentials>;
}

/** A validator of an answer is a Standard Schema, and knows what it gives. */
export async function standard(schema: AnswerSchema<{ readonly id: string }>): Promise<void> {
  schema satisfies StandardSchemaV1<unknown, { readonly id: string }>;
  sure<Equal<StandardSchemaV1.InferOutput<typeof schema>, { readonly id: string }>>();
  const result = schema["~standard"].validate({});
  if (!result.issues) result.value.id satisfies string;
  // @ts-expect-error one that may answer later cannot look at an answer before the call settles
  ({ op: { 200: declare<StandardSchemaV1>() } }) satisfies Validators;
}
declare function declare<T>(): T;
