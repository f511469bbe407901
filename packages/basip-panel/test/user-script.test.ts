import { readFile } from "node:fs/promises";
import { createSandbox, realClock, type Sandbox } from "@gatehouse/sandbox";
import { startServer } from "@gatehouse/sandbox/server";
import { expect, test } from "vitest";
import { tryOut } from "./user-script.js";

const read = (path: string) => readFile(new URL(path, import.meta.url), "utf8");

const script = () => read("user-script.ts");

test("the README shows this script, character by character", async () => {
  const shown = [...(await read("../README.md")).matchAll(/```ts\n([\s\S]*?)```/g)].map((match) => match[1]);
  expect(shown).toContain(await script());
});

test("it can be taken in at a glance", async () => {
  expect((await script()).trimEnd().split("\n").length).toBeLessThanOrEqual(15);
});

function proves(lines: readonly string[], { requests }: Sandbox) {
  expect(lines[0]).toMatch(/^image\/png of [1-9]\d* bytes$/);
  expect(lines).toContain("has Mira Okafor");
  expect(lines).toContain("has Tomasz Lind");
  expect(lines.at(-1)).toMatch(/^gone: ./);
  // One sign-in for all of it.
  expect(requests.filter(({ operation }) => operation === "login")).toHaveLength(1);
  expect(requests.map(({ status }) => status).filter((status) => status !== 200)).toEqual([400]);
}

test("it runs against the sandbox in this process", async () => {
  const sandbox = createSandbox();
  proves(await tryOut(sandbox.connect("basip-panel")), sandbox);
});

test("it runs unchanged against a server", async () => {
  const sandbox = createSandbox({ clock: realClock() });
  const server = await startServer({ sandbox });
  try {
    const { credentials } = sandbox.connect("basip-panel");
    proves(await tryOut({ baseUrl: `${server.url}/basip-panel`, credentials }), sandbox);
  } finally {
    await server.close();
  }
});
