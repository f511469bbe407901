import { readFile } from "node:fs/promises";
import { CommandError, writeWhole } from "@gatehouse/command-line";
import type { JournalData, JournalStore } from "../engine/journal.js";

/** A journal in a JSON file, which people may read. */
export function journalFile(file: string): JournalStore {
  return {
    async read() {
      const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") return undefined;
        throw new CommandError(`${file} cannot be read (${error.code})`, { hint: "choose a journal with --journal", cause: error });
      });
      return text === undefined ? undefined : parsed(text, file);
    },
    write: (data) => writeWhole(file, `${JSON.stringify(data, undefined, 2)}\n`),
  };
}

function parsed(text: string, file: string): JournalData {
  try {
    const data = JSON.parse(text);
    if (data.version === 1 && typeof data.customers === "object" && data.customers !== null) return data;
  } catch {
    // no JSON: the same message
  }
  throw new CommandError(`${file} is no journal of this command, or of a newer one`, { hint: "choose another with --journal" });
}
