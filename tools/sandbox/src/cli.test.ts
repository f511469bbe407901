import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";
import { sandboxProducts } from "./index.js";

const bin = fileURLToPath(new URL("../bin/gatehouse-sandbox.js", import.meta.url));
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

/** Runs the command until `until` shows on stdout, or to its end. */
function run(args: readonly string[], until?: RegExp) {
  const child = spawn(process.execPath, [bin, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  children.push(child);
  let stdout = "";
  let stderr = "";
  child.stderr.on("data", (data) => {
    stderr += data;
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const shown = new Promise<void>((resolve) => {
    child.stdout.on("data", (data) => {
      stdout += data;
      if (until?.test(stdout)) resolve();
    });
  });
  return { child, ended, shown, texts: () => ({ stdout, stderr }) };
}

test("serves until Ctrl-C, and says where and as whom", async () => {
  const command = run(["--port", "0", "--control"], /Ctrl-C ends it/);
  await Promise.race([command.shown, command.ended]);
  const [, url] = /: (http:\/\/127\.0\.0\.1:\d+\/entrust-idaas)/.exec(command.texts().stdout) ?? [];
  const [, credentials] = /\/entrust-idaas\n +account full .*: (\{.*\})/.exec(command.texts().stdout) ?? [];
  const login = await fetch(`${url}/api/web/v1/adminapi/authenticate`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: String(credentials),
  });
  expect(login.status).toBe(200);
  expect((await fetch(new URL("/_gatehouse/clock", url))).status).toBe(200);
  command.child.kill("SIGINT");
  expect(await command.ended).toBe(0);
  expect(command.texts().stderr).toBe("");
});

test("a taken port is one line and exit code 2", async () => {
  const taken = createServer();
  const port = await new Promise<number>((resolve) =>
    taken.listen(0, "127.0.0.1", () => resolve((taken.address() as { port: number }).port)),
  );
  const command = run(["--port", String(port)]);
  expect(await command.ended).toBe(2);
  expect(command.texts().stderr).toBe(
    `gatehouse-sandbox: port ${port} on 127.0.0.1 is taken – choose another with --port, or 0 for a free one\n`,
  );
  await new Promise((resolve) => taken.close(resolve));
});

test("wrong usage is one line that names it, and exit code 2", async () => {
  for (const [args, says] of [
    [["--api", "entrust"], `no API is called "entrust" – expected ${sandboxProducts.map((one) => one.name).join(", ")}`],
    [["--port", "70000"], "expected a number from 0 to 65535"],
    [["--prot", "1"], "--port"],
  ] as const) {
    const command = run(args);
    expect(await command.ended).toBe(2);
    expect(command.texts().stderr).toContain(says);
    expect(command.texts().stderr.trim().split("\n")).toHaveLength(1);
  }
});

test("--help shows examples and exit codes", async () => {
  const command = run(["--help"]);
  expect(await command.ended).toBe(0);
  expect(command.texts().stdout).toMatch(/Examples:.*gatehouse-sandbox --port 4010 --api [a-z-]+\n.*Exit codes:.*2 {2}wrong usage/s);
});
