import { type Clock, createSandbox, type LoggedRequest, type ProductCredentials } from "@gatehouse/sandbox";
import { sandboxHandlers } from "@gatehouse/sandbox/msw";
import { setupServer } from "msw/node";
import { expect, test } from "vitest";
import { steppingClock } from "./stepping-clock.js";

/** What a client's script is called with: an application's usual options. */
interface Options<Api extends keyof ProductCredentials> {
  readonly baseUrl: string;
  readonly credentials: ProductCredentials[Api];
  readonly clock: Clock;
  readonly fetch?: typeof fetch;
}

/**
 * Registers a test that a script over a generated client, at an address of its own and with the global fetch, cannot tell msw's handlers from
 * the sandbox in its process: it says the same, and the sandbox is asked and answers the same.
 *
 * @example
 * behindMsw("entrust-idaas", tryOut);
 */
export function behindMsw<Api extends keyof ProductCredentials>(
  api: Api,
  script: (options: Options<Api>) => Promise<readonly string[]>,
): void {
  test("a script cannot tell msw's handlers from the sandbox in its process", async () => {
    const direct = createSandbox();
    const wanted = await script({ ...direct.connect(api), clock: direct.clock });

    const sandbox = createSandbox();
    const baseUrl = `https://${api}.example/base`;
    const server = setupServer(...sandboxHandlers(sandbox, { [api]: baseUrl }));
    server.listen({ onUnhandledRequest: "error" });
    try {
      const { credentials } = sandbox.connect(api);
      expect(await script({ baseUrl, credentials, clock: steppingClock(sandbox) })).toEqual(wanted);
    } finally {
      server.close();
    }
    expect(sandbox.requests.map(exchange)).toEqual(direct.requests.map(exchange));
    expect(new Set(sandbox.requests.map(({ status }) => status)).size, "successes and refusals").toBeGreaterThan(1);
  });
}

const exchange = ({ operation, method, target, body, status, refusedBy }: LoggedRequest) => ({
  operation,
  method,
  target,
  body,
  status,
  refusedBy,
});
