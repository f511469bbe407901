import { afterAll, beforeAll, describe, test } from "vitest";
import { createSandbox } from "../../src/index.js";
import { type RunningServer, startServer } from "../../src/server/index.js";
import { type Checked, inProcess, titleOf } from "./check.js";

/** Every check of a product, in this process and through a socket. */
export function testBehaviour<Target>({ product, checks, target }: Checked<Target>): void {
  describe("in this process", () => {
    for (const check of checks) test(titleOf(check), () => check.run(target(inProcess(product))));
  });

  describe("through a socket", () => {
    let server: RunningServer;
    beforeAll(async () => {
      server = await startServer({ sandbox: createSandbox({ products: [product] }) });
    });
    afterAll(() => server.close());
    for (const check of checks) {
      test(titleOf(check), () => {
        server.sandbox.reset();
        return check.run(target({ sandbox: server.sandbox, baseUrl: `${server.url}/${product.name}`, fetch }));
      });
    }
  });
}
