import { randomUUID } from "node:crypto";
import { type FileHandle, mkdir, open, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { CommandError } from "@gatehouse/command-line";

/** A report that can be written: proven before the first request, put in its place whole at the end. */
export interface ReportFile {
  /** @throws {CommandError} naming the file. */
  write(content: string): Promise<void>;
  /** Leaves nothing behind; after `write` it does nothing. */
  discard(): Promise<void>;
}

/**
 * Opens a report before a run begins, so that nobody waits for a run whose report cannot be kept.
 *
 * @throws {CommandError} naming the file and what is wrong with it.
 */
export async function openReportFile(file: string): Promise<ReportFile> {
  const temporary = join(dirname(file), `.${basename(file)}.${randomUUID()}.tmp`);
  let handle: FileHandle | undefined;
  try {
    await mkdir(dirname(file), { recursive: true });
    if ((await stat(file).catch(() => undefined))?.isDirectory()) throw Object.assign(new Error(), { code: "is a folder" });
    handle = await open(temporary, "wx");
  } catch (cause) {
    throw unwritable(file, cause);
  }
  const opened = handle;
  let done = false;
  return {
    write: async (content) => {
      try {
        await opened.writeFile(content);
        await opened.close();
        await rename(temporary, file);
        done = true;
      } catch (cause) {
        throw unwritable(file, cause);
      }
    },
    discard: async () => {
      if (done) return;
      done = true;
      await opened.close().catch(() => {});
      await rm(temporary, { force: true });
    },
  };
}

function unwritable(file: string, cause: unknown): CommandError {
  const { code, message } = cause as NodeJS.ErrnoException;
  return new CommandError(`cannot write the report ${file}: ${code ?? message}`, {
    hint: "choose a path in a folder you may write to",
    cause,
  });
}
