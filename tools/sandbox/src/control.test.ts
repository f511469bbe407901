import { describe, expect, test } from "vitest";
import { createSandbox, SANDBOX_ORIGIN, type Sandbox } from "./index.js";

const API = "entrust-idaas";
const OPERATION = "authenticateAdminApiUsingPOST";
const login = (sandbox: Sandbox) => {
  const { baseUrl, credentials, fetch } = sandbox.connect(API);
  const headers = { "content-type": "application/json" };
  return fetch(`${baseUrl}/api/web/v1/adminapi/authenticate`, { method: "POST", headers, body: JSON.stringify(credentials) });
};
const control = (sandbox: Sandbox, method: string, path: string, body?: unknown) =>
  sandbox.fetch(`${SANDBOX_ORIGIN}/_gatehouse${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });

describe("the control API", () => {
  test("tells and moves the time", async () => {
    const sandbox = createSandbox();
    expect(await (await control(sandbox, "GET", "/clock")).json()).toEqual({ now: "2026-01-15T08:00:00.000Z", kind: "virtual" });
    expect(await (await control(sandbox, "POST", "/clock/advance", { ms: 900_000 })).json()).toMatchObject({
      now: "2026-01-15T08:15:00.000Z",
    });
    for (const body of [{ ms: -1 }, { ms: "1" }, {}, [], 1])
      expect((await control(sandbox, "POST", "/clock/advance", body)).status).toBe(400);
  });

  test("hands out the log and starts over", async () => {
    const sandbox = createSandbox();
    await login(sandbox);
    expect(await (await control(sandbox, "GET", "/requests")).json()).toEqual(JSON.parse(JSON.stringify(sandbox.requests)));
    expect((await control(sandbox, "POST", "/reset")).status).toBe(204);
    expect(sandbox.requests).toEqual([]);
    expect(sandbox.snapshot()).toEqual(createSandbox().snapshot());
  });

  test("takes faults, lists them and forgets them", async () => {
    const sandbox = createSandbox();
    const fault = { api: API, operation: OPERATION, status: 503, times: 2 };
    expect((await control(sandbox, "POST", "/faults", fault)).status).toBe(204);
    expect((await login(sandbox)).status).toBe(503);
    expect(await (await control(sandbox, "GET", "/faults")).json()).toEqual([{ ...fault, times: 1 }]);
    expect((await control(sandbox, "DELETE", "/faults")).status).toBe(204);
    expect((await login(sandbox)).status).toBe(200);
  });

  test("says what is wrong with a fault, and that a path is none of its own", async () => {
    const sandbox = createSandbox();
    const wrong = async (fault: unknown) => {
      const response = await control(sandbox, "POST", "/faults", fault);
      expect(response.status).toBe(400);
      return ((await response.json()) as { error: string }).error;
    };
    expect(await wrong({ operation: OPERATION, status: 500 })).toBe("not a fault: api and operation must be strings");
    expect(await wrong({ api: API, operation: OPERATION })).toBe("not a fault: one of delay, status and drop is required");
    expect(await wrong({ api: API, operation: OPERATION, status: 700 })).toBe("not a fault: status must be 599 or less");
    expect(await wrong({ api: API, operation: OPERATION, delay: -1 })).toBe("not a fault: delay must be an integer, 0 or more");
    expect(await wrong({ api: API, operation: OPERATION, times: 0 })).toBe("not a fault: times must be an integer, 1 or more");
    expect(await wrong({ api: API, operation: OPERATION, drop: "now" })).toBe("not a fault: drop must be before or after");
    expect(await wrong(1)).toBe("the body must be a JSON object");
    expect((await control(sandbox, "GET", "/nothing")).status).toBe(404);
  });
});

describe("a fault", () => {
  test("strikes its operation only, as often as it was told, and shows in the log", async () => {
    const sandbox = createSandbox();
    sandbox.faults.add({ api: API, operation: "POST /api/web/v4/tenantspaged", status: 500 });
    sandbox.faults.add({ api: API, operation: OPERATION, status: 429, headers: { "retry-after": "3" }, body: { code: "slow" } });
    const struck = await login(sandbox);
    expect([struck.status, struck.headers.get("retry-after"), await struck.json()]).toEqual([429, "3", { code: "slow" }]);
    expect((await login(sandbox)).status).toBe(200);
    expect(sandbox.requests.map((one) => one.status)).toEqual([429, 200]);
  });

  test("can lose the answer of what was carried out, or the request before it was", async () => {
    for (const [drop, carriedOut] of [
      ["after", true],
      ["before", false],
    ] as const) {
      const sandbox = createSandbox();
      const before = sandbox.snapshot().store;
      sandbox.faults.add({ api: API, operation: OPERATION, drop });
      await expect(login(sandbox)).rejects.toThrow(TypeError);
      expect(JSON.stringify(sandbox.snapshot().store) !== JSON.stringify(before)).toBe(carriedOut);
      expect(sandbox.requests[0]!.status).toBeNull();
    }
  });

  test("can delay an answer on the sandbox's clock, which costs no real time", async () => {
    const sandbox = createSandbox();
    const began = sandbox.clock.now();
    sandbox.faults.add({ api: API, operation: OPERATION, delay: 60_000 });
    expect((await login(sandbox)).status).toBe(200);
    expect(sandbox.clock.now() - began).toBe(60_000);
  });
});

test("a method that is a property of every object is none of the control API's", async () => {
  const { fetch } = createSandbox();
  for (const method of ["constructor", "toString"]) {
    expect((await fetch(`${SANDBOX_ORIGIN}/_gatehouse/reset`, { method })).status, method).toBe(404);
  }
});
