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

function proves(lines: readonly string[], { requests }: Sandbox) {
  expect(lines).toEqual(["is UP", expect.stringMatching(/^refused: ./)]);
  expect(requests.map(({ operation, status }) => [operation, status])).toEqual([
    ["getStatus", 200],
    ["getStatus", 401],
  ]);
}

test("it runs against the sandbox in this process", async () => {
  const sandbox = createSandbox();
  proves(await tryOut({ ...sandbox.connect("api-name"), clock: sandbox.clock }), sandbox);
});

test("it runs unchanged against a server", async () => {
  const sandbox = createSandbox({ clock: realClock() });
  const server = await startServer({ sandbox });
  try {
    proves(await tryOut({ baseUrl: `${server.url}/api-name`, credentials: sandbox.connect("api-name").credentials }), sandbox);
  } finally {
    await server.close();
  }
});
