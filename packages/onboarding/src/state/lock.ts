import { link, mkdir, readFile, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { CommandError } from "@gatehouse/command-line";

/**
 * Keeps other runs off a journal, until the returned function is called. A lock whose process is gone counts no more, so a run that was
 * killed stands in nobody's way.
 *
 * @throws {CommandError} while another run is under way.
 */
export async function lock(file: string): Promise<() => Promise<void>> {
  for (;;) {
    if (await take(file)) return () => release(file);
    const holder = await readFile(file, "utf8").catch(() => "");
    if (isAlive(holder)) {
      throw new CommandError(`another run is under way (process ${holder.trim()})`, {
        hint: `wait for it, or delete ${file} if that is something else`,
      });
    }
    await bury(file, holder);
  }
}

async function release(file: string): Promise<void> {
  await rm(file, { force: true });
  // A run that came to nothing leaves no folder.
  await rmdir(dirname(file)).catch(() => {});
}

/** The file appears with what is in it, or not at all: nobody ever sees a lock without its holder. */
async function take(file: string): Promise<boolean> {
  const own = `${file}.${process.pid}`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(own, `${process.pid}\n`);
  } catch (cause) {
    throw new CommandError(`cannot write ${file}: ${(cause as NodeJS.ErrnoException).code}`, {
      hint: "choose a journal in a folder you may write to",
      cause,
    });
  }
  try {
    await link(own, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    await rm(own, { force: true });
  }
}

/** Of several runs that find the same dead lock one moves it away; whoever moves a living one by mistake puts it back. */
async function bury(file: string, holder: string): Promise<void> {
  const grave = `${file}.${process.pid}.dead`;
  await rename(file, grave).catch(() => {});
  if ((await readFile(grave, "utf8").catch(() => holder)) !== holder) await link(grave, file).catch(() => {});
  await rm(grave, { force: true });
}

function isAlive(holder: string): boolean {
  const id = Number(holder);
  // In a container processes get the same numbers again and again, so our own can be that of a dead one.
  if (!Number.isInteger(id) || id <= 0 || id === process.pid) return false;
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
