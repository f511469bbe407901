import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { JournalData } from "../engine/journal.js";
import { journalFile } from "./journal-file.js";
import { lock } from "./lock.js";
import { secretFiles } from "./secret-files.js";

const folder = () => mkdtemp(join(tmpdir(), "onboarding-"));
const mode = async (path: string) => (await stat(path)).mode & 0o777;

describe("a journal file", () => {
  const DATA: JournalData = { version: 1, customers: { "birch-bank": { name: "Birch Bank", contact: "a@b.example", vendors: {} } } };

  test("that is not there is a journal without customers, and is made with its folder", async () => {
    const file = join(await folder(), "a/onboarding.json");
    const store = journalFile(file);
    expect(await store.read()).toBeUndefined();
    await store.write(DATA);
    expect(await store.read()).toEqual(DATA);
    expect(await readdir(join(file, ".."))).toEqual(["onboarding.json"]);
  });

  test.each(["", "{", "[]", '{"version":2,"customers":{}}', '{"version":1,"customers":null}'])(
    "%j is no journal, and stays as it is",
    async (text) => {
      const file = join(await folder(), "onboarding.json");
      await writeFile(file, text);
      await expect(journalFile(file).read()).rejects.toThrow(`${file} is no journal of this command, or of a newer one`);
      expect(await readFile(file, "utf8")).toBe(text);
    },
  );

  test("that is a folder is named", async () => {
    const file = await folder();
    await expect(journalFile(file).read()).rejects.toThrow(`${file} cannot be read (EISDIR)`);
    await expect(journalFile(join(file, "x/y.json")).write(DATA)).resolves.toBeUndefined();
    await expect(journalFile(join(file, "x/y.json/z.json")).write(DATA)).rejects.toThrow(/cannot write .*z\.json: E/);
  });
});

describe("secret files", () => {
  const owner = { customer: "birch-bank", vendor: "entrust-idaas" };

  test("can be read by nobody but their owner", async () => {
    const root = join(await folder(), "secrets");
    const store = secretFiles(root);
    await store.set(owner, "sharedSecret", "of-birch");
    expect(await mode(store.place("birch-bank"))).toBe(0o600);
    expect(await mode(join(root, "birch-bank"))).toBe(0o700);
    expect(await mode(root)).toBe(0o700);
  });

  test("keep the secrets of each customer and vendor apart", async () => {
    const store = secretFiles(join(await folder(), "secrets"));
    const others = [
      { ...owner, vendor: "thales-idpv" },
      { ...owner, customer: "constructor" },
    ] as const;
    await store.set(owner, "key", "1");
    await store.set(owner, "other", "2");
    for (const other of others) {
      expect(await store.get(other, "key")).toBeUndefined();
      await store.set(other, "key", other.vendor + other.customer);
    }
    expect(await store.get(owner, "key")).toBe("1");
    await store.forget(owner);
    expect(await store.get(owner, "key")).toBeUndefined();
    for (const other of others) expect(await store.get(other, "key")).toBe(other.vendor + other.customer);
  });

  test("are gone with the last secret, and with what a killed run left beside them", async () => {
    const root = await folder();
    const store = secretFiles(join(root, "secrets"));
    await store.forget(owner);
    await store.set(owner, "key", "1");
    await writeFile(join(root, "secrets/birch-bank/.half.tmp"), "half a secret");
    await store.forget(owner);
    expect(await readdir(root)).toEqual([]);
  });
});

describe("a lock", () => {
  const sleeper = () => spawn(process.execPath, ["-e", "setTimeout(() => {}, 60000)"], { stdio: "ignore" });

  test("keeps others off as long as its holder lives, and says who that is", async () => {
    const file = join(await folder(), "a/onboarding.json.lock");
    const other = sleeper();
    await mkdir(join(file, ".."));
    await writeFile(file, `${other.pid}\n`);
    await expect(lock(file)).rejects.toThrow(`another run is under way (process ${other.pid})`);
    const gone = new Promise((resolve) => other.once("exit", resolve));
    other.kill("SIGKILL");
    await gone;
    await (await lock(file))();
    // Nothing else was in its folder.
    expect(await readdir(join(file, "../.."))).toEqual([]);
  });

  test.each(["", "x", "0", "-1", `${process.pid}\n`])("of %j is nobody's", async (holder) => {
    const file = join(await folder(), "lock");
    await writeFile(file, holder);
    const unlock = await lock(file);
    expect(await readFile(file, "utf8")).toBe(`${process.pid}\n`);
    await unlock();
  });

  test("in a place that cannot be is named", async () => {
    const file = join(await folder(), "file");
    await writeFile(file, "");
    await expect(lock(join(file, "lock"))).rejects.toThrow(/cannot write .*lock: E/);
  });
});
