import { execFile } from "node:child_process";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadDescription } from "@gatehouse/description";
import { afterEach, expect, test } from "vitest";
import { inProcessTarget, run } from "../src/index.js";
import { listen, runAgainst } from "./reference-api/library.js";

let close: (() => Promise<void>) | undefined;
afterEach(async () => {
  await close?.();
  close = undefined;
});

const SECRETS = {
  WRITER_CLIENT_ID: "writer-1",
  WRITER_CLIENT_SECRET: "write-everything-in-tests",
  CLIENT_ID: "writer-1",
  CLIENT_SECRET: "write-everything-in-tests",
  CLIENT_SECRET_ALTERED: "nonsense",
  CLIENT_ID_ALTERED: "nonsense",
  TOKEN_EXPIRED: "session-that-ended-long-ago",
};

function shell(
  script: string,
  env: Readonly<Record<string, string>>,
  ...flags: string[]
): Promise<{ exit: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = execFile("sh", [...flags, "-s"], { env: { PATH: process.env["PATH"] ?? "", ...env } }, (error, stdout, stderr) => {
      resolve({ exit: error ? Number(error.code) : 0, stdout, stderr });
    });
    child.stdin?.end(script);
  });
}

test("every finding's script shows the same fault on a fresh server, alone", async () => {
  const faults = [
    "renames-field",
    "deletes-nothing",
    "accepts-expired-token",
    "result-twice",
    "same-shelfmark",
    "accepts-any-secret",
  ] as const;
  const findings = (await runAgainst(faults)).findings.filter(({ case: id }) => !/\/(random|boundary)\//.test(id));
  expect(findings.length).toBeGreaterThanOrEqual(6);
  for (const { script, exchanges, case: id } of findings) {
    const server = await listen(faults);
    expect((await shell(script, {}, "-n")).exit, script).toBe(0);
    const { exit, stdout, stderr } = await shell(script, { BASE_URL: server.url, ...SECRETS });
    await server.close();
    expect({ id, exit, stderr }).toEqual({ id, exit: 0, stderr: "" });
    expect(stdout).toContain(`HTTP/1.1 ${exchanges.at(-1)!.response.status} `);
  }
});

test("a script without its variables stops and names the first, and holds no secret", async () => {
  const { findings } = await runAgainst(["renames-field"]);
  const { exit, stderr } = await shell(findings[0]!.script, {});
  expect(exit).not.toBe(0);
  expect(stderr).toContain("BASE_URL");
  for (const { script } of findings) expect(script).not.toMatch(/write-everything|session-[0-9a-f]/);
});

const HOSTILE = "'; rm -rf ~ #$(id)`id`\"\\\n%E2@file";

test("a hostile value survives the shell as it is: nothing of it runs", async () => {
  const folder = await mkdtemp(join(tmpdir(), "hostile-"));
  const text = JSON.stringify(HOSTILE);
  await writeFile(
    join(folder, "api.yaml"),
    JSON.stringify({
      openapi: "3.1.0",
      info: { title: HOSTILE, version: "1" },
      paths: {
        "/items/{id}": {
          post: {
            operationId: "touch",
            parameters: [
              { name: "id", in: "path", required: true, schema: { type: "string" }, example: HOSTILE },
              { name: HOSTILE, in: "query", required: true, schema: { type: "string" }, example: HOSTILE },
              { name: "X-Value", in: "header", required: true, schema: { type: "string" }, example: "'; rm -rf ~ #$(id)`id`\"\\" },
            ],
            requestBody: { content: { "application/json": { schema: { type: "object" }, example: { [HOSTILE]: HOSTILE } } } },
            responses: { "200": { description: "ok" } },
          },
        },
      },
    }),
  );
  const description = await loadDescription(join(folder, "api.yaml"));
  const target = inProcessTarget({ handler: () => ({ baseUrl: "http://x", fetch: () => new Response(null, { status: 400 }) }) });
  const { findings } = await run({ description, config: { servers: {}, accounts: {} }, target, only: "touch/example" });
  const { script } = findings[0]!;
  const server = await listen();
  close = server.close;
  const { exit, stderr } = await shell(script, { BASE_URL: server.url, HOME: folder });
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
  const { path, body } = server.server.seen.at(-1)!;
  expect(decodeURIComponent(path)).toBe(`/items/${HOSTILE}`);
  expect(body).toBe(`{${text}:${text}}`);
});
