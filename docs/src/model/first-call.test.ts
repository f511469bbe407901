import { fileURLToPath } from "node:url";
import { loadDescription } from "@gatehouse/description";
import { expect, test } from "vitest";
import { firstCallCurl } from "../server/first-call-curl.js";
import { firstCall } from "./first-call.js";

test("a key that is sent as it is is tried on a call that changes nothing, with the path values of its examples", async () => {
  const lockers = await loadDescription(fileURLToPath(new URL("../../test/fixtures/lockers/openapi.yaml", import.meta.url)));
  const call = firstCall(lockers);
  expect(call).toMatchObject({ operationId: "listLockers", path: "/halls/east%20wing/lockers" });
  expect(firstCallCurl(call!, "http://127.0.0.1:4010/lockers", { apiKey: "k" })).toBe(
    "curl -sS http://127.0.0.1:4010/lockers/halls/east%20wing/lockers -H 'X-Locker-Key: k'",
  );
});
