import { type ChildProcess, execFile, spawn } from "node:child_process";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const BIN = fileURLToPath(new URL("../bin/gatehouse-portal.js", import.meta.url));

interface Running {
  readonly child: ChildProcess;
  readonly printed: string;
  readonly milliseconds: number;
}

function start(args: readonly string[] = [], env: Record<string, string> = { PORT: "0" }): Promise<Running> {
  const began = Date.now();
  const child = spawn(process.execPath, [BIN, ...args], { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  return new Promise((resolve, reject) => {
    let printed = "";
    child.stdout?.on("data", (chunk) => {
      printed += chunk;
      if (printed.includes("Ctrl-C ends it.")) resolve({ child, printed, milliseconds: Date.now() - began });
    });
    child.stderr?.on("data", (chunk) => {
      printed += chunk;
    });
    child.on("exit", (code) => reject(new Error(`ended with ${code}: ${printed}`)));
  });
}

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  return new Promise((resolve) => {
    child.on("exit", (code) => resolve(code));
    child.kill(signal);
  });
}

/** A request whose path goes out as it is written. */
function ask(origin: string, path: string, options: { readonly method?: string; readonly host?: string } = {}) {
  const { hostname, port } = new URL(origin);
  const headers = options.host === undefined ? {} : { host: options.host };
  return new Promise<{ status: number; headers: Record<string, unknown>; body: string }>((resolve, reject) => {
    const sent = request({ hostname, port, path, method: options.method ?? "GET", headers }, (response) => {
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (chunk) => {
        body += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    sent.on("error", reject);
    sent.end();
  });
}

describe("a portal that runs", () => {
  let running: Running;
  let origin: string;

  beforeAll(async () => {
    running = await start();
    origin = /http:\/\/127\.0\.0\.1:\d+/.exec(running.printed)?.[0] ?? "";
  });
  afterAll(async () => {
    await ended(running.child, "SIGKILL");
  });

  test("says within two seconds where everything is", () => {
    expect(running.milliseconds).toBeLessThan(2_000);
    expect(running.printed).toContain(`Portal   ${origin}/`);
    expect(running.printed).toContain(`  ${origin}/entrust-idaas\n`);
  });

  test("prints a curl per API that answers when it is pasted", async () => {
    const lines = [...running.printed.matchAll(/^ +(curl .*)$/gm)].map((match) => match[1] ?? "");
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) {
      // A refusal would print something too.
      const { stdout } = await promisify(execFile)("sh", ["-c", `${line} --fail`]);
      expect(stdout, line).not.toBe("");
    }
  });

  test("shows pages, their Markdown, and the list of them", async () => {
    const page = await ask(origin, "/apis/entrust-idaas/authenticate/");
    expect(page).toMatchObject({
      status: 200,
      headers: { "content-type": "text/html; charset=utf-8", "x-content-type-options": "nosniff" },
    });
    expect(await ask(origin, "/apis/entrust-idaas/authenticate.md")).toMatchObject({
      status: 200,
      headers: { "content-type": "text/markdown; charset=utf-8" },
    });
    expect((await ask(origin, "/llms.txt")).body).toContain("# Gatehouse");
    expect(await ask(origin, "/", { method: "HEAD" })).toMatchObject({ status: 200, body: "" });
  });

  test("adds the slash at the end of a page's address", async () => {
    expect(await ask(origin, "/start?x=1")).toMatchObject({ status: 301, headers: { location: "/start/?x=1" } });
  });

  test("says on a page of its own that there is no such page", async () => {
    const answer = await ask(origin, "/nowhere/");
    expect(answer).toMatchObject({ status: 404, headers: { "content-type": expect.stringMatching(/^text\/html; charset=utf-8$/i) } });
    expect(answer.body).toContain("No such page");
  });

  test("takes nothing but GET for a page", async () => {
    expect(await ask(origin, "/start/", { method: "POST" })).toMatchObject({ status: 405, headers: { allow: "GET, HEAD" } });
  });

  test("answers as the sandbox below the name of an API, and does not let other origins in", async () => {
    const answer = await ask(origin, "/entrust-idaas/api/web/v4/tenants/x");
    expect(answer.status).toBe(401);
    expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
  });

  test("does not offer the sandbox's control API", async () => {
    for (const path of ["/_gatehouse/requests", "/entrust-idaas/../_gatehouse/requests"]) {
      expect((await ask(origin, path)).status, path).toBe(404);
    }
    expect((await ask(origin, "/_gatehouse/reset", { method: "POST" })).status).toBe(405);
  });

  test("does not answer to a name that is not its own", async () => {
    expect((await ask(origin, "/", { host: "evil.example" })).status).toBe(421);
    expect((await ask(origin, "/entrust-idaas/api/web/v4/tenants/x", { host: "evil.example" })).status).toBe(421);
  });

  test.each([
    "/../package.json",
    "/%2e%2e/package.json",
    "/..%2fpackage.json",
    "/..\\package.json",
    "/%2e%2e%5cpackage.json",
    "//etc/passwd",
    "/apis/../../package.json",
  ])("gives no file outside the pages: %s", async (path) => {
    const answer = await ask(origin, path);
    expect([301, 400, 404]).toContain(answer.status);
    expect(answer.body).not.toContain("@gatehouse/docs");
  });
});

test.each(["SIGINT", "SIGTERM"] as const)("ends cleanly on %s", async (signal) => {
  const { child } = await start();
  expect(await ended(child, signal)).toBe(0);
});

test("a taken port is one line that names port and option, and exit code 2", async () => {
  const blocker = createServer();
  await new Promise<void>((listening) => blocker.listen(0, "127.0.0.1", listening));
  const { port } = blocker.address() as AddressInfo;
  try {
    const failure = await promisify(execFile)(process.execPath, [BIN, "--port", String(port)]).catch((error) => error);
    expect(failure.code).toBe(2);
    expect(failure.stderr).toBe(`gatehouse-portal: port ${port} on 127.0.0.1 is taken – choose another with --port (0 takes a free one)\n`);
    expect(failure.stdout).toBe("");
  } finally {
    blocker.close();
  }
});

test.each([[["--port", "abc"]], [["--prot", "1"]], [["--port", "70000"]]])("wrong usage is one line and exit code 2: %j", async (args) => {
  const failure = await promisify(execFile)(process.execPath, [BIN, ...args]).catch((error) => error);
  expect(failure.code).toBe(2);
  expect(failure.stderr.trim().split("\n")).toHaveLength(1);
});

test("--help shows an example and the exit codes", async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [BIN, "--help"]);
  expect(stdout).toContain("gatehouse-portal --port 4020");
  expect(stdout).toContain("Exit codes:");
});
