import { inProcessTarget, type Target } from "@gatehouse/contract";
import { createSandbox, type SandboxOptions } from "@gatehouse/sandbox";

/**
 * The sandbox of an API as a target of contract checks: every world is a fresh sandbox, and waiting moves its virtual clock.
 *
 * @param options Of each sandbox; a wrapped store or a rule left out makes a broken product.
 */
export function sandboxTarget(api: string, options: SandboxOptions = {}): Target {
  return inProcessTarget({
    name: "sandbox",
    handler: () => {
      const sandbox = createSandbox(options);
      return {
        fetch: (request) => sandbox.fetch(request),
        baseUrl: sandbox.connect(api).baseUrl,
        sleep: (milliseconds) => sandbox.clock.advance(milliseconds),
      };
    },
  });
}
