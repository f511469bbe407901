import { mkdtemp, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writeWhole } from "./write-file.js";

test("writes the file, makes its folder and leaves nothing else", async () => {
  const folder = await mkdtemp(join(tmpdir(), "write-"));
  await writeWhole(join(folder, "a/b.txt"), "text");
  expect(await readFile(join(folder, "a/b.txt"), "utf8")).toBe("text");
  expect(await readdir(join(folder, "a"))).toEqual(["b.txt"]);
});

test("a file that only its owner may read never was another", async () => {
  const file = join(await mkdtemp(join(tmpdir(), "write-")), "secret.txt");
  await writeFile(file, "before", { mode: 0o644 });
  await writeWhole(file, "text", { mode: 0o600 });
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test("a folder that is a file is an error that names the path and leaves what was there", async () => {
  const folder = await mkdtemp(join(tmpdir(), "write-"));
  await writeFile(join(folder, "a"), "before");
  await expect(writeWhole(join(folder, "a/b.txt"), "text")).rejects.toThrow(/cannot write .*a\/b\.txt: E/);
  expect(await readFile(join(folder, "a"), "utf8")).toBe("before");
});
