import { readFile } from "node:fs/promises";
import { createSandbox, realClock, type Sandbox } from "@gatehouse/sandbox";
import { startServer } from "@gatehouse/sandbox/server";
import { steppingClock } from "@gatehouse/test-kit";
import { expect, test } from "vitest";
import { tryOut } from "./user-script.js";

const read = (path: string) => readFile(new URL(path, import.meta.url), "utf8");

const script = () => read("user-script.ts");

test.each(["../README.md", "../../../README.md"])("%s shows this script, character by character", async (readme) => {
  const shown = [...(await read(readme)).matchAll(/```ts\n([\s\S]*?)```/g)].map((match) => match[1]);
  expect(shown).toContain(await script());
});

test("it can be taken in at a glance", async () => {
  expect((await script()).trimEnd().split("\n").length).toBeLessThanOrEqual(15);
});

function proves(lines: readonly string[], { requests }: Sandbox) {
  expect(lines).toContainEqual(expect.stringMatching(/^has lindenworks\./));
  expect(lines.at(-1)).toMatch(/^gone: ./);
  expect(requests.map(({ operation }) => operation)).toContain("lockTenantUsingPUT");
  // One sign-in for all of it, and the clock of the sandbox for the waiting.
  expect(requests.filter(({ operation }) => operation === "authenticateAdminApiUsingPOST")).toHaveLength(1);
  expect(requests.map(({ status }) => status).filter((status) => status !== 200)).toEqual([404]);
}

test("it runs against the sandbox in this process", async () => {
  const sandbox = createSandbox();
  proves(await tryOut({ ...sandbox.connect("entrust-idaas"), clock: sandbox.clock }), sandbox);
});

test("it runs unchanged against a server", async () => {
  const sandbox = createSandbox({ clock: realClock() });
  const server = await startServer({ sandbox });
  try {
    const { credentials } = sandbox.connect("entrust-idaas");
    proves(await tryOut({ baseUrl: `${server.url}/entrust-idaas`, credentials, clock: steppingClock(sandbox) }), sandbox);
  } finally {
    await server.close();
  }
});
