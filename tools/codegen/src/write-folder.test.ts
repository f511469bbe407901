import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { HEADER } from "./emit/header.js";
import { checkFolder, writeFolder } from "./write-folder.js";

let parent = "";
let out = "";
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), "gatehouse-codegen-"));
  out = join(parent, "src", "generated");
});
afterEach(() => rm(parent, { recursive: true, force: true }));

const files = (...names: string[]) => new Map(names.map((name) => [name, `${HEADER}export const x = "${name}";\n`]));

test("writes exactly these files and leaves nothing beside them", async () => {
  expect(await writeFolder(out, files("a.ts", "b.ts"))).toBe("written");
  expect(await writeFolder(out, files("b.ts", "c.ts"))).toBe("written");
  expect(await readdir(out)).toEqual(["b.ts", "c.ts"]);
  expect(await readdir(join(parent, "src"))).toEqual(["generated"]);
});

test("touches nothing when nothing changed", async () => {
  await writeFolder(out, files("a.ts"));
  const before = await stat(join(out, "a.ts"));
  expect(await writeFolder(out, files("a.ts"))).toBe("unchanged");
  expect((await stat(join(out, "a.ts"))).ino).toBe(before.ino);
});

test("refuses a folder of another name", async () => {
  await expect(writeFolder(join(parent, "src"), files("a.ts"))).rejects.toThrow(/is not called generated/);
  expect(await readdir(parent)).toEqual([]);
});

test("refuses a folder with a file or folder of somebody else, and leaves it as it is", async () => {
  await mkdir(out, { recursive: true });
  await writeFile(join(out, "mine.ts"), "export {};\n");
  await expect(writeFolder(out, files("a.ts"))).rejects.toThrow(/mine\.ts was not written by gatehouse-codegen/);
  expect(await readdir(out)).toEqual(["mine.ts"]);
  await rm(join(out, "mine.ts"));
  await mkdir(join(out, "inner"));
  await expect(writeFolder(out, files("a.ts"))).rejects.toThrow(/inner/);
  expect(await readdir(out)).toEqual(["inner"]);
});

test("says what is in the way, and leaves what was there, when it cannot write", async () => {
  await writeFile(join(parent, "src"), "a file where a folder should be");
  await expect(writeFolder(out, files("a.ts"))).rejects.toThrow(/cannot (write|read)/);
  expect(await readFile(join(parent, "src"), "utf8")).toBe("a file where a folder should be");
});

test("--check passes for what would be written, and names the first file that differs", async () => {
  await writeFolder(out, files("a.ts", "b.ts"));
  await expect(checkFolder(out, files("a.ts", "b.ts"))).resolves.toBeUndefined();
  await expect(checkFolder(out, files("a.ts", "c.ts"))).rejects.toThrow(/c\.ts is not what the description gives/);
  await expect(checkFolder(out, files("a.ts"))).rejects.toThrow(/b\.ts/);
  await writeFile(join(out, "a.ts"), `${HEADER}changed`);
  await expect(checkFolder(out, files("a.ts", "b.ts"))).rejects.toMatchObject({ exitCode: 1 });
});
