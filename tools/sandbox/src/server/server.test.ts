import { request } from "node:http";
import { connect } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { createSandbox, SANDBOX_ORIGIN, sandboxProducts } from "../index.js";
import { isExpectedHost, isLoopbackAddress } from "./host.js";
import { type RunningServer, type ServerOptions, startServer } from "./index.js";

const running: RunningServer[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});

async function start(options: ServerOptions = {}): Promise<RunningServer> {
  const server = await startServer({ sandbox: createSandbox(), ...options });
  running.push(server);
  return server;
}

const LOGIN = "/entrust-idaas/api/web/v1/adminapi/authenticate";
const login = (server: RunningServer, init: RequestInit = {}) =>
  fetch(server.url + LOGIN, {
    method: "POST",
    body: JSON.stringify(server.sandbox.connect("entrust-idaas").credentials),
    ...init,
    headers: { "content-type": "application/json", ...init.headers },
  });

/** A request that fetch would not send. */
function raw(
  server: RunningServer,
  options: { method?: string; path?: string; headers?: Record<string, string> },
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port: server.port, path: "/", ...options }, (response) => {
      response.resume().on("end", () => resolve(response.statusCode));
    });
    sent.on("error", reject).end();
  });
}

describe("a server", () => {
  test("listens on this machine only and answers as the sandbox does", async () => {
    const server = await start();
    expect(server.url).toBe(`http://127.0.0.1:${server.port}`);
    expect((await login(server)).status).toBe(200);
    expect(server.sandbox.requests).toHaveLength(1);
  });

  test("runs on the machine's clock unless it is given a sandbox", async () => {
    const server = await startServer();
    running.push(server);
    expect(Math.abs(server.sandbox.clock.now() - Date.now())).toBeLessThan(5000);
    expect(server.sandbox.clock.kind).toBe("real");
  });

  test("serves the APIs it is told, and knows their names", async () => {
    const server = await startServer({ apis: ["entrust-idaas"] });
    running.push(server);
    expect(server.sandbox.products.map((one) => one.name)).toEqual(["entrust-idaas"]);
    await expect(startServer({ apis: ["entrust"] })).rejects.toThrow(
      `no API is called "entrust" – expected ${sandboxProducts.map((one) => one.name).join(", ")}`,
    );
  });

  test("a taken port and a foreign address are told in one line", async () => {
    const { port } = await start();
    await expect(start({ port })).rejects.toThrow(`port ${port} on 127.0.0.1 is taken – choose another with --port, or 0 for a free one`);
    await expect(start({ host: "192.0.2.1" })).rejects.toThrow("192.0.2.1 is no address of this machine – choose another with --host");
  });

  test("refuses the host name of a page that rebinds its own name", async () => {
    const server = await start();
    expect(await raw(server, { headers: { host: "evil.example" } })).toBe(421);
    expect(await raw(server, { headers: { host: `evil.example:${server.port}` } })).toBe(421);
    for (const host of ["localhost", `127.0.0.1:${server.port}`, "[::1]", "sandbox.localhost:80"])
      expect(await raw(server, { headers: { host } })).toBe(200);
  });

  test("survives methods and targets that are none", async () => {
    const server = await start();
    const path = LOGIN;
    for (const method of ["TRACE", "PROPFIND", "HEAD", "GET"]) expect(await raw(server, { method, path }), method).toBe(405);
    for (const target of ["//", "/%zz", "/entrust-idaas/%00", "/entrust-idaas//api", "/entrust-idaas/../x"]) {
      expect(await raw(server, { path: target }), target).toBe(404);
    }
    expect(await raw(server, { method: "OPTIONS", path: "*" })).toBeGreaterThanOrEqual(400);
    const answer = await new Promise<string>((resolve) => {
      let text = "";
      const socket = connect(server.port, "127.0.0.1", () => socket.write("NONSENSE\r\n\r\n"));
      socket.on("data", (data) => {
        text += data;
      });
      socket.on("close", () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1.1 400 /);
    expect((await login(server)).status).toBe(200);
  });

  test("a body that is too large is refused with an answer, and the next request is served", async () => {
    const server = await start();
    const answer = await login(server, { body: "x".repeat(3_000_000) });
    expect([answer.status, ((await answer.json()) as { errorCode: string }).errorCode]).toEqual([400, "request_too_large"]);
    expect((await login(server)).status).toBe(200);
  });

  test("a dropped connection reaches the client as one", async () => {
    const server = await start();
    server.sandbox.faults.add({ api: "entrust-idaas", operation: "authenticateAdminApiUsingPOST", drop: "after" });
    await expect(login(server)).rejects.toThrow(TypeError);
    expect((await login(server)).status).toBe(200);
  });

  test("ends at once, whoever is still connected", async () => {
    const server = await startServer({ sandbox: createSandbox() });
    const socket = connect(server.port, "127.0.0.1");
    await new Promise((resolve) => socket.once("connect", resolve));
    await server.close();
    await expect(fetch(server.url)).rejects.toThrow();
    socket.destroy();
  });
});

describe("pages of other origins", () => {
  const origin = "http://app.example";
  const preflight = {
    method: "OPTIONS",
    headers: { origin, "access-control-request-method": "POST", "access-control-request-headers": "authorization" },
  };

  test("are not let in unless they were named", async () => {
    const closed = await start();
    expect((await login(closed, { headers: { origin } })).headers.get("access-control-allow-origin")).toBeNull();
    expect((await fetch(closed.url + LOGIN, preflight)).headers.get("access-control-allow-origin")).toBeNull();
    const open = await start({ cors: [origin] });
    expect((await login(open, { headers: { origin } })).headers.get("access-control-allow-origin")).toBe(origin);
    const answer = await fetch(open.url + LOGIN, preflight);
    expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([204, origin]);
    expect((await login(open, { headers: { origin: "http://evil.example" } })).headers.get("access-control-allow-origin")).toBeNull();
  });

  test("OPTIONS that is no preflight stays the product's", async () => {
    const open = await start({ cors: [origin] });
    const probe = await fetch(`${open.url}/entrust-idaas/api/web/v4/tenantspaged`, { method: "OPTIONS", headers: { origin } });
    expect(probe.status).toBe(401);
  });
});

describe("the control API of a server", () => {
  test("is off unless it is asked for", async () => {
    expect((await fetch(`${(await start()).url}/_gatehouse/requests`)).status).toBe(404);
    const server = await start({ control: true });
    expect((await fetch(`${server.url}/_gatehouse/requests`)).status).toBe(200);
    expect((await fetch(`${server.url}/_gatehouse/reset`, { method: "POST" })).status).toBe(204);
  });

  test("obeys no page of another origin", async () => {
    const server = await start({ control: true, cors: ["http://app.example"] });
    const reset = (origin: string) =>
      fetch(`${server.url}/_gatehouse/reset`, { method: "POST", headers: { origin } }).then((one) => one.status);
    expect(await reset("http://evil.example")).toBe(403);
    expect(await reset("null")).toBe(403);
    expect(await reset(server.url)).toBe(204);
    expect(await reset("http://app.example")).toBe(204);
  });
});

test("only loopback addresses are this machine", () => {
  for (const address of ["127.0.0.1", "127.1.2.3", "::1", "::ffff:127.0.0.1"]) expect(isLoopbackAddress(address), address).toBe(true);
  for (const address of ["10.0.0.1", "::ffff:10.0.0.1", "fe80::1", "", undefined, "1127.0.0.1"])
    expect(isLoopbackAddress(address), address).toBe(false);
});

test("host names are loopback names, IP addresses and those that were told", () => {
  for (const host of ["localhost", "LOCALHOST:1", "a.localhost", "127.0.0.1:80", "10.0.0.7", "[::1]:80", "box.example:80"]) {
    expect(isExpectedHost(host, ["box.example"]), host).toBe(true);
  }
  for (const host of [undefined, "", "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "a b", "[::1", "x:y"]) {
    expect(isExpectedHost(host, ["box.example"]), host).toBe(false);
  }
});

test("dates its answers by the sandbox's clock, as it does tokens", async () => {
  const server = await start();
  const path = "/entrust-idaas/nowhere";
  for (const answer of [await fetch(`${server.url}${path}`), await server.sandbox.fetch(`${SANDBOX_ORIGIN}${path}`)]) {
    expect(answer.headers.get("date")).toBe("Thu, 15 Jan 2026 08:00:00 GMT");
  }
});
