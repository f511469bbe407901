import { readFile } from "node:fs/promises";
import { createSandbox, realClock, type Sandbox } from "@gatehouse/sandbox";
import { startServer } from "@gatehouse/sandbox/server";
import { expect, test } from "vitest";
import { tryOut } from "./user-script.js";

const read = (path: string) => readFile(new URL(path, import.meta.url), "utf8");

test("the README shows this script, character by character", async () => {
  const shown = [...(await read("../README.md")).matchAll(/```ts\n([\s\S]*?)```/g)].map((match) => match[1]);
  expect(shown).toContain(await read("user-script.ts"));
});

test("it can be taken in at a glance", async () => {
  expect((await read("user-script.ts")).trimEnd().split("\n").length).toBeLessThanOrEqual(15);
});

function proves(lines: readonly string[], { requests }: Sandbox) {
  const users = lines.filter((line) => line.startsWith("has "));
  expect(users).toContain("has rosa.lindqvist@linden.example");
  expect(users).toContain("has mira.okafor@linden.example");
  const ascending = users.map((line) => line.toLowerCase());
  expect(ascending).toEqual([...ascending].sort());
  expect(lines.at(-1)).toMatch(/^gone: \S/);
  const pages = requests.filter(({ method, target }) => method === "GET" && target.includes("/person?"));
  expect(pages.length).toBeGreaterThan(2);
  // One token for all of it, and nothing was refused but the read of what was taken away.
  expect(requests.filter(({ target }) => target.startsWith("/v2/oauth2/oauth/token"))).toHaveLength(1);
  expect(requests.map(({ status }) => status ?? 0).filter((status) => status < 200 || status >= 300)).toEqual([404]);
}

test("it runs against the sandbox in this process", async () => {
  const sandbox = createSandbox();
  proves(await tryOut({ ...sandbox.connect("imageware-gmi"), clock: sandbox.clock }), sandbox);
});

test.each(["one address", "an address per server"])("it runs unchanged against a server, with %s", async (how) => {
  const sandbox = createSandbox({ clock: realClock() });
  const server = await startServer({ sandbox });
  try {
    const { credentials } = sandbox.connect("imageware-gmi");
    const address = `${server.url}/imageware-gmi`;
    proves(await tryOut({ baseUrl: how === "one address" ? address : { user: address, gmi: address }, credentials }), sandbox);
  } finally {
    await server.close();
  }
});
