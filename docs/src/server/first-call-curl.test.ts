import { execFile } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { firstCallCurl } from "./first-call-curl.js";
import type { FirstCall } from "./portal-data.js";

const call: FirstCall = {
  operationId: "login",
  method: "POST",
  path: "/login",
  query: [["from", { text: "a b&c" }]],
  headers: [["x-key", { credentials: ["key"], around: "Key {token}" }]],
  body: [
    ["user", { credentials: ["user"] }],
    ["nested/hash", { credentials: ["password"], transform: "md5-hex" }],
  ],
};

test("whatever a credential holds, a shell hands it on as it is and runs nothing of it", async () => {
  const nasty = `'; rm -rf ~ #$(id)\`id\`"\\`;
  const received: { url: string; key: string; body: string }[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      received.push({ url: request.url ?? "", key: String(request.headers["x-key"]), body });
      response.end("ok");
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  try {
    const { port } = server.address() as AddressInfo;
    const line = firstCallCurl(call, `http://127.0.0.1:${port}/api`, { user: nasty, password: "p", key: nasty });
    const { stdout } = await promisify(execFile)("sh", ["-c", line]);
    expect(stdout).toBe("ok");
    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({ url: "/api/login?from=a+b%26c", key: `Key ${nasty}` });
    expect(JSON.parse(received[0]?.body ?? "")).toEqual({ user: nasty, nested: { hash: "83878c91171338902e0fe0fb97a8c47a" } });
  } finally {
    server.close();
  }
});

test("a GET has no body and no method flag", () => {
  const line = firstCallCurl({ ...call, method: "GET", headers: [], query: [], body: [] }, "http://h", {});
  expect(line).toBe("curl -sS http://h/login");
});

test("a missing credential is named", () => {
  expect(() => firstCallCurl(call, "http://h", { user: "u" })).toThrow("the sandbox has no credential key – it has user");
});
