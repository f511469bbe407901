import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { loadDescription } from "@gatehouse/description";
import { type Clock, createSandbox, type LoggedRequest, type ProductCredentials, realClock, type Sandbox } from "@gatehouse/sandbox";
import { sandboxHandlers } from "@gatehouse/sandbox/msw";
import { startServer } from "@gatehouse/sandbox/server";
import { setupServer } from "msw/node";
import { describe, expect, test } from "vitest";
import { typescriptBlocks } from "./markdown-blocks.js";
import { specFolder } from "./spec-folder.js";
import { steppingClock } from "./stepping-clock.js";

/** What a client's script is called with: an application's usual options. */
interface Options<Api extends keyof ProductCredentials> {
  readonly baseUrl: string;
  readonly credentials: ProductCredentials[Api];
  readonly clock: Clock;
  readonly fetch?: typeof fetch;
}

/** The script of a client's README, and what is known of it. */
export interface UserScript<Api extends keyof ProductCredentials> {
  /** `test/user-script.ts`. */
  readonly script: (options: Options<Api>) => Promise<readonly string[]>;
  /** Expects what it has said, and what the sandbox was asked for it. */
  proves(lines: readonly string[], sandbox: Sandbox): void;
  /** READMEs that show it, from the workspace. Default: its own. */
  readonly readmes?: readonly string[];
}

/** What can be taken in at a glance. */
const LINES = 15;

/**
 * Registers tests of the script in a client's README: it is shown as it stands, and it proves the same against the sandbox in this process,
 * against a server, with one address or one per server of the description, and behind msw's handlers. Call it from the client's own workspace.
 *
 * @example
 * await userScript("entrust-idaas", { script: tryOut, proves: (lines) => expect(lines.at(-1)).toMatch(/^gone/) });
 */
export async function userScript<Api extends keyof ProductCredentials>(
  api: Api,
  { script, proves, readmes }: UserScript<Api>,
): Promise<void> {
  const { servers } = await loadDescription(specFolder(api));
  const names = servers.flatMap(({ name }) => (name === undefined ? [] : [name]));

  test.each(readmes ?? ["README.md"])("%s shows the script, character by character", async (file) => {
    expect(await typescriptBlocks(join(process.cwd(), file))).toContain(await readFile(join(process.cwd(), "test/user-script.ts"), "utf8"));
  });

  test("the script can be taken in at a glance", async () => {
    const text = await readFile(join(process.cwd(), "test/user-script.ts"), "utf8");
    expect(text.trimEnd().split("\n").length).toBeLessThanOrEqual(LINES);
  });

  test("it runs against the sandbox in this process", async () => {
    const sandbox = createSandbox();
    proves(await script(sandbox.connect(api)), sandbox);
  });

  describe("it runs unchanged against a server", () => {
    const addresses = ["one address", ...(names.length > 1 ? ["an address per server"] : [])];
    test.each(addresses)("with %s", async (how) => {
      const sandbox = createSandbox({ clock: realClock() });
      const server = await startServer({ sandbox });
      try {
        const { credentials } = sandbox.connect(api);
        const address = `${server.url}/${api}`;
        // The one script that is told of several takes them.
        const baseUrl = how === "one address" ? address : (Object.fromEntries(names.map((name) => [name, address])) as unknown as string);
        proves(await script({ baseUrl, credentials, clock: steppingClock(sandbox) }), sandbox);
      } finally {
        await server.close();
      }
    });
  });

  test("it cannot tell msw's handlers from the sandbox in its process", async () => {
    const direct = createSandbox();
    await script(direct.connect(api));

    const sandbox = createSandbox();
    const baseUrl = `https://${api}.example/base`;
    const server = setupServer(...sandboxHandlers(sandbox, { [api]: baseUrl }));
    server.listen({ onUnhandledRequest: "error" });
    try {
      const { credentials } = sandbox.connect(api);
      proves(await script({ baseUrl, credentials, clock: steppingClock(sandbox) }), sandbox);
    } finally {
      server.close();
    }
    expect(sandbox.requests.map(exchange)).toEqual(direct.requests.map(exchange));
    expect(new Set(sandbox.requests.map(({ status }) => status)).size, "successes and refusals").toBeGreaterThan(1);
  });
}

/** What is the same each time, also of a script that makes up an id. */
const exchange = ({ operation, method, target, status, refusedBy }: LoggedRequest) => ({ operation, method, target, status, refusedBy });
