import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { CommandError, EXIT } from "@gatehouse/command-line";
import { HEADER } from "./emit/header.js";

/** What became of a folder. */
export type Outcome = "written" | "unchanged";

/**
 * Makes a folder hold exactly these files, all at once: they are written beside it, then the folders change places. Whatever goes wrong,
 * what stood there before is untouched.
 *
 * @throws {CommandError} when the folder is not called `generated`, or holds a file that codegen did not write.
 */
export async function writeFolder(folder: string, files: ReadonlyMap<string, string>): Promise<Outcome> {
  const target = resolve(folder);
  checkName(folder);
  const before = await readFolder(target);
  const foreign = [...before].find(([, content]) => !content.startsWith(HEADER.split(".")[0] as string));
  if (foreign)
    throw new CommandError(`${join(folder, foreign[0])} was not written by gatehouse-codegen`, {
      hint: "move it, or choose another folder",
    });
  if (same(before, files)) return "unchanged";

  const fresh = join(dirname(target), `.generated-${randomUUID()}`);
  const old = `${fresh}-old`;
  try {
    await mkdir(fresh, { recursive: true });
    for (const [name, content] of files) await writeFile(join(fresh, name), content);
    if (before.size > 0) await rename(target, old);
    else await rm(target, { recursive: true, force: true });
    await rename(fresh, target).catch(async (error) => {
      await rename(old, target).catch(() => {});
      throw error;
    });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new CommandError(`cannot write ${folder}: ${code ?? String(cause)}`, { hint: "choose a folder that you may write to", cause });
  } finally {
    await rm(fresh, { recursive: true, force: true });
    await rm(old, { recursive: true, force: true });
  }
  return "written";
}

/** @throws {CommandError} for a folder that is not called `generated`. */
export function checkName(folder: string): void {
  if (basename(resolve(folder)) === "generated") return;
  throw new CommandError(`${folder} is not called generated`, {
    hint: "choose a folder of that name: all that is in it will be replaced",
  });
}

/** @throws {CommandError} with exit code 1 naming the first file that is not what would be written now. */
export async function checkFolder(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  const present = await readFolder(resolve(folder));
  const stale = [...new Set([...files.keys(), ...present.keys()])].find((name) => files.get(name) !== present.get(name));
  if (stale === undefined) return;
  throw new CommandError(`${join(folder, stale)} is not what the description gives`, {
    hint: "run gatehouse-codegen without --check",
    exitCode: EXIT.findings,
  });
}

async function readFolder(folder: string): Promise<ReadonlyMap<string, string>> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw new CommandError(`cannot read ${folder}: ${error.code}`, { hint: "name a folder", cause: error });
  });
  // A folder inside is nobody's file: its content never matches.
  const read = async (name: string) => [name, await readFile(join(folder, name), "utf8").catch(() => "")] as const;
  return new Map(await Promise.all(names.sort().map(read)));
}

function same(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([name, content]) => b.get(name) === content);
}
