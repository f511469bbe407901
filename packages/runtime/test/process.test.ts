import { execFile } from "node:child_process";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/** Sockets that the server has seen. */
const sockets = new Set<unknown>();
let server: Server;
let origin: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    sockets.add(request.socket);
    if (request.url?.startsWith("/hang")) return;
    if (request.url?.startsWith("/torn")) {
      response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
      response.write('{"a":', () => response.destroy());
      return;
    }
    response.writeHead(request.url?.startsWith("/busy") ? 503 : 200, { "content-type": "application/json" });
    response.end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Runs `body` in a Node process of its own, over the built package, and gives what it printed. */
async function run(body: string): Promise<{ readonly printed: Record<string, unknown>; readonly code: number }> {
  const script = `
    import { createClient } from ${JSON.stringify(new URL("../dist/index.js", import.meta.url).href)};
    const operation = (id, retry = "safe") => ({ api: "a", id, method: "GET", path: "/" + id, responses: { 200: ["application/json"] }, security: [], retry });
    const operations = { ok: operation("ok"), hang: operation("hang"), torn: operation("torn", "never"), busy: operation("busy") };
    const make = (options) => createClient({ id: "a", vendorRelease: "1", servers: [], logins: {}, operations }, { baseUrl: "${origin}", ...options });
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout" || name === "Immediate");
    ${body}`;
  const from = async () => {
    try {
      return { ...(await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script], { timeout: 20_000 })), code: 0 };
    } catch (error) {
      return error as { stdout: string; stderr: string; code: number };
    }
  };
  const { stdout, stderr, code } = await from();
  if (!stdout) throw new Error(`the script printed nothing (exit code ${code}): ${stderr}`);
  return { printed: JSON.parse(stdout) as Record<string, unknown>, code };
}

describe("a script that awaits one call", () => {
  it.each([
    ["succeeds", "ok", "{}", "undefined"],
    ["hangs until its deadline", "hang", "{ deadline: 50 }", '"deadline"'],
    ["is aborted", "hang", "{ signal: AbortSignal.timeout(50) }", '"aborted"'],
    ["breaks off", "torn", "{}", '"connection"'],
    ["is given up after pauses", "busy", "{}", '"undeclared_status"'],
  ])("that %s does not end before the call, and ends with it: no timer is left", async (_name, operation, options, code) => {
    const { printed, code: exit } = await run(`
      const result = await make({ random: () => 0.1 }).${operation}.result({}, ${options});
      await new Promise(setImmediate); // the platform's own, after an answer
      const left = timers();
      console.log(JSON.stringify({ code: result.error?.code, left }));`);
    expect(printed).toMatchObject({ left: [] });
    expect(JSON.stringify(printed["code"])).toBe(code === "undefined" ? undefined : code);
    expect(exit).toBe(0);
  });

  it.each([
    ["its deadline", "hang", "deadline: 100, fetch: () => new Promise(() => {})", "deadline"],
    ["the pauses between its attempts", "busy", "fetch: async () => new Response(null, { status: 503 })", "undeclared_status"],
  ])("is kept alive by %s, even if nothing else does", async (_name, operation, options, code) => {
    const { printed, code: exit } = await run(`
      const { error } = await make({ random: () => 0.1, ${options} }).${operation}.result({});
      console.log(JSON.stringify({ code: error.code }));`);
    expect([printed["code"], exit]).toEqual([code, 0]); // a timer that is unref'd ends the script with exit code 13
  });

  it("over a fetch of its own leaves nothing at all: no timer, no handle, nothing to wait for – and ends within 50 ms", async () => {
    const body = `
      const result = await make({ fetch: async () => Response.json({}) }).ok.result({});
      const settled = performance.now();
      await new Promise(setImmediate);
      const left = process.getActiveResourcesInfo().filter((name) => !/Pipe|TTY|FS/.test(name));
      process.on("exit", () => console.log(JSON.stringify({ ok: result.ok, left, lingered: performance.now() - settled })));`;
    const runs = [await run(body), await run(body), await run(body)];
    for (const { printed } of runs) expect(printed).toMatchObject({ ok: true, left: [] });
    // The fastest: on a busy machine a process waits for its turn.
    expect(Math.min(...runs.map(({ printed }) => Number(printed["lingered"])))).toBeLessThan(50);
  });
});

describe("calls one after the other", () => {
  it("share connections: a call that has ended does not break its own", async () => {
    sockets.clear();
    const { printed } = await run(`
      const client = make({});
      for (let calls = 0; calls < 20; calls++) await client.ok({});
      console.log(JSON.stringify({ done: true }));`);
    expect(printed).toEqual({ done: true });
    expect(sockets.size).toBeLessThan(5); // bare fetch in Node 20 uses two
  });
});
