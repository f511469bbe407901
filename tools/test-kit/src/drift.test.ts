import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createSandbox, realClock, type Sandbox, type SandboxOptions, type Store, type StoredRecord } from "@gatehouse/sandbox";
import { startServer } from "@gatehouse/sandbox/server";
import { afterEach, expect, test } from "vitest";
import { checkOverHttp } from "./check-over-http.js";

const API = "entrust-idaas";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

const check = (target: string, only?: string) => checkOverHttp(API, target, only);

async function served(options: SandboxOptions = {}, through?: (body: string) => string): Promise<string> {
  // Creations are over at once: over HTTP a job would take its real time.
  const sandbox = createSandbox({ clock: realClock(), settings: { [API]: { scheduledMs: 0, processingMs: 0 } }, ...options });
  const server = await startServer({ sandbox: through ? { ...sandbox, answer: rewriting(sandbox.answer, through) } : sandbox });
  open.push(server);
  return `${server.url}/${API}`;
}

const rewriting =
  (inner: Sandbox["answer"], through: (body: string) => string): Sandbox["answer"] =>
  async (arrival) => {
    const answer = await inner(arrival);
    return typeof answer.body === "string" ? { ...answer, body: through(answer.body) } : answer;
  };

const withoutDelete = (store: Store): Store => ({
  ...store,
  collection: <T extends StoredRecord>(name: string) => ({ ...store.collection<T>(name), delete: () => true }),
});

test("a sandbox that does as described: exit 0, and again on the state that a run leaves behind", async () => {
  const target = await served();
  for (const only of ["createTenantAsync", "deleteTenant", "createTenantAsync"]) {
    const { exit, output } = await check(target, only);
    expect(exit, output).toBe(0);
    expect(output).toMatch(/[1-9]\d* passed, 0 findings, 0 untold/);
  }
});

test("nothing listens: exit 2, and the address is named", async () => {
  const server = await new Promise<Server>((resolve) => {
    const one = createServer().listen(0, "127.0.0.1", () => resolve(one));
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  const { exit, output } = await check(`http://127.0.0.1:${port}/${API}`);
  expect(exit).toBe(2);
  expect(output).toContain(`127.0.0.1:${port}`);
});

test("a renamed field: exit 1, with the line that promises it", async () => {
  const { exit, output } = await check(await served({}, (body) => body.replaceAll('"companyName":', '"company":')), "getTenant");
  expect(exit).toBe(1);
  expect(output).toMatch(/schemas\/tenants\.yaml:\d+:\d+/);
  expect(output).toContain("companyName");
});

test("a delete that deletes nothing: exit 1, with its line", async () => {
  const { exit, output } = await check(await served({ wrap: { store: withoutDelete } }), "deleteTenant");
  expect(exit).toBe(1);
  expect(output).toMatch(/paths\/tenants\.yaml:\d+:\d+/);
  expect(output).toContain("deleteTenant");
});

test("a token that is not checked: exit 1, with its line", async () => {
  const open = { wrap: { rules: (rules: object) => Object.fromEntries(Object.entries(rules).filter(([id]) => !id.startsWith("token-"))) } };
  const { exit, output } = await check(await served(open), "getTenant");
  expect(exit).toBe(1);
  expect(output).toMatch(/paths\/tenants\.yaml:\d+:\d+/);
});
