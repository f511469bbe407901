import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { CommandError, createCommand, runCommand } from "./index.js";

let stderr = "";
let stdout = "";
beforeEach(() => {
  stderr = "";
  stdout = "";
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    stderr += String(text);
    return true;
  });
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    stdout += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = 0;
});

const program = (action: () => Promise<void> = async () => {}) => {
  const command = createCommand({
    name: "gatehouse-x",
    summary: "Does x.",
    examples: ["gatehouse-x run a.yaml"],
    exitCodes: { 0: "done", 2: "could not be told" },
    packageUrl: new URL("../package.json", import.meta.url),
  });
  command.command("run").argument("<file>").option("--seed <n>").action(action);
  return command;
};
const run = (command: ReturnType<typeof program>, ...args: string[]) => runCommand(command, ["node", "x", ...args]);

test("--help shows examples and exit codes and exits 0", async () => {
  await run(program(), "--help");
  expect(stdout).toContain("gatehouse-x run a.yaml");
  expect(stdout).toContain("2  could not be told");
  expect(process.exitCode).toBe(0);
});

test("--help of a subcommand shows them too", async () => {
  await run(program(), "run", "--help");
  expect(stdout).toMatch(/^Usage: gatehouse-x run /);
  expect(stdout).toContain("gatehouse-x run a.yaml");
  expect(stdout).toContain("2  could not be told");
});

test("a wrong flag names the nearest one and exits 2", async () => {
  await run(program(), "run", "a.yaml", "--sed", "1");
  expect(stderr).toBe("gatehouse-x: unknown option '--sed' (Did you mean --seed?) – see gatehouse-x --help\n");
  expect(process.exitCode).toBe(2);
});

test("a missing argument is one line and exits 2", async () => {
  await run(program(), "run");
  expect(stderr).toBe("gatehouse-x: missing required argument 'file' – see gatehouse-x --help\n");
  expect(process.exitCode).toBe(2);
});

test("an error is one line with its hint and its exit code, without a stack", async () => {
  const failing = program(async () => {
    throw new CommandError("port 1 is taken", { hint: "choose another with --port", exitCode: 1 });
  });
  await run(failing, "run", "a");
  expect(stderr).toBe("gatehouse-x: port 1 is taken – choose another with --port\n");
  expect(process.exitCode).toBe(1);
});

test("--debug adds the stack", async () => {
  const failing = program(async () => {
    throw new Error("broken");
  });
  await run(failing, "--debug", "run", "a");
  expect(stderr).toContain("command.test.ts");
});

test("control characters of an error never reach the terminal", async () => {
  const failing = program(async () => {
    throw new Error("\u001b[31mred\u202e");
  });
  await run(failing, "run", "a");
  expect(stderr).toBe("gatehouse-x: \\x1b[31mred\\u202e\n");
});
