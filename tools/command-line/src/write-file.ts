import { randomUUID } from "node:crypto";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { CommandError } from "./command-error.js";

/**
 * Writes a whole file or nothing: into a temporary file beside it, then renamed.
 *
 * @throws {CommandError} naming the file, when its folder cannot be written; what stood there before is untouched.
 */
export async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  const temporary = join(dirname(file), `.${randomUUID()}.tmp`);
  try {
    await mkdir(dirname(file), { recursive: true });
    const handle = await open(temporary, "wx");
    try {
      await handle.writeFile(content);
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => {});
    throw new CommandError(`cannot write ${file}: ${(cause as NodeJS.ErrnoException).code ?? String(cause)}`, {
      hint: "choose a path in a folder you may write to",
      cause,
    });
  }
}
