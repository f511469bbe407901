import { spawn } from "node:child_process";
import type { Dirent } from "node:fs";
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { type AddressInfo, connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { bins, type Help, helpOf, linked } from "./commands.js";
import { execute, type Outcome } from "./execute.js";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const BINS = bins(ROOT);

const place = await mkdtemp(join(tmpdir(), "commands-"));
afterAll(() => rm(place, { recursive: true }));

/** One that nothing is wrong with. */
const DESCRIPTION = join(place, "right.yaml");
await writeFile(
  DESCRIPTION,
  "openapi: 3.1.0\ninfo: { title: Right, version: '1' }\npaths: { /status: { get: { operationId: getStatus, responses: { '204': { description: Well. } } } } }\n",
);

/** What clients wrote down, of whom none was surprised. */
const RECORDS = join(place, "drift.jsonl");
await writeFile(RECORDS, "");

/** What `--help` does not tell a test: arguments that are right, but for what is given. */
interface Row {
  /** Reads a description from this path. */
  readonly reads?: (path: string) => readonly string[];
  /** Writes a file or folder of this name where it is told. */
  readonly writes?: { readonly name: string; readonly args: (path: string) => readonly string[] };
  /** Asks this server, for as long as it takes. */
  readonly asks?: (url: string) => readonly string[];
}
const ROWS: Readonly<Record<string, Row>> = {
  "gatehouse-codegen": {
    reads: (path) => [path, "--out", join(place, "fresh/generated")],
    writes: { name: "generated", args: (path) => [DESCRIPTION, "--out", path] },
  },
  "gatehouse-contract run": {
    reads: (path) => [path, "--target", "http://127.0.0.1:9"],
    writes: { name: "run.json", args: (path) => [DESCRIPTION, "--target", "http://127.0.0.1:9", "--report", `json=${path}`] },
    asks: (url) => [DESCRIPTION, "--target", url],
  },
  "gatehouse-description check": { reads: (path) => [path] },
  "gatehouse-description compare": { reads: (path) => [path] },
  "gatehouse-description drift": { reads: (path) => [path, RECORDS] },
  "gatehouse-description evidence": { reads: (path) => [path] },
  "gatehouse-description examples": { reads: (path) => [path] },
  "gatehouse-onboarding offboard": {},
  "gatehouse-onboarding onboard": {},
  "gatehouse-onboarding status": {},
  "gatehouse-portal": {},
  "gatehouse-sandbox": {},
};

interface Leaf {
  readonly name: string;
  readonly subcommand: readonly string[];
  readonly help: Help;
}
const helps = new Map(await Promise.all(BINS.map(async ({ name }) => [name, await helpOf(ROOT, name)] as const)));
const leaves: readonly Leaf[] = (
  await Promise.all(
    [...helps].map(async ([name, help]) =>
      help.subcommands.length === 0
        ? [{ name, subcommand: [], help }]
        : Promise.all(help.subcommands.map(async (one) => ({ name, subcommand: [one], help: await helpOf(ROOT, name, [one]) }))),
    ),
  )
).flat();
const typed = ({ name, subcommand }: Leaf) => [name, ...subcommand].join(" ");
const rowOf = (leaf: Leaf) => ROWS[typed(leaf)] ?? {};
const only = (what: (leaf: Leaf) => unknown) => leaves.filter(what).map((leaf) => [typed(leaf), leaf] as const);
const run = ({ name, subcommand }: Leaf, args: readonly string[]) => execute(linked(ROOT, name), [...subcommand, ...args]);

// Root may read and write everything: its processes have to give that up first.
const SETPRIV = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search"];
const isRoot = process.getuid?.() === 0;
const canDeny = !isRoot || (await execute(SETPRIV[0]!, [...SETPRIV.slice(1), "true"]).catch(() => ({ code: 1 }))).code === 0;
const withoutPrivilege = ({ name, subcommand }: Leaf, args: readonly string[]) => {
  const [file = "", ...all] = [...(isRoot ? SETPRIV : []), linked(ROOT, name), ...subcommand, ...args];
  return execute(file, all);
};

/** A failure as every command has it: one line that begins with the command's name, no stack, an exit code that `--help` explains. */
function expectOneLine({ name, help }: Leaf, { code, stdout, stderr }: Outcome, names: string | RegExp): void {
  expect(stderr).toMatch(/^[^\n]+\n$/);
  expect(stderr.startsWith(`${name}: `)).toBe(true);
  expect(stderr).toMatch(names);
  // What – and what would be right.
  expect(stderr).toContain(" – ");
  expect(stderr).not.toMatch(/\bat \S+ \(|node:internal|\bundefined\b|\[object/);
  expect(stdout).toBe("");
  expect(code).toBe(2);
  expect(help.exitCodes).toContain(code);
}

test("there are commands, and each has its row here", () => {
  expect(BINS.length).toBeGreaterThan(3);
  expect(leaves.map(typed).sort()).toEqual(Object.keys(ROWS).sort());
  for (const leaf of leaves) {
    expect([typed(leaf), "reads", rowOf(leaf).reads !== undefined]).toEqual([typed(leaf), "reads", leaf.help.reads]);
    expect([typed(leaf), "asks", rowOf(leaf).asks !== undefined]).toEqual([typed(leaf), "asks", leaf.help.options.includes("--target")]);
    expect([typed(leaf), "writes", rowOf(leaf).writes !== undefined]).toEqual([typed(leaf), "writes", /\bwrite\b/.test(leaf.help.text)]);
  }
});

describe.each(BINS.map((bin) => [bin.name, bin] as const))("%s", (name, bin) => {
  test("--help has examples of itself, and explains its exit codes", () => {
    const { text, exitCodes } = helps.get(name) as Help;
    expect(text.startsWith(`Usage: ${name} `)).toBe(true);
    expect(text).toMatch(new RegExp(`\\nExamples:\\n(  (\\w+=\\S+ )*${name}\\b.*\\n)+`));
    expect(exitCodes).toEqual(expect.arrayContaining([0, 2]));
    for (const line of text.split("\n").slice(0, text.split("\n").indexOf("Examples:"))) expect(line.length).toBeLessThanOrEqual(80);
  });

  test.concurrent("--version is that of its package", async () => {
    expect(await execute(linked(ROOT, name), ["--version"])).toMatchObject({ code: 0, stdout: `${bin.version}\n`, stderr: "" });
  });

  test.concurrent("before the build says what to run", async () => {
    const copy = join(place, "unbuilt", bin.folder);
    await mkdir(copy, { recursive: true });
    await cp(join(ROOT, bin.folder, "package.json"), join(copy, "package.json"));
    await cp(join(ROOT, bin.folder, bin.file), join(copy, bin.file));
    const { code, stdout, stderr } = await execute(process.execPath, [join(copy, bin.file)]);
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: "", stderr: "not built yet: run `npm run build`\n" });
  });
});

test.concurrent.each([...helps].filter(([, help]) => help.subcommands.length > 0))(
  "%s without a subcommand, or with a wrong one, says which there are",
  async (name, help) => {
    const nothing = await execute(linked(ROOT, name), []);
    expect(nothing).toMatchObject({ code: 2, stdout: "", stderr: help.text });
    const [first = ""] = help.subcommands;
    const wrong = await execute(linked(ROOT, name), [`${first}x`]);
    expectOneLine({ name, subcommand: [], help }, wrong, `Did you mean ${first}?`);
  },
);

describe.each(leaves.map((leaf) => [typed(leaf), leaf] as const))("%s", (_, leaf) => {
  test("--help has examples and exit codes as well", () => expect(leaf.help.text).toMatch(/\nExamples:\n[\s\S]*\nExit codes:\n/));

  test.concurrent("a wrong flag names the nearest", async () => {
    const wrong = leaf.help.options.find((option) => option.length > 6) as string;
    const typo = wrong.slice(0, -1);
    expectOneLine(
      leaf,
      await run(leaf, [...(rowOf(leaf).reads?.(DESCRIPTION) ?? []), typo]),
      `unknown option '${typo}' (Did you mean ${wrong}?)`,
    );
  });

  test.concurrent("an argument too many is wrong usage", async () => {
    expectOneLine(leaf, await run(leaf, [...(rowOf(leaf).reads?.(DESCRIPTION) ?? []), "superfluous"]), "too many arguments");
  });
});

describe.each(only(({ help }) => help.reads))("%s", (_, leaf) => {
  const args = rowOf(leaf).reads as (path: string) => readonly string[];

  test.concurrent("without arguments names what is missing", async () =>
    expectOneLine(leaf, await run(leaf, []), /missing required argument|required option/));

  test.concurrent("what is not there is named", async () => {
    const missing = join(place, "missing");
    expectOneLine(leaf, await run(leaf, args(missing)), `no such file or folder – ${missing}`);
  });

  test.skipIf(!canDeny).concurrent("a folder without permission is named, with the reason", async () => {
    const folder = await mkdtemp(join(place, "denied-"));
    await writeFile(join(folder, "openapi.yaml"), "openapi: 3.1.0\n");
    await chmod(folder, 0o000);
    const outcome = await withoutPrivilege(leaf, args(folder)).finally(() => chmod(folder, 0o700));
    expectOneLine(leaf, outcome, `cannot be read (EACCES) – ${folder}`);
  });
});

// Subcommands load a description by the same way: one of each command will do.
describe.each(only((leaf) => leaf.help.reads && leaf === leaves.find(({ name }) => name === leaf.name)))("%s", (_, leaf) => {
  const args = rowOf(leaf).reads as (path: string) => readonly string[];

  test.concurrent("a folder without a description is named", async () => {
    const empty = await mkdtemp(join(place, "empty-"));
    expectOneLine(leaf, await run(leaf, args(empty)), `no openapi.yaml in the folder – ${empty}`);
  });

  test.concurrent("links that lead nowhere are named, with the reason", async () => {
    const loop = join(await mkdtemp(join(place, "loop-")), "loop");
    await symlink("loop", loop);
    expectOneLine(leaf, await run(leaf, args(loop)), `cannot be read (ELOOP) – ${loop}`);
  });

  test.skipIf(!canDeny).concurrent("a file without permission is named, with the reason", async () => {
    const folder = await mkdtemp(join(place, "denied-"));
    await writeFile(join(folder, "openapi.yaml"), "openapi: 3.1.0\n", { mode: 0o000 });
    expectOneLine(leaf, await withoutPrivilege(leaf, args(folder)), "cannot be read (EACCES) – openapi.yaml");
  });
});

describe.each(only((leaf) => rowOf(leaf).writes))("%s", (_, leaf) => {
  const { name, args } = rowOf(leaf).writes as NonNullable<Row["writes"]>;

  test.concurrent("where a folder of somebody's is in the way writes nothing, and names it", async () => {
    const target = join(await mkdtemp(join(place, "blocked-")), name);
    await mkdir(target);
    await writeFile(join(target, "mine.txt"), "mine");
    expectOneLine(leaf, await run(leaf, args(target)), target);
    expect(await tree(join(target, ".."))).toEqual({ [name]: "folder", [`${name}/mine.txt`]: "mine" });
  });

  test.concurrent("where a file is in the way of its folder writes nothing, and names it", async () => {
    const file = join(await mkdtemp(join(place, "blocked-")), "file");
    await writeFile(file, "mine");
    expectOneLine(leaf, await run(leaf, args(join(file, name))), join(file, name));
    expect(await tree(join(file, ".."))).toEqual({ file: "mine" });
  });

  test.skipIf(!canDeny).concurrent("where writing is refused says so, and names it", async () => {
    const folder = await mkdtemp(join(place, "refused-"));
    await chmod(folder, 0o500);
    expectOneLine(leaf, await withoutPrivilege(leaf, args(join(folder, name))), new RegExp(`${join(folder, name)}.*EACCES`));
    await chmod(folder, 0o700);
    expect(await tree(folder)).toEqual({});
  });
});

describe.each(only(({ help }) => help.options.includes("--port")))("%s", (_, leaf) => {
  test.concurrent.each(["SIGINT", "SIGTERM"] as const)("ends by %s at once, with 0, whoever is connected", async (signal) => {
    const { code, stderr } = await serving(leaf, ["--port", "0"], async (url, child) => {
      const socket = connect(Number(new URL(url).port), "127.0.0.1");
      await new Promise((resolve) => socket.once("connect", resolve));
      socket.on("error", () => {}).write("GET / HTTP/1.1\r\n");
      child.kill(signal);
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  test.concurrent("a taken port is named, with what to do", async () => {
    const other = createServer();
    const port = await listening(other);
    try {
      expectOneLine(leaf, await run(leaf, ["--port", String(port)]), new RegExp(`port ${port} on 127.0.0.1 is taken – .*--port`));
    } finally {
      other.close();
    }
  });

  test.concurrent.each(["x", "65536"])("%j is no port", async (port) => {
    expectOneLine(leaf, await run(leaf, [`--port=${port}`]), /--port.*(number|port)/);
  });

  // Somebody may hold the port it has by default.
  test.concurrent("without arguments serves, or says that its port is taken", async () => {
    const outcome = await serving(leaf, [], async (_, child) => void child.kill("SIGINT"));
    if (outcome.code !== 0) expectOneLine(leaf, outcome, /port \d+ on 127.0.0.1 is taken/);
  });
});

describe.each(only((leaf) => rowOf(leaf).asks))("%s", (_, leaf) => {
  test("ends by Ctrl-C while it waits for an answer", async () => {
    const silent = createServer((socket) => {
      socket.on("error", () => {});
      child.kill("SIGINT");
    });
    const args = (rowOf(leaf).asks as (url: string) => readonly string[])(`http://127.0.0.1:${await listening(silent)}`);
    const child = spawn(linked(ROOT, leaf.name), [...leaf.subcommand, ...args], { stdio: ["ignore", "ignore", "pipe"] });
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text) => {
      stderr += text;
    });
    const code = await new Promise((resolve) => child.once("close", resolve));
    silent.close();
    expect(stderr).toMatch(/^[^\n]+interrupted[^\n]*\n$/);
    expect(code).toBe(130);
    expect(leaf.help.exitCodes).toContain(130);
  });
});

/** Runs a server until it says where it is. */
function serving(
  leaf: Leaf,
  args: readonly string[],
  then: (url: string, child: ReturnType<typeof spawn>) => Promise<void>,
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(linked(ROOT, leaf.name), [...leaf.subcommand, ...args], {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, PORT: "" },
    });
    let stdout = "";
    let stderr = "";
    let told = false;
    child.stdout.setEncoding("utf8").on("data", (text) => {
      stdout += text;
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(stdout)?.[0];
      if (!url || told) return;
      told = true;
      then(url, child).catch(reject);
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      stderr += text;
    });
    child.on("error", reject).on("close", (code, signal) => resolve({ code, signal, stdout: told ? stdout : "", stderr }));
  });
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port)));
}

/** What stands below a folder, and in it. */
async function tree(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const read = async (entry: Dirent) => {
    const path = join(entry.parentPath, entry.name);
    return [path.slice(folder.length + 1), entry.isFile() ? await readFile(path, "utf8") : "folder"] as const;
  };
  return Object.fromEntries(await Promise.all(entries.map(read)));
}
