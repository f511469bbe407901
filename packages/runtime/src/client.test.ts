import { describe, expect, it } from "vitest";
import { connect, json } from "../test/support/server.js";
import {
  AbortedError,
  AuthenticationError,
  ConfigurationError,
  ConnectionError,
  DeadlineError,
  DecodeError,
  GatehouseError,
  isAbortedError,
  isApiError,
  isAuthenticationError,
  isConfigurationError,
  isConnectionError,
  isDeadlineError,
  isDecodeError,
  isGatehouseError,
  isJobError,
  isPathParameterError,
  isUndeclaredStatusError,
  isValidationError,
  JobError,
  PathParameterError,
  UndeclaredStatusError,
  ValidationError,
} from "./index.js";

describe("isApiError", () => {
  const error = { [Symbol.for("gatehouse.error")]: true, code: "api_error", api: "fixture", operation: "getOne", status: 404 };

  it("knows an error of another copy of the runtime, as a bundler may leave two", () => {
    const { client } = connect(() => json(200, {}));
    expect(isApiError(error, client.getOne, 404)).toBe(true);
    expect(isGatehouseError(error)).toBe(true);
  });

  it("knows no error of an operation of the same name in another API, nor of no API", () => {
    const { client } = connect(() => json(200, {}));
    expect(isApiError({ ...error, api: "other" }, client.getOne)).toBe(false);
    for (const other of [undefined, null, "api_error", { code: "api_error" }, new Error("api_error")]) {
      expect(isApiError(other, client.getOne)).toBe(false);
      expect(isGatehouseError(other)).toBe(false);
    }
  });
});

describe("the guards", () => {
  it("tell every class from the others", () => {
    const at = { api: "a", operation: "o" };
    const errors = {
      aborted: new AbortedError(at),
      authentication: new AuthenticationError({ ...at, suspect: "host" }, "why"),
      configuration: new ConfigurationError({ api: "a", option: "o" }, "why"),
      connection: new ConnectionError({ ...at, host: "h", reason: undefined }),
      deadline: new DeadlineError({ ...at, deadline: 1 }),
      decode: new DecodeError({ ...at, status: 200 }, "why"),
      job: new JobError({ ...at, code: "job_result_gone", id: "i", state: "s" }),
      failedJob: new JobError({ ...at, code: "job_failed", id: "i", state: "s" }),
      path: new PathParameterError({ ...at, parameter: "id", path: "/{id}", wire: "id" }, "why"),
      undeclared: new UndeclaredStatusError({ ...at, status: 502 }),
      validation: new ValidationError({ ...at, input: "body" }, "why"),
    };
    const guards = {
      aborted: isAbortedError,
      authentication: isAuthenticationError,
      configuration: isConfigurationError,
      connection: isConnectionError,
      deadline: isDeadlineError,
      decode: isDecodeError,
      job: isJobError,
      failedJob: isJobError,
      path: isPathParameterError,
      undeclared: isUndeclaredStatusError,
      validation: isValidationError,
    };
    for (const [name, error] of Object.entries(errors)) {
      const known = Object.entries(guards).flatMap(([guard, is]) => (is(error) ? [guard] : []));
      expect(known).toEqual(/job/i.test(name) ? ["job", "failedJob"] : [name]);
      expect(error).toMatchObject({ api: "a", requestId: undefined, attempts: 0, name: error.constructor.name });
      expect(isGatehouseError(error) && error instanceof GatehouseError).toBe(true);
    }
  });
});

describe("fetch", () => {
  it("is called without a this, as browsers demand of theirs", async () => {
    const callers: unknown[] = [];
    const { client } = connect(() => json(200, {}), {
      async fetch(this: unknown) {
        callers.push(this);
        return json(200, { authToken: "t" });
      },
    });
    await client.getOne({ id: "a" });
    expect(callers).toEqual([undefined, undefined]);
  });

  it("that gives nothing is a connection that failed", async () => {
    const { client } = connect(() => undefined as never, { attempts: 1 });
    expect(await client.getOne.result({ id: "a" })).toMatchObject({ ok: false, error: { code: "connection", attempts: 1 } });
  });

  it("is the global one by default, as it is at the time of the call", async () => {
    const { client } = connect(() => json(200, {}), { fetch: undefined });
    const original = globalThis.fetch;
    try {
      globalThis.fetch = async () => json(200, { authToken: "t", id: "from the global" });
      expect(await client.getOne({ id: "a" })).toMatchObject({ id: "from the global" });
    } finally {
      globalThis.fetch = original;
    }
  });
});

describe("a call", () => {
  it("gives the data of a declared success", async () => {
    const { client } = connect(() => json(200, { id: "a" }));
    expect(await client.getOne({ id: "a" })).toEqual({ id: "a" });
  });

  it("throws an ApiError for a declared error status, with its body and request id", async () => {
    const { client } = connect(() => json(404, { reason: "gone" }, { "x-request-id": "r-1" }));
    const error = await client.getOne({ id: "a" }).catch((thrown: unknown) => thrown);
    expect(isApiError(error, client.getOne)).toBe(true);
    expect(isApiError(error, client.getOne, 404)).toBe(true);
    expect(isApiError(error, client.getTwo)).toBe(false);
    expect(isApiError(error, client.getTwo, 404)).toBe(false);
    expect(error).toMatchObject({ body: { reason: "gone" }, requestId: "r-1", attempts: 1, status: 404 });
    expect(error).toBeInstanceOf(Error);
  });
});
