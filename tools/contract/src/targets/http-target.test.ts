import { createServer, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { TargetError } from "../target.js";
import type { WireRequest, WireResponse } from "../wire.js";
import { httpTarget } from "./http-target.js";

const OK = "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\nX-Twice: a\r\nX-Twice: b\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok";

let close: () => void = () => {};
afterEach(() => close());

/** A server that keeps every byte that it gets and answers with what it is told. */
async function recording(answer: (socket: Socket) => void): Promise<{ url: string; bytes: () => string }> {
  let received = "";
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      received += chunk.toString("latin1");
      if (received.includes("\r\n\r\n")) answer(socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  close = () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as { port: number }).port}`, bytes: () => received };
}

async function send(url: string, request: Partial<WireRequest>, timeout?: number): Promise<WireResponse> {
  const target = httpTarget({ default: url }, timeout === undefined ? {} : { timeout });
  const world = await target.open("run");
  const answer = await world.transports["default"]!({ method: "GET", target: "/", headers: [], ...request }, new AbortController().signal);
  if ("notExpressible" in answer) throw new Error(answer.notExpressible);
  return answer;
}

test.each([
  ["dot segments", { target: "/a/../b/%2e%2e/c//d?q=+%20'" }, "GET /a/../b/%2e%2e/c//d?q=+%20' HTTP/1.1\r\n"],
  ["TRACE", { method: "TRACE" }, "TRACE / HTTP/1.1\r\n"],
  ["an undeclared method", { method: "BREW" }, "BREW / HTTP/1.1\r\n"],
  [
    "a header twice",
    {
      headers: [
        ["X-A", "1"],
        ["X-A", "2"],
      ],
    },
    "X-A: 1\r\nX-A: 2\r\n",
  ],
  ["a GET with a body", { body: { text: "body" } }, "content-length: 4\r\nconnection: close\r\n\r\nbody"],
  ["bytes", { method: "POST", body: { base64: "/wA=" } }, "content-length: 2\r\nconnection: close\r\n\r\n\u00ff\u0000"],
  [
    "a wrong length",
    { method: "POST", headers: [["content-length", "2"]], body: { text: "body" } },
    "content-length: 2\r\nconnection: close\r\n\r\nbody",
  ],
] as const)("%s goes over the wire as it is", async (_, request, expected) => {
  const server = await recording((socket) => socket.end(OK));
  await send(server.url, request);
  expect(server.bytes()).toContain(expected);
});

test("the path of the address goes before the target, and headers come back as they were sent", async () => {
  const server = await recording((socket) => socket.end(OK));
  const answer = await send(`${server.url}/api/`, { target: "/x" });
  expect(server.bytes()).toMatch(/^GET \/api\/x HTTP/);
  expect(answer).toMatchObject({ status: 200, body: { text: "ok" } });
  expect(answer.headers.filter(([name]) => name === "X-Twice")).toEqual([
    ["X-Twice", "a"],
    ["X-Twice", "b"],
  ]);
});

test("a connection that closes without an answer is a fault of the answer, not of the target", async () => {
  const { url } = await recording((socket) => socket.destroy());
  expect(await send(url, {})).toMatchObject({ status: 0, fault: "reset" });
});

test("a body that breaks off is told apart from a short one", async () => {
  const { url } = await recording((socket) => socket.end("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nshort"));
  expect(await send(url, {})).toMatchObject({ status: 200, fault: "early-close", body: { text: "short" } });
});

test("an answer that does not come in time is told as such", async () => {
  const { url } = await recording(() => {});
  expect(await send(url, {}, 50)).toMatchObject({ status: 0, fault: "timeout" });
});

test("nothing listening is an error that names the address with its port, which the name in reports leaves out", async () => {
  const { url } = await recording(() => {});
  close();
  await expect(send(url, {})).rejects.toThrow(TargetError);
  await expect(send(url, {})).rejects.toThrow(`no answer (ECONNREFUSED) – ${new URL(url).origin} –`);
  expect(httpTarget({ default: url }).name).toBe("http://127.0.0.1");
});

test("an abort ends a call that waits", async () => {
  const { url } = await recording(() => {});
  const abort = new AbortController();
  const world = await httpTarget({ default: url }).open("run");
  const pending = world.transports["default"]!({ method: "GET", target: "/", headers: [] }, abort.signal);
  abort.abort(new Error("enough"));
  await expect(pending).rejects.toThrow("enough");
});

test.each(["ftp://a", "nonsense", "http://user:pass@a", "http://a?x=1", "http://a#x"])(
  "%s is refused as an address, without repeating a password",
  (url) => {
    expect(() => httpTarget({ default: url })).toThrow(TypeError);
    expect(() => httpTarget({ default: url })).not.toThrow(/pass@/);
  },
);

test.each([
  ["http://127.0.0.1:1", true],
  ["http://127.9.9.9", true],
  ["http://localhost", true],
  ["http://api.localhost:8080", true],
  ["http://[::1]:1", true],
  ["http://127.0.0.1.example.com", false],
  ["http://localhost.example.com", false],
  ["http://10.0.0.1", false],
  ["https://vendor.example", false],
])("%s is local: %s", (url, local) => {
  expect(httpTarget({ default: url }).local).toBe(local);
});

test("of several addresses one that is elsewhere makes the target not local", () => {
  expect(httpTarget({ a: "http://127.0.0.1:1", b: "http://a.example" }).local).toBe(false);
});
