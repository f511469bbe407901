import { randomUUID } from "node:crypto";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { CommandError } from "./command-error.js";

/**
 * Writes a whole file or nothing: into a temporary file beside it, then renamed. What is in it is on the disk when the promise resolves.
 *
 * @param options `mode`: who may read it; 0o600 for secrets. Default: what the process gives new files.
 * @throws {CommandError} naming the file, when its folder cannot be written; what stood there before is untouched.
 */
export async function writeWhole(file: string, content: string | Uint8Array, options: { readonly mode?: number } = {}): Promise<void> {
  const temporary = join(dirname(file), `.${randomUUID()}.tmp`);
  try {
    await mkdir(dirname(file), { recursive: true });
    const handle = await open(temporary, "wx", options.mode);
    try {
      await handle.writeFile(content);
      await handle.sync();
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
