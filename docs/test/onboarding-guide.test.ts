import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startServer } from "@gatehouse/sandbox/server";
import { afterAll, beforeAll, expect, test } from "vitest";

const GUIDE = fileURLToPath(new URL("../src/content/docs/guides/onboarding.md", import.meta.url));
const MODULES = fileURLToPath(new URL("../../node_modules", import.meta.url));
const APIS = ["entrust-idaas", "imageware-gmi", "thales-idpv", "basip-panel"];

/** Its commands, each with what the guide says that it prints. */
const commands = [...(await readFile(GUIDE, "utf8")).matchAll(/^```sh\n(npx [^\n]+)\n```\n(?:\n```text\n([\s\S]*?)^```$)?/gm)].map(
  ([, command = "", printed = ""]) => ({ command, printed }),
);

let folder: string;
let server: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "guide-"));
  await symlink(MODULES, join(folder, "node_modules"));
  server = await startServer();
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

test("the commands of the guide run one after the other, and print what it says", async () => {
  expect(commands.map(({ command }) => /gatehouse-onboarding (\w+) /.exec(command)?.[1])).toEqual(["onboard", "status", "offboard"]);
  const urls = APIS.map((api) => [`${api.replaceAll("-", "_").toUpperCase()}_URL`, `${server.url}/${api}`]);
  for (const { command, printed } of commands) {
    const { code, stdout, stderr } = await shell(command, Object.fromEntries(urls));
    // npm may have words of its own.
    expect(stderr, command).not.toContain("gatehouse-onboarding: ");
    expect(code, command).toBe(0);
    // An ellipsis stands for what differs from run to run, or for lines that are left out.
    const lines = printed.split("\n").filter((line) => line !== "" && line !== "…");
    for (const line of lines) expect(stdout).toMatch(new RegExp(`^${line.split("…").map(escaped).join(".+")}$`, "m"));
  }
  const printed = commands.map((one) => one.printed).join("");
  expect(printed.match(/: done/g)?.length).toBeGreaterThan(8);
  expect(printed).toContain("What stays");
});

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

function shell(command: string, environment: Readonly<Record<string, string>>) {
  return new Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }>((resolve) => {
    const env = { ...process.env, NO_COLOR: "1", ...environment };
    execFile("sh", ["-c", command], { cwd: folder, env }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === "number" ? error.code : error ? -1 : 0, stdout, stderr });
    });
  });
}
