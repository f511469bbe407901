import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createSandbox, realClock } from "@gatehouse/sandbox";
import { type RunningServer, startServer } from "@gatehouse/sandbox/server";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { residueOf } from "./support/residue.js";

const BIN = fileURLToPath(new URL("../bin/gatehouse-onboarding.js", import.meta.url));
const BIRCH = ["--customer", "Birch Bank"];
/** What off-boarding leaves, because no vendor takes it back. */
const LEFT = ["imageware-gmi/persons", "thales-idpv/keys", "thales-idpv/tenants"];

let server: RunningServer;
/** Called with the number of each request that has been carried out and not been answered yet. */
let beforeAnswer: (count: number) => Promise<void> | void;
let fresh: ReturnType<RunningServer["sandbox"]["snapshot"]>;
let folder: string;
beforeEach(async () => {
  const settings = { "entrust-idaas": { scheduledMs: 0, processingMs: 0 } };
  const sandbox = createSandbox({ clock: realClock(), settings });
  let count = 0;
  beforeAnswer = () => {};
  const answer: typeof sandbox.answer = async (arrival) => {
    const answered = await sandbox.answer(arrival);
    count += 1;
    await beforeAnswer(count);
    return answered;
  };
  server = await startServer({ sandbox: Object.assign(Object.create(sandbox), { answer }) });
  fresh = server.sandbox.snapshot();
  folder = await mkdtemp(join(tmpdir(), "onboarding-"));
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command in a process and a folder of its own. */
function run(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  meanwhile: (child: ChildProcess) => void = () => {},
): Promise<Ended> {
  const env = { PATH: process.env["PATH"], ...environment };
  const child = spawn(process.execPath, [BIN, ...args], { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
  const text = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const)
    child[stream].setEncoding("utf8").on("data", (part) => {
      text[stream] += part;
    });
  meanwhile(child);
  return new Promise((resolve, reject) => child.on("error", reject).on("close", (code, signal) => resolve({ code, signal, ...text })));
}
const gatehouse = (args: readonly string[], environment?: Readonly<Record<string, string>>) =>
  run([...args, "--sandbox", server.url], environment);
const journal = () => readFile(join(folder, ".gatehouse/onboarding.json"), "utf8");

test("a customer comes in, is looked at, comes in once more and leaves", async () => {
  const came = await gatehouse(["onboard", ...BIRCH, "--contact", "mira@birch-bank.example"]);
  expect(came).toMatchObject({ code: 0, stderr: "" });
  expect(came.stdout).toMatch(/\nBirch Bank is on board\.\nSecrets that no vendor shows again: (.+)\n$/);
  const secrets = /again: (.+)\n/.exec(came.stdout)?.[1] as string;
  expect((await stat(secrets)).mode & 0o777).toBe(0o600);
  const kept = JSON.parse(await readFile(secrets, "utf8"));
  expect(Object.keys(kept).sort()).toEqual(["basip-panel", "entrust-idaas", "thales-idpv"]);

  const status = await gatehouse(["status"]);
  expect(status).toMatchObject({ code: 0, stderr: "" });
  expect(status.stdout).toMatch(/^Birch Bank: on board\n/);
  const again = await gatehouse(["onboard", ...BIRCH]);
  expect(again.code).toBe(0);
  expect(again.stdout).not.toContain(": done");

  const left = await gatehouse(["offboard", ...BIRCH]);
  expect(left).toMatchObject({ code: 0, stderr: "" });
  expect(left.stdout).toContain("Birch Bank is off board.\nWhat stays, because a vendor takes nothing back:\n");
  expect(existsSync(secrets)).toBe(false);
  expect(await readdir(join(folder, ".gatehouse"))).toEqual(["onboarding.json"]);
  expect((await gatehouse(["status", ...BIRCH])).stdout).toMatch(/^Birch Bank: off board\n/);
  expect(Object.keys(residueOf(server.sandbox, fresh))).toEqual(LEFT);

  const values = [...Object.values(kept).flatMap((one) => Object.values(one as Record<string, string>)), "sandbox-idp-client-secret"];
  const told = [came, status, again, left].map(({ stdout }) => stdout).join() + (await journal());
  expect(values.length).toBeGreaterThan(4);
  for (const value of values) expect(told).not.toContain(value);
});

test("a vendor that is down is reported, and the same command finishes when it is back", async () => {
  const down = { BASIP_PANEL_URL: "http://127.0.0.1:9" };
  const first = await gatehouse(["onboard", ...BIRCH], down);
  expect(first).toMatchObject({ code: 1, stderr: "" });
  expect(first.stdout).toContain("Birch Bank is not on board yet. What failed:\n  basip-panel: apartment: listApartments: ");
  expect(await gatehouse(["status"], down)).toMatchObject({ code: 1 });
  expect(await gatehouse(["onboard", ...BIRCH])).toMatchObject({ code: 0 });
  const left = await gatehouse(["offboard", ...BIRCH], { ENTRUST_IDAAS_SHARED_SECRET: "not-the-secret" });
  expect(left).toMatchObject({ code: 1, stderr: "" });
  expect(left.stdout).toMatch(/Birch Bank is not off board yet\. What failed:\n {2}entrust-idaas: .*\n[\s\S]*To finish: /);
  expect(left.stdout).not.toContain("not-the-secret");
  expect(await gatehouse(["offboard", ...BIRCH])).toMatchObject({ code: 0 });
  expect(Object.keys(residueOf(server.sandbox, fresh))).toEqual(LEFT);
});

describe("wrong usage begins nothing, ends with 2 and says in one line what would be right", () => {
  test.each([
    [["onboard"], {}, "no customer is named – --customer 'Birch Bank'"],
    [["offboard", ...BIRCH], {}, "the journal .gatehouse/onboarding.json has no customer birch-bank – it has none yet"],
    [["onboard", ...BIRCH, "--sandbox", "https://vendor.example"], {}, "It takes an address of this machine"],
    [
      ["onboard", ...BIRCH],
      { ENTRUST_IDAAS_URL: "https://vendor.example" },
      "not set: ENTRUST_IDAAS_APPLICATION_ID, ENTRUST_IDAAS_SHARED_SECRET",
    ],
    [
      ["onboard", ...BIRCH, "--sandbox", "http://127.0.0.1:9"],
      {},
      "nothing answers at http://127.0.0.1:9 – start the sandbox with npm start",
    ],
  ])("%j with %j", async (args, environment, message) => {
    const ended = await run(args.includes("--sandbox") ? args : [...args, "--sandbox", server.url], environment);
    expect(ended).toMatchObject({ code: 2, stdout: "" });
    expect(ended.stderr).toMatch(/^gatehouse-onboarding: [^\n]+\n$/);
    expect(ended.stderr).toContain(message);
    expect(server.sandbox.requests).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
  });

  test("nobody else's customer is taken for one's own", async () => {
    await gatehouse(["onboard", ...BIRCH]);
    const known = server.sandbox.requests.length;
    for (const [args, message] of [
      [["offboard", "--customer", "Birch Bakery"], "has no customer birch-bakery – it has Birch Bank"],
      [["onboard", "--customer", "Other", "--domain", "birch-bank"], "birch-bank is the domain of Birch Bank already"],
      [["onboard", ...BIRCH, "--contact", "a@b.example"], "Birch Bank was begun with --contact admin@birch-bank.example"],
    ] as const) {
      const ended = await gatehouse(args);
      expect(ended).toMatchObject({ code: 2, stdout: "" });
      expect(ended.stderr).toContain(message);
    }
    expect(server.sandbox.requests).toHaveLength(known);
  });
});

// The first request is that which asks whether anybody is there.
describe.each([2, 6, 10, 22, 35])("after request %i was carried out, and before its answer", (count) => {
  const interruptedBy = (signal: NodeJS.Signals) =>
    run(["onboard", ...BIRCH, "--sandbox", server.url], {}, (child) => {
      const gone = new Promise<void>((resolve) => child.once("close", () => resolve()));
      beforeAnswer = (now) => {
        if (now !== count) return;
        child.kill(signal);
        return gone;
      };
    });

  test("kill -9 leaves a run that the same command finishes", async () => {
    expect((await interruptedBy("SIGKILL")).signal).toBe("SIGKILL");
    expect(await gatehouse(["onboard", ...BIRCH])).toMatchObject({ code: 0 });
    expect(await gatehouse(["offboard", ...BIRCH])).toMatchObject({ code: 0 });
    expect(Object.keys(residueOf(server.sandbox, fresh))).toEqual(LEFT);
  });

  test("Ctrl-C ends with 130 and says how to go on", async () => {
    const ended = await interruptedBy("SIGINT");
    expect(ended.code).toBe(130);
    expect(ended.stderr).toBe("gatehouse-onboarding: interrupted – the same command goes on; offboard takes back what was done\n");
    expect(await gatehouse(["offboard", ...BIRCH])).toMatchObject({ code: 0 });
    expect(Object.keys(residueOf(server.sandbox, fresh)).filter((name) => !LEFT.includes(name))).toEqual([]);
  });
});

test("of two runs at once one is turned away", async () => {
  let away: Ended | undefined;
  beforeAnswer = async (now) => {
    if (now === 3) away = await gatehouse(["onboard", ...BIRCH]);
  };
  expect(await gatehouse(["onboard", ...BIRCH])).toMatchObject({ code: 0 });
  expect(away).toMatchObject({ code: 2, stdout: "" });
  expect(away?.stderr).toMatch(/^gatehouse-onboarding: another run is under way \(process \d+\) – /);
  expect(server.sandbox.requests.filter(({ operation }) => operation === "createTenantAsyncUsingPOST")).toHaveLength(1);
});
