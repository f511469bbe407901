import { createServer, type Server, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createClient, type Result } from "../src/index.js";

const SECRET = "s3cret-Value-4711";
const HEAD = "HTTP/1.1 200 OK\r\nx-request-id: r-1\r\ncontent-type: application/json\r\n";
const BODY = `{"id":"${SECRET}"}`;

/** What stands on the wire, byte by byte, and what comes of it. */
const REPLIES: Readonly<Record<string, { readonly wire: string; readonly reset?: true; readonly error: object }>> = {
  "a length that is too long": { wire: `${HEAD}content-length: 999\r\n\r\n${BODY}`, error: { code: "connection", requestId: "r-1" } },
  "a length that is too short": {
    wire: `${HEAD}content-length: 7\r\nconnection: close\r\n\r\n${BODY}`,
    error: { code: "decode", status: 200, requestId: "r-1", excerpt: '{"id":"' },
  },
  "a length that is no number": { wire: `${HEAD}content-length: many\r\n\r\n${BODY}`, error: { code: "connection" } },
  "two lengths": { wire: `${HEAD}content-length: 5\r\ncontent-length: 26\r\n\r\n${BODY}`, error: { code: "connection" } },
  "a close before any byte": { wire: "", error: { code: "connection", requestId: undefined } },
  "a close within the headers": { wire: HEAD, error: { code: "connection", requestId: undefined } },
  "a close after the headers": { wire: `${HEAD}content-length: 26\r\n\r\n`, error: { code: "connection", requestId: "r-1" } },
  "a close within a chunk": {
    wire: `${HEAD}transfer-encoding: chunked\r\n\r\nff\r\n${BODY}`,
    error: { code: "connection", requestId: "r-1" },
  },
  "a chunk whose size is none": { wire: `${HEAD}transfer-encoding: chunked\r\n\r\nxx\r\n${BODY}\r\n`, error: { code: "connection" } },
  "a reset": { wire: `${HEAD}content-length: 26\r\n\r\n{"id`, reset: true, error: { code: "connection" } },
  "an answer that is not HTTP": { wire: `${SECRET}\r\n\r\n`, error: { code: "connection" } },
  "a 204 with a body": {
    wire: `HTTP/1.1 204 No Content\r\nx-request-id: r-1\r\ncontent-length: 26\r\nconnection: close\r\n\r\n${BODY}`,
    error: { code: "undeclared_status", status: 204 },
  },
  "bytes that are not UTF-8": {
    wire: `${HEAD}content-length: 3\r\n\r\n"\u00fc"`,
    error: { code: "decode", status: 200, requestId: "r-1", message: "get: 200 is not valid UTF-8" },
  },
};

let server: Server;
let baseUrl: string;
let next: { readonly wire: string; readonly reset?: true };
const open = new Set<Socket>();

beforeAll(async () => {
  server = createServer((socket) => {
    open.add(socket);
    socket.on("error", () => {});
    socket.once("data", () => {
      socket.write(Buffer.from(next.wire, "latin1"), () => (next.reset ? socket.resetAndDestroy() : socket.end()));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as { readonly port: number }).port}`;
});
afterAll(() => {
  for (const socket of open) socket.destroy();
  server.close();
});

describe("a server that cannot speak HTTP", () => {
  const get = {
    api: "a",
    id: "get",
    method: "GET",
    path: "/",
    responses: { 200: ["application/json"] },
    security: [],
    retry: "never",
  } as const;

  it.each(Object.entries(REPLIES))("%s is a typed error", async (_name, reply) => {
    next = reply;
    const client = createClient<{ get: { result(): Promise<Result<unknown, never>> } }>(
      { id: "a", vendorRelease: "1", servers: [], logins: {}, operations: { get } },
      { baseUrl, deadline: 5_000 },
    );
    const result = await client.get.result();
    expect(result).toMatchObject({ ok: false, error: { api: "a", operation: "get", attempts: 1, ...reply.error } });
    expect(JSON.stringify([result, String((result as { error: Error }).error.cause)])).not.toContain(SECRET);
  });
});
