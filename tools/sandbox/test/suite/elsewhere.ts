import { setupServer } from "msw/node";
import { afterAll, beforeAll, describe, test } from "vitest";
import { createSandbox } from "../../src/index.js";
import { sandboxHandlers } from "../../src/msw.js";
import { openSandbox, serveSandbox } from "../../src/worker/index.js";
import { type Checked, titleOf } from "./check.js";

/** Every check of a product by the longer ways to a sandbox: behind msw, and in a worker. */
export function testElsewhere<Target>({ product, checks, target }: Checked<Target>): void {
  describe("behind msw", () => {
    const baseUrl = "https://customer.example";
    const sandbox = createSandbox({ products: [product] });
    const server = setupServer(...sandboxHandlers(sandbox, { [product.name]: baseUrl }));
    beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
    afterAll(() => server.close());
    for (const check of checks) {
      test(titleOf(check), () => {
        sandbox.reset();
        return check.run(target({ sandbox, baseUrl, fetch: (input, init) => fetch(input, init) }));
      });
    }
  });

  describe("in a worker", () => {
    const sandbox = createSandbox({ products: [product] });
    const { port1: page, port2: worker } = new MessageChannel();
    const { fetch } = openSandbox(page);
    beforeAll(() => serveSandbox({ scope: worker, create: () => sandbox }));
    afterAll(() => page.close());
    for (const check of checks) {
      test(titleOf(check), () => {
        sandbox.reset();
        return check.run(target({ sandbox, baseUrl: sandbox.connect(product.name).baseUrl, fetch }));
      });
    }
  });
}
