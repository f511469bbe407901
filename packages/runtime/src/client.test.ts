import { describe, expect, it } from "vitest";
import { connect, json } from "../test/support/server.js";
import { isApiError } from "./index.js";

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
