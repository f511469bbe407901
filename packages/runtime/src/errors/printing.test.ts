import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { connect, json } from "../../test/support/server.js";
import { isApiError, JobError } from "./index.js";

const thrown = async (call: Promise<unknown>) => call.catch((error: unknown) => error) as Promise<Error>;
const everywhere = (error: Error) =>
  [inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true }), JSON.stringify(error), String(error), error.stack].join("\n");

describe("an ApiError", () => {
  it("gives its body to who asks for it, and shows it to nobody else", async () => {
    const { client } = connect(() => json(404, { reason: "hunter2 is unknown" }, { "x-request-id": "r-1" }));
    const error = await thrown(client.getOne({ id: "a" }));
    expect(isApiError(error, client.getOne, 404) && error.body.reason).toBe("hunter2 is unknown");
    expect(everywhere(error)).not.toContain("hunter2");
    expect(everywhere({ ...error })).not.toContain("hunter2");
    expect(inspect({ ok: false, error }, { depth: 9 })).not.toContain("hunter2");
  });

  it("is written to JSON with its message and all its fields", async () => {
    const { client } = connect(() => json(404, { reason: "x" }, { "x-request-id": "r-1" }));
    expect(JSON.parse(JSON.stringify({ error: await thrown(client.getOne({ id: "a" })) }))).toEqual({
      error: {
        name: "ApiError",
        message: "getOne: the server answered 404",
        code: "api_error",
        api: "fixture",
        operation: "getOne",
        status: 404,
        requestId: "r-1",
        attempts: 1,
      },
    });
  });
});

it("a JobError keeps the server's words to itself as well", () => {
  const error = new JobError({ api: "a", operation: "o", code: "job_failed", id: "1", state: "FAILED", reason: "hunter2" });
  expect(error.reason).toBe("hunter2");
  expect(everywhere(error)).not.toContain("hunter2");
});
