import { execFile, spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";
import type { JsonReport } from "../src/index.js";
import { FOLDER, listen } from "./reference-api/library.js";
import type { Fault } from "./reference-api/server.js";

const BIN = fileURLToPath(new URL("../bin/gatehouse-contract.js", import.meta.url));

let close: (() => Promise<void>) | undefined;
afterEach(async () => {
  await close?.();
  close = undefined;
});

async function serve(...faults: Fault[]): Promise<string> {
  const server = await listen(faults);
  close = server.close;
  return server.url;
}

interface Ended {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command. Nothing of this process's environment that could change it goes along. */
function contract(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, [BIN, ...args], { env: { PATH: process.env["PATH"] ?? "", ...env } }, (error, stdout, stderr) => {
      resolve({ exit: error ? Number(error.code) : 0, stdout, stderr });
    });
  });
}

const run = (url: string, ...more: string[]): Promise<Ended> => contract(["run", FOLDER, "--target", url, ...more]);

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test("values that must be new are new in every run, also in the third of one seed on one server", async () => {
  const url = await serve();
  for (let time = 0; time < 3; time++) expect(await run(url, "--only", "createItem/example")).toMatchObject({ exit: 0 });
});

test("a server as described: exit 0, and again on the same server", async () => {
  const url = await serve();
  const first = await run(url);
  expect(first).toMatchObject({ exit: 0, stderr: "" });
  expect(first.stdout).toContain("clean");
  const second = await run(url);
  expect(second.exit, second.stdout).toBe(0);
});

test("a renamed field: exit 1 with the line of the description", async () => {
  const { exit, stdout } = await run(await serve("renames-field"), "--only", "getItem/");
  expect(exit).toBe(1);
  expect(stdout).toMatch(/response-body.*\n.*it answered 200/);
  expect(stdout).toMatch(/schemas\.yaml:\d+:\d+/);
});

test("a DELETE that deletes nothing and a token that is not checked: exit 1", async () => {
  const { exit, stdout } = await run(await serve("deletes-nothing", "accepts-expired-token"), "--only", "deleteItem/");
  expect(exit).toBe(1);
  expect(stdout).toContain("still found what was deleted");
  expect(stdout).toContain("accepted a call with an expired credential");
});

test("nothing listens: exit 2, saying so", async () => {
  const url = `http://127.0.0.1:${await freePort()}`;
  const folder = await mkdtemp(join(tmpdir(), "report-"));
  const { exit, stdout } = await run(url, "--report", `json=${folder}/r.json`);
  expect(exit).toBe(2);
  expect(stdout).toContain(`could not tell: no answer (ECONNREFUSED) – ${url} –`);
  // A report is the same whatever port it was.
  expect(JSON.parse(await readFile(`${folder}/r.json`, "utf8"))).toMatchObject({
    result: { exit: 2, why: expect.stringContaining("http://127.0.0.1 –") },
  });
});

test("a missing secret for a target elsewhere: exit 2, naming the variables, and nothing is sent", async () => {
  const { exit, stderr } = await run("https://library.invalid");
  expect(exit).toBe(2);
  expect(stderr).toMatch(/missing: LIBRARY_ID, LIBRARY_SECRET, LIBRARY_IMPORT, LIBRARY_ITEM.*set the variables/);
});

test("local defaults are not used for a target elsewhere even where some variables are set", async () => {
  const { exit, stderr } = await contract(["run", FOLDER, "--target", "https://library.invalid"], { LIBRARY_ID: "somebody" });
  expect(exit).toBe(2);
  expect(stderr).toContain("LIBRARY_SECRET");
  expect(stderr).not.toContain("LIBRARY_ID");
});

test("a target that implements nothing: exit 2", async () => {
  const { exit, stdout } = await run(await serve("implements-nothing"));
  expect(exit).toBe(2);
  expect(stdout).toContain("target-not-implemented");
});

test("a filter that fits no case: exit 2", async () => {
  const { exit, stdout } = await run(await serve(), "--only", "nothing/");
  expect(exit).toBe(2);
  expect(stdout).toContain("no case was made");
});

test("findings beside what could not be told: exit 1, and both are listed", async () => {
  const { exit, stdout } = await run(await serve("refuses-imports", "accepts-any-secret"), "--only", "logIn/credential");
  expect({ exit, untold: stdout.includes("could not be told:") }).toEqual({ exit: 1, untold: false });
  const both = await run(await serve("refuses-imports", "finds-imports"), "--only", "getImport/");
  expect(both.exit).toBe(1);
  expect(both.stdout).toContain("an id that nothing has with 200");
  expect(both.stdout).toMatch(/could not be told:\n {2}getImport\/.*not-prepared, .*startImport answered 403/);
});

test.each([
  [["run"], "missing required argument"],
  [["run", "nowhere", "--target", "http://127.0.0.1:1"], "no such"],
  [["run", FOLDER], "no target"],
  [["run", FOLDER, "--target", "ftp://x"], "--target"],
  [["run", FOLDER, "--target", "http://user:pass@127.0.0.1"], "user information"],
  [["run", FOLDER, "--target", "http://127.0.0.1:1", "--sede", "1"], "--seed"],
  [["run", FOLDER, "--target", "http://127.0.0.1:1", "--seed", "x"], "whole number"],
  [["run", FOLDER, "--target", "http://127.0.0.1:1", "--report", "html=x"], "json=FILE or junit=FILE"],
  [["run", FOLDER, "--target", "http://127.0.0.1:1", "--account", "nobody"], "writer"],
])("wrong usage %j: exit 2 and one line", async (args, says) => {
  const { exit, stderr } = await contract(args);
  expect(exit).toBe(2);
  expect(stderr).toContain(says);
  expect(stderr.trim().split("\n")).toHaveLength(1);
});

test("a report that cannot be written: exit 2 before the first request", async () => {
  const server = await listen();
  close = server.close;
  const folder = await mkdtemp(join(tmpdir(), "report-"));
  await writeFile(join(folder, "file"), "");
  const { exit, stderr } = await run(server.url, "--report", `json=${folder}/file/run.json`);
  expect(exit).toBe(2);
  expect(stderr).toContain(`cannot write the report ${folder}/file/run.json`);
  expect(server.server.seen).toEqual([]);
});

test("reports are whole, say the same in every run of a seed, and leave nothing else behind", async () => {
  const folder = await mkdtemp(join(tmpdir(), "report-"));
  const report = async (name: string, ...faults: Fault[]): Promise<string> => {
    const server = await listen(faults);
    await run(server.url, "--only", "createItem/", "--report", `json=${folder}/${name}.json`, "--report", `junit=${folder}/${name}.xml`);
    await server.close();
    return readFile(`${folder}/${name}.json`, "utf8");
  };
  const first = await report("a");
  expect(await report("b")).toBe(first);
  const parsed = JSON.parse(first) as JsonReport;
  expect(parsed.result).toMatchObject({ exit: 0 });
  expect(parsed.cases.length).toBe(parsed.run?.planned);
  await report("c", "renames-field");
  expect((await readdir(folder)).sort()).toEqual(["a.json", "a.xml", "b.json", "b.xml", "c.json", "c.xml"]);
  const junit = await readFile(`${folder}/c.xml`, "utf8");
  expect(junit).toMatch(/<testcase classname="createItem" name="createItem\/sequence\/link\/itself"><failure type="response-body"/);
  expect(junit).toMatch(/ failures="[1-9]/);
});

test("Ctrl-C ends a run that waits: exit 130, and no report or part of one is left", async () => {
  const silent = createServer(() => {});
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  close = () => new Promise((resolve) => silent.close(() => resolve()));
  const { port } = silent.address() as { port: number };
  const folder = await mkdtemp(join(tmpdir(), "report-"));
  const asked = new Promise<Socket>((resolve) => silent.once("connection", resolve));
  const child = spawn(process.execPath, [BIN, "run", FOLDER, "--target", `http://127.0.0.1:${port}`, "--report", `json=${folder}/r.json`]);
  const socket = await asked;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGINT");
  expect(await ended).toBe(130);
  socket.destroy();
  expect(await readdir(folder)).toEqual([]);
});

test("output that is no terminal has neither progress nor colour", async () => {
  const { stdout } = await run(await serve("renames-field"), "--only", "getItem/");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that there is none is the point
  expect(stdout).not.toMatch(/[\u001b\r]/);
});

test("a description file alone is checked without credentials", async () => {
  const folder = await mkdtemp(join(tmpdir(), "alone-"));
  const file = join(folder, "api.yaml");
  await writeFile(
    file,
    `openapi: 3.1.0
info: { title: Alone, version: "1" }
paths:
  /items/{id}:
    get:
      operationId: getItem
      parameters: [{ name: id, in: path, required: true, schema: { type: string }, example: x }]
      responses: { "401": { description: no, content: { application/json: { schema: { type: object } } } } }
`,
  );
  const { exit, stdout } = await contract(["run", file, "--target", await serve()]);
  // It declares no success, so its example must be answered as it says.
  expect(stdout).toContain("getItem");
  expect(exit).toBe(0);
});
