import { inProcessTarget, type Target } from "@gatehouse/contract";
import { createSandbox, type Sandbox, type SandboxOptions, sandboxProducts } from "@gatehouse/sandbox";

/**
 * The sandbox of an API as a target of contract checks: every world is as fresh as a new sandbox, and waiting moves its virtual clock.
 * Thousands of worlds are opened one after the other: a sandbox whose world has ended is taken back to its beginning and used again.
 *
 * @param options Of each sandbox; a wrapped store or a rule left out makes a broken product.
 */
export function sandboxTarget(api: string, options: SandboxOptions = {}): Target {
  const idle: Sandbox[] = [];
  const products = sandboxProducts.filter(({ name }) => name === api);
  const create = () => createSandbox({ products, ...options });
  const beginning = create().snapshot();
  return inProcessTarget({
    name: "sandbox",
    handler: () => {
      const sandbox = idle.pop() ?? create();
      return {
        fetch: (request) => sandbox.fetch(request),
        baseUrl: sandbox.connect(api).baseUrl,
        sleep: (milliseconds) => sandbox.clock.advance(milliseconds),
        close: () => {
          sandbox.restore(beginning);
          idle.push(sandbox);
        },
      };
    },
  });
}
