import { createSandbox, realClock, sandboxProducts } from "@gatehouse/sandbox";
import { startServer } from "@gatehouse/sandbox/server";
import { expect, test } from "vitest";
import { checkOverHttp } from "../src/check-over-http.js";

test.each(sandboxProducts.map(({ name }) => name))(
  "%s as a server does as described, and again on the state that a run leaves behind",
  { timeout: 600_000 },
  async (api) => {
    const server = await startServer({ sandbox: createSandbox({ clock: realClock() }) });
    try {
      for (let run = 0; run < 2; run++) {
        const { exit, output } = await checkOverHttp(api, `${server.url}/${api}`);
        expect(exit, output).toBe(0);
        expect(output).toMatch(/[1-9]\d* passed, 0 findings, \d+ untold/);
      }
    } finally {
      await server.close();
    }
  },
);
