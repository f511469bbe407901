import { afterAll, beforeAll, describe, test } from "vitest";
import { createSandbox } from "../../src/index.js";
import { type RunningServer, startServer } from "../../src/server/index.js";
import { checks, titleOf } from "./checks/index.js";
import { Target } from "./target.js";

describe("in this process", () => {
  for (const check of checks) test(titleOf(check), () => check.run(Target.inProcess()));
});

describe("through a socket", () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await startServer({ sandbox: createSandbox() });
  });
  afterAll(() => server.close());
  for (const check of checks) {
    test(titleOf(check), () => {
      server.sandbox.reset();
      return check.run(new Target(server.sandbox, `${server.url}/entrust-idaas`, fetch));
    });
  }
});
